#include "core/html_tags.h"

#include <algorithm>

#include "core/text.h"

namespace gkwatch {
namespace {

constexpr std::string_view kBlank = " \t\n\f\r";
constexpr std::string_view kNameEnd = " \t\n\f\r/>";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_same_word(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && to_lower(text) == lower;
}

// Whether "<name" or "</name" stands at `at`, `word` being "<name" or "</name".
bool is_tag_at(std::string_view html, std::size_t at, std::string_view word) {
  const auto after = at + word.size();
  return after < html.size() && is_same_word(html.substr(at, word.size()), word) &&
         kNameEnd.find(html[after]) != std::string_view::npos;
}

// Where "</name" stands at or after `from`; the end of the page if nowhere.
std::size_t find_end_tag(std::string_view html, std::size_t from, const std::string& word) {
  auto at = html.find("</", from);
  while (at != std::string_view::npos && !is_tag_at(html, at, word)) at = html.find("</", at + 1);
  return std::min(at, html.size());
}

// Past the "-->" or "--!>" that ends a comment, or the end of the page.
std::size_t end_of_comment(std::string_view body) {
  for (auto at = body.find("--"); at != std::string_view::npos; at = body.find("--", at + 1)) {
    const auto rest = body.substr(at + 2);
    if (rest.starts_with(">")) return at + 3;
    if (rest.starts_with("!>")) return at + 4;
  }
  return body.size();
}

}  // namespace

std::optional<HtmlTag> HtmlTagReader::next() {
  while ((at_ = html_.find('<', at_)) != std::string_view::npos && at_ + 1 < html_.size()) {
    const std::size_t begin = at_;
    const auto rest = html_.substr(at_ + 1);
    if (rest.starts_with("![CDATA[")) {
      at_ += 9;
      return HtmlTag{.name = "![cdata["};
    }
    const bool is_end = rest[0] == '/';
    const char first = rest.size() > 1 && is_end ? rest[1] : rest[0];
    if (!is_letter(first)) {
      skip_comment();
      continue;
    }
    at_ += is_end ? 2 : 1;
    const auto name_end = std::min(html_.find_first_of(kNameEnd, at_), html_.size());
    HtmlTag tag{.name = to_lower(html_.substr(at_, name_end - at_)), .is_end = is_end};
    at_ = name_end;
    read_attributes(tag);
    if (is_done()) break;  // cut off: the standard drops it
    ++at_;
    tag.source = html_.substr(begin, at_ - begin);
    return tag;
  }
  at_ = html_.size();
  return std::nullopt;
}

// Whatever begins with "<" and is no tag: a comment, a declaration, or just text.
void HtmlTagReader::skip_comment() {
  const auto rest = html_.substr(at_);
  if (rest.starts_with("<!--")) {
    at_ += 4;
    const auto body = html_.substr(at_);
    if (body.starts_with(">") || body.starts_with("->")) return;
    at_ += end_of_comment(body);
    return;
  }
  const bool is_bogus_comment =
      rest.size() > 1 && (rest[1] == '!' || rest[1] == '?' || rest[1] == '/');
  if (is_bogus_comment) {
    skip_past(">");
  } else {
    ++at_;
  }
}

// Ends at the ">" of the tag, or at the end of the page.
void HtmlTagReader::read_attributes(HtmlTag& tag) {
  while (!is_done() && html_[at_] != '>') {
    if (kBlank.find(html_[at_]) != std::string_view::npos) {
      ++at_;
      continue;
    }
    if (html_[at_] == '/') {
      tag.is_self_closing = at_ + 1 < html_.size() && html_[at_ + 1] == '>';
      ++at_;
      continue;
    }
    ++tag.attributes;
    at_ = std::min(html_.find_first_of(" \t\n\f\r/>=", at_ + 1), html_.size());
    const auto equals = html_.find_first_not_of(kBlank, at_);
    if (equals == std::string_view::npos || html_[equals] != '=') continue;
    at_ = std::min(html_.find_first_not_of(kBlank, equals + 1), html_.size());
    skip_value();
  }
}

void HtmlTagReader::skip_value() {
  if (is_done()) return;
  const char quote = html_[at_];
  if (quote == '"' || quote == '\'') {
    at_ = html_.find(quote, at_ + 1);
    at_ = at_ == std::string_view::npos ? html_.size() : at_ + 1;
    return;
  }
  at_ = std::min(html_.find_first_of(" \t\n\f\r>", at_), html_.size());
}

std::size_t HtmlTagReader::skip_past(std::string_view end) {
  const auto found = html_.find(end, at_);
  const auto stop = found == std::string_view::npos ? html_.size() : found + end.size();
  const auto skipped = html_.substr(at_, stop - at_);
  at_ = stop;
  return static_cast<std::size_t>(std::count(skipped.begin(), skipped.end(), '<'));
}

std::size_t HtmlTagReader::skip_raw_text(std::string_view name) {
  const auto stop =
      name == "script" ? end_of_script() : find_end_tag(html_, at_, "</" + std::string{name});
  const auto skipped = html_.substr(at_, stop - at_);
  at_ = stop;
  return static_cast<std::size_t>(std::count(skipped.begin(), skipped.end(), '<'));
}

// HTML Standard, "script data double escaped state": after "<!--" and "<script", an end tag
// closes the inner script only.
std::size_t HtmlTagReader::end_of_script() const {
  bool is_escaped = false;
  bool is_double_escaped = false;
  for (auto at = at_; at < html_.size(); ++at) {
    if (is_escaped && html_.substr(at, 3) == "-->") is_escaped = is_double_escaped = false;
    if (html_[at] != '<') continue;
    if (!is_escaped && html_.substr(at, 4) == "<!--") {
      is_escaped = true;
      at += 1;  // so that the dashes of "<!-->" end it, as they do in the standard
    } else if (is_escaped && !is_double_escaped && is_tag_at(html_, at, "<script")) {
      is_double_escaped = true;
    } else if (is_tag_at(html_, at, "</script")) {
      if (!is_double_escaped) return at;
      is_double_escaped = false;
    }
  }
  return html_.size();
}

}  // namespace gkwatch
