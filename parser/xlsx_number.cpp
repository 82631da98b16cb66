#include "parser/xlsx_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

// A stored number without loss: |value| = whole.fraction.
struct Digits {
  bool is_negative = false;
  std::string whole;     // without leading zeros: empty below one
  std::string fraction;  // without trailing zeros
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Numbers are stored as doubles are printed: "190.45737900000001". Programs show 15 digits.
void round_to_15(std::string& digits, int& point) {
  constexpr std::size_t most = 15;
  if (digits.size() <= most) return;
  const bool up = digits[most] >= '5';
  digits.resize(most);
  if (!up) return;
  std::size_t i = most;
  while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
  if (i > 0) {
    ++digits[i - 1];
    return;
  }
  digits.insert(digits.begin(), '1');
  ++point;
}

Digits placed(bool is_negative, std::string digits, int point) {
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  point -= static_cast<int>(zeros);
  round_to_15(digits, point);
  if (digits.find_first_not_of('0') == std::string::npos) return {};
  if (point < 0) digits.insert(0, static_cast<std::size_t>(-point), '0');
  const auto whole = static_cast<std::size_t>(std::max(point, 0));
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  Digits number{is_negative, digits.substr(0, whole), digits.substr(whole)};
  while (number.fraction.ends_with('0')) number.fraction.pop_back();
  return number;
}

std::optional<int> exponent_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  constexpr int most = 40;
  return std::abs(value) <= most ? std::optional{value} : std::nullopt;
}

// [+-]digits[.digits][E[+-]digits]
std::optional<Digits> parse_digits(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    const auto value = exponent_of(text.substr(e + 1));
    if (!value) return std::nullopt;
    exponent = *value;
    text = text.substr(0, e);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits{text.substr(0, point)};
  if (point < text.size()) digits += text.substr(point + 1);
  constexpr std::size_t most = 60;
  if (digits.empty() || digits.size() > most) return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  return placed(is_negative, std::move(digits), static_cast<int>(point) + exponent);
}

// One of the parts of a format that ";" separates.
struct Section {
  std::string before;
  std::string after;
  std::string pattern;  // "#,##0.00" or "General" or "@"; empty: literal text alone
};

// "[Red]", "[Color 3]" change nothing, "[$¥-804]" shows ¥; conditions and the like: nothing.
std::optional<std::string> bracket_text(std::string_view inside) {
  if (inside.starts_with('$')) {
    return std::string{inside.substr(1, std::min(inside.find('-'), inside.size()) - 1)};
  }
  constexpr std::array<std::string_view, 8> colours{"black",   "blue", "cyan",  "green",
                                                    "magenta", "red",  "white", "yellow"};
  const std::string lower = to_lower(inside);
  const bool is_colour = std::find(colours.begin(), colours.end(), lower) != colours.end();
  if (is_colour || lower.starts_with("color")) return std::string{};
  return std::nullopt;
}

class SectionReader {
 public:
  explicit SectionReader(std::string_view text) : text_{text} {}

  std::optional<Section> read() && {
    while (at_ < text_.size()) {
      if (!read_token()) return std::nullopt;
    }
    return std::move(section_);
  }

 private:
  bool read_token() {
    const char c = text_[at_];
    if (c == '"') return read_quoted();
    if (c == '[') return read_bracket();
    if (c == '\\') return literal(whole_character(at_ + 1), 1);
    if (c == '_') return literal(" ", 1 + whole_character(at_ + 1).size());
    if (c == '*') return literal("", 1 + whole_character(at_ + 1).size());
    if (to_lower(text_.substr(at_, 7)) == "general") return pattern(7);
    if (c == '@') return pattern(1);
    if (std::string_view{"0#?.,"}.find(c) != std::string_view::npos) return read_digits();
    const bool is_literal = std::string_view{"+-(): $"}.find(c) != std::string_view::npos;
    if (!is_literal && static_cast<unsigned char>(c) < 0x80) return false;
    return literal(whole_character(at_), 0);
  }

  std::string_view whole_character(std::size_t at) const {
    return prefix(text_.substr(std::min(at, text_.size())), 1);
  }

  bool literal(std::string_view shown, std::size_t more) {
    const bool is_moved = more <= 1;  // "_x" and "*x" count their own length in `more`
    (section_.pattern.empty() ? section_.before : section_.after) += shown;
    at_ += is_moved ? shown.size() + more : more;
    return true;
  }

  bool read_quoted() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos) return false;
    (section_.pattern.empty() ? section_.before : section_.after) +=
        text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return true;
  }

  bool read_bracket() {
    const std::size_t end = text_.find(']', at_);
    if (end == std::string_view::npos) return false;
    const auto shown = bracket_text(text_.substr(at_ + 1, end - at_ - 1));
    if (!shown) return false;
    (section_.pattern.empty() ? section_.before : section_.after) += *shown;
    at_ = end + 1;
    return true;
  }

  bool read_digits() {
    return pattern(std::min(text_.find_first_not_of("0#?.,", at_), text_.size()) - at_);
  }

  bool pattern(std::size_t size) {
    if (!section_.pattern.empty()) return false;
    section_.pattern = text_.substr(at_, size);
    at_ += size;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Section section_;
};

