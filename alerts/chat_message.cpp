#include "alerts/chat_message.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

#include "alerts/crowd.h"
#include "alerts/dingtalk.h"
#include "alerts/feishu.h"
#include "alerts/plain_line.h"
#include "alerts/slack.h"
#include "alerts/summary.h"
#include "alerts/wecom.h"
#include "core/text.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kTitleLimit = 120;
constexpr std::size_t kDetailLimit = 160;
constexpr std::size_t kCountsLimit = 700;  // of the regions of one crowd; a few are told of at once
constexpr std::size_t kLinkLimit = 500;    // bytes; a longer one is left out

struct Twin {
  char32_t plain;
  char32_t full_width;
};
constexpr std::array<Twin, 16> kTwins{{{U'*', U'＊'},
                                       {U'_', U'＿'},
                                       {U'`', U'｀'},
                                       {U'~', U'～'},
                                       {U'#', U'＃'},
                                       {U'!', U'！'},
                                       {U'[', U'［'},
                                       {U']', U'］'},
                                       {U'(', U'（'},
                                       {U')', U'）'},
                                       {U'<', U'＜'},
                                       {U'>', U'＞'},
                                       {U'@', U'＠'},
                                       {U'|', U'｜'},
                                       {U'&', U'＆'},
                                       {U'\\', U'＼'}}};

std::string short_link(const std::string& url) { return url.size() > kLinkLimit ? "" : url; }

// A bracket would end a Markdown link.
std::string link_target(std::string_view url) {
  std::string target;
  for (const char c : url) {
    target += c == '(' ? "%28" : c == ')' ? "%29" : std::string{c};
  }
  return target;
}

std::string link(std::string_view words, std::string_view url) {
  if (url.empty()) return {};
  return "[" + std::string{words} + "](" + link_target(url) + ") ";
}

ChatText::Item item_of(const Notice& notice, Language language) {
  const std::string title = say(language, "alert.headline.one",
                                {{"label", label_of(notice, language)}, {"title", notice.title}});
  const std::string comparison = comparison_of(notice, language);
  return {.title = plain_line(title, kTitleLimit),
          .detail = plain_line(comparison.empty() ? notice.text : comparison, kDetailLimit),
          .url = short_link(notice.url),
          .page = short_link(notice.page)};
}

ChatText::Item item_of(const Crowd& crowd, const AlertPolicy& policy) {
  const Language language = policy.language;
  const std::string title =
      say(language, "alert.headline.one",
          {{"label", label_of(crowd.first, language)}, {"title", crowd_title(crowd, language)}});
  return {.title = plain_line(title, kTitleLimit),
          .detail = plain_line(crowd_counts(crowd, language), kCountsLimit),
          .url = {},
          .page = short_link(crowd_page(crowd, policy))};
}

ChatText text_of(std::span<const Notice> notices, const Sorted& sorted, std::size_t shown,
                 const AlertPolicy& policy) {
  const Language language = policy.language;
  ChatText text{.headline = plain_line(headline_of(notices, language), kTitleLimit),
                .source_words = std::string{say(language, "mail.link.source")},
                .page_words = std::string{say(language, "mail.link.page")}};
  for (const Crowd& crowd : sorted.crowds) text.items.push_back(item_of(crowd, policy));
  const auto singles = std::span{sorted.singles};
  for (const Notice& notice : singles.first(shown)) text.items.push_back(item_of(notice, language));
  if (shown == singles.size()) return text;
  text.rest = say(language, "mail.more", {{"n", std::to_string(singles.size() - shown)}});
  text.rest_url = short_link(alerts_page(policy));
  return text;
}

struct Format {
  std::string (*payload_of)(const ChatText&);
  std::size_t max_bytes;
};

Format format_of(ReceiverKind kind) {
  switch (kind) {
    case ReceiverKind::DingTalk:
      return {dingtalk_payload, kDingTalkBytes};
    case ReceiverKind::WeCom:
      return {wecom_payload, kWeComBytes};
    case ReceiverKind::Feishu:
      return {feishu_payload, kFeishuBytes};
    case ReceiverKind::Slack:
      return {slack_payload, kSlackBytes};
    case ReceiverKind::Webhook:
    case ReceiverKind::Email:
      break;
  }
  std::abort();
}

}  // namespace

std::string without_markup(std::string_view text) {
  const std::u32string points = to_u32(text);
  std::u32string out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    char32_t written = points[i];
    for (const Twin& twin : kTwins) {
      if (twin.plain == points[i]) written = twin.full_width;
    }
    // Every service makes a link of an address.
    if (points.compare(i, 3, U"://") == 0) written = U'：';
    out += written;
  }
  // A line that begins so would become an item of a list, a heading or a rule.
  const std::size_t digits = out.find_first_not_of(U"0123456789");
  const bool is_numbered = digits != 0 && digits != std::u32string::npos && out[digits] == U'.';
  if (is_numbered) out[digits] = U'．';
  if (!out.empty() && (out[0] == U'-' || out[0] == U'+' || out[0] == U'=')) {
    out[0] += U'－' - U'-';
  }
  return to_utf8(out);
}

std::string markdown_of(const ChatText& text, std::string_view line_end) {
  std::string markdown = "**" + without_markup(text.headline) + "**";
  const auto add_line = [&](const std::string& line) {
    if (!line.empty()) markdown.append(line_end).append(line);
  };
  for (const ChatText::Item& item : text.items) {
    add_line("**" + without_markup(item.title) + "**");
    add_line(without_markup(item.detail));
    add_line(link(text.source_words, item.url) + link(text.page_words, item.page));
  }
  add_line(text.rest.empty()
               ? ""
               : without_markup(text.rest) + " " + link(text.page_words, text.rest_url));
  return markdown;
}

std::string chat_message(ReceiverKind kind, std::span<const Notice> notices,
                         const AlertPolicy& policy) {
  const Format format = format_of(kind);
  const Sorted sorted = sort_crowds(notices, policy.language);
  std::size_t shown = sorted.singles.size();
  while (true) {
    std::string payload = format.payload_of(text_of(notices, sorted, shown, policy));
    if (payload.size() <= format.max_bytes || shown == 0) return payload;
    // What fits is about in proportion; one step at least, so that it ends.
    shown = std::min(shown - 1, shown * format.max_bytes / payload.size());
  }
}

}  // namespace gkwatch::alerts
