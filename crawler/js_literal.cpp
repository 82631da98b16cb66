#include "crawler/js_literal.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// A place in the script. Every step moves on, and the end is always found.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_{text} {}

  bool is_at_end() const { return at_ >= text_.size(); }
  char peek() const { return is_at_end() ? '\0' : text_[at_]; }
  std::size_t position() const { return at_; }
  std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
  void step() { ++at_; }

  void skip_blanks_and_comments() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size());
      if (!skip_comment()) return;
    }
  }

  bool skip_comment() {
    const std::string_view rest = text_.substr(std::min(at_, text_.size()));
    const bool is_line = rest.starts_with("//");
    if (!is_line && !rest.starts_with("/*")) return false;
    const std::size_t end = is_line ? rest.find('\n') : rest.find("*/", 2);
    at_ = end == std::string_view::npos ? text_.size() : at_ + end + (is_line ? 1 : 2);
    return true;
  }

  void skip_string() {
    const char quote = peek();
    for (step(); !is_at_end() && peek() != quote; step()) {
      if (peek() == '\\') step();
    }
    step();
  }

  // Up to the comma or brace that ends the value, at the depth where it began.
  void skip_value() {
    int depth = 0;
    while (!is_at_end()) {
      const char c = peek();
      if (depth == 0 && (c == ',' || c == '}')) return;
      if (is_quote(c)) {
        skip_string();
        continue;
      }
      if (skip_comment()) continue;
      if (c == '{' || c == '[' || c == '(') ++depth;
      if (c == '}' || c == ']' || c == ')') --depth;
      step();
    }
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string read_key(Cursor& cursor) {
  const std::size_t begin = cursor.position();
  if (is_quote(cursor.peek())) {
    cursor.skip_string();
    return js_scalar(cursor.since(begin));
  }
  while (!cursor.is_at_end() && cursor.peek() != ':' && cursor.peek() != '}') cursor.step();
  return std::string{trimmed(cursor.since(begin))};
}

std::optional<JsMembers> read_members(Cursor cursor) {
  JsMembers members;
  cursor.step();  // the opening brace
  for (;;) {
    cursor.skip_blanks_and_comments();
    if (cursor.peek() == ',') {
      cursor.step();
      continue;
    }
    if (cursor.is_at_end()) return std::nullopt;
    if (cursor.peek() == '}') return members;
    const std::string key = read_key(cursor);
    cursor.skip_blanks_and_comments();
    if (cursor.peek() != ':') return std::nullopt;
    cursor.step();
    cursor.skip_blanks_and_comments();
    const std::size_t begin = cursor.position();
    cursor.skip_value();
    members.try_emplace(key, trimmed(cursor.since(begin)));
  }
}

char escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    default:
      return c;
  }
}

}  // namespace

std::optional<JsMembers> read_js_object(std::string_view script, std::string_view variable) {
  for (std::size_t at = script.find(variable); at != std::string_view::npos;
       at = script.find(variable, at + 1)) {
    const std::string_view rest = script.substr(at + variable.size());
    Cursor cursor{rest};
    cursor.skip_blanks_and_comments();
    if (cursor.peek() != '=') continue;
    cursor.step();
    cursor.skip_blanks_and_comments();
    if (cursor.peek() == '{') return read_members(Cursor{rest.substr(cursor.position())});
  }
  return std::nullopt;
}

std::string js_scalar(std::string_view literal) {
  if (literal.size() < 2 || !is_quote(literal.front())) {
    const bool is_number =
        !literal.empty() && std::all_of(literal.begin(), literal.end(),
                                        [](unsigned char c) { return std::isdigit(c) != 0; });
    return is_number ? std::string{literal} : std::string{};
  }
  if (literal.back() != literal.front()) return {};
  std::string value;
  literal = literal.substr(1, literal.size() - 2);
  for (std::size_t at = 0; at < literal.size(); ++at) {
    if (literal[at] == '\\' && at + 1 < literal.size()) {
      value += escaped(literal[++at]);
    } else {
      value += literal[at];
    }
  }
  return value;
}

}  // namespace gkwatch::crawler
