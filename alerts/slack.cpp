#include "alerts/slack.h"

#include <algorithm>
#include <array>

#include "alerts/plain_line.h"
#include "alerts/post.h"
#include "alerts/trouble.h"
#include "core/json.h"
#include "core/text.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kAnswerLimit = 100;
constexpr std::array<std::string_view, 4> kForGood{"channel_is_archived", "channel_not_found",
                                                   "no_service", "invalid_payload"};

// `url` is a Url's text: it holds no blank, `|` or angle bracket that could end the link.
std::string link(std::string_view words, const std::string& url) {
  if (url.empty() || url.find_first_of("|<>") != std::string::npos) return {};
  return "<" + url + "|" + std::string{words} + "> ";
}

}  // namespace

std::string slack_payload(const ChatText& text) {
  std::string lines = "*" + without_markup(text.headline) + "*";
  for (const ChatText::Item& item : text.items) {
    lines += "\n*" + without_markup(item.title) + "*\n" + without_markup(item.detail) + " " +
             link(text.source_words, item.url) + link(text.page_words, item.page);
  }
  if (!text.rest.empty()) {
    lines += "\n" + without_markup(text.rest) + " " + link(text.page_words, text.rest_url);
  }
  return Json{}.set("text", lines).dump();
}

Attempt Slack::judge(const net::HttpResponse& answer) const {
  const std::string words = plain_line(answer.body, kAnswerLimit);
  if (is_success(answer) && words == "ok") return {};
  if (std::find(kForGood.begin(), kForGood.end(), words) != kForGood.end()) {
    return failed({ErrorCode::Refused, "the robot answered " + words},
                  both("why.words", {{"message", words}}));
  }
  return is_success(answer) ? not_understood() : failed_with(answer);
}

}  // namespace gkwatch::alerts