std::vector<std::string_view> split_sections(std::string_view format) {
  std::vector<std::string_view> sections;
  std::size_t begin = 0;
  bool is_quoted = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '"') is_quoted = !is_quoted;
    if (!is_quoted && (format[i] == '\\' || format[i] == '_' || format[i] == '*')) {
      ++i;
      continue;
    }
    if (is_quoted || format[i] != ';') continue;
    sections.push_back(format.substr(begin, i - begin));
    begin = i + 1;
  }
  sections.push_back(format.substr(begin));
  return sections;
}

std::string grouped(const std::string& whole) {
  std::string text;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) text += ',';
    text += whole[i];
  }
  return text;
}

// By "#,##0.00". Nothing if digits would be rounded away, or a comma scales the number.
std::optional<std::string> by_pattern(const Digits& number, const std::string& pattern) {
  const std::size_t point = std::min(pattern.find('.'), pattern.size());
  const std::string left = pattern.substr(0, point);
  const std::string right = point < pattern.size() ? pattern.substr(point + 1) : std::string{};
  if (left.ends_with(',') || right.find_first_of(".,") != std::string::npos) return std::nullopt;
  if (number.fraction.size() > right.size()) return std::nullopt;
  std::string whole = number.whole;
  const auto least = static_cast<std::size_t>(std::count(left.begin(), left.end(), '0'));
  if (whole.size() < least) whole.insert(0, least - whole.size(), '0');
  if (contains(left, ",")) whole = grouped(whole);
  std::string fraction = number.fraction;
  const auto zeros = static_cast<std::size_t>(std::count(right.begin(), right.end(), '0'));
  if (fraction.size() < zeros) fraction.append(zeros - fraction.size(), '0');
  return point < pattern.size() ? whole + '.' + fraction : whole;
}

std::optional<std::string> by_general(const Digits& number, std::size_t room) {
  constexpr std::size_t most = 11;
  const std::string whole = number.whole.empty() ? "0" : number.whole;
  if (number.fraction.empty()) {
    return whole.size() <= most ? std::optional{whole} : std::nullopt;
  }
  std::string text = whole + '.' + number.fraction;
  if (text.size() + (number.is_negative ? 1 : 0) > std::min(most, room)) return std::nullopt;
  return text;
}

bool marks_negative(std::string_view literal) {
  constexpr std::array<std::string_view, 6> kMarks{"-", "(", "−", "－", "▲", "△"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return contains(literal, mark); });
}

}  // namespace

std::optional<std::string> built_in_format(unsigned id) {
  switch (id) {
    case 0:
      return "General";
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 49:
      return "@";
    default:
      return std::nullopt;
  }
}

std::optional<std::string> show_number(std::string_view stored, std::string_view format,
                                       std::size_t room) {
  const auto number = parse_digits(stored);
  if (!number) return std::nullopt;
  const bool is_zero = number->whole.empty() && number->fraction.empty();
  const auto sections = split_sections(format);
  const std::size_t negative = sections.size() > 1 ? 1 : 0;
  const std::size_t zero = sections.size() > 2 ? 2 : 0;
  const std::size_t index = is_zero ? zero : number->is_negative ? negative : 0;
  const auto section = SectionReader{sections[index]}.read();
  if (!section || sections.size() > 4) return std::nullopt;
  // An empty first section is "General" where it is the whole format.
  if (section->pattern.empty() && sections.size() == 1) return std::nullopt;
  // A section of its own for negative numbers that marks them in no way hides the sign: what is
  // stored and what is shown are two numbers.
  const bool is_own = number->is_negative && index == 1;
  if (is_own && !marks_negative(section->before + section->after)) return std::nullopt;
  // Only a section that serves both signs writes the sign by itself.
  const std::string sign = number->is_negative && index == 0 ? "-" : "";
  if (section->pattern.empty()) return sign + section->before;
  const bool is_general = section->pattern == "@" || to_lower(section->pattern) == "general";
  const auto digits =
      is_general ? by_general(*number, room) : by_pattern(*number, section->pattern);
  if (!digits) return std::nullopt;
  return sign + section->before + *digits + section->after;
}

std::optional<std::string> show_text(std::string_view stored, std::string_view format) {
  const auto sections = split_sections(format);
  const std::string_view last = sections.back();
  const bool has_text = sections.size() == 4 || contains(last, "@");
  if (!has_text) return std::string{stored};
  const auto section = SectionReader{last}.read();
  if (!section || section->pattern != "@") return std::nullopt;
  return section->before + std::string{stored} + section->after;
}

}  // namespace gkwatch::parser
