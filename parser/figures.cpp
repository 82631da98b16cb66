#include "parser/figures.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/labels.h"
#include "parser/note_marks.h"

namespace gkwatch::parser {
namespace {

bool is_dash(std::string_view text) {
  constexpr std::array<std::string_view, 24> kDashes{
      "/",  "-",    "--",   "—",      "——",     "–",      "\\",   "//",
      "╱",  "∕",    "⁄",    "○",      "〇",     "N/A",    "n/a",  "NA",
      "无", "无。", "暂无", "不适用", "不涉及", "未发生", "没有", "无此项"};
  return std::find(kDashes.begin(), kDashes.end(), text) != kDashes.end();
}

// Sign, digits with or without thousands separators, decimals, unit, remark without digits. A
// question mark before a blank is what a broken no-break space has become.
const Pattern& number_pattern() {
  static const Pattern pattern{
      R"(^(?:\? )?([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*)"
      R"((?:\((亿元|万元|元|件|条|宗|个|项|次|份|人|例|起|万件|部|篇|户|批)(?:人民币)?\)|)"
      R"((亿元|万元|元|件|条|宗|个|项|次|份|人|例|起|万件|部|篇|户|批)?(?:人民币)?))"
      R"((?:\([^()0-9]*\))?$)"};
  return pattern;
}

std::string with_plain_minus(std::string text) {
  for (const std::string_view minus : {"−", "﹣", "－"}) {
    for (std::size_t at = 0; (at = text.find(minus, at)) != std::string::npos;) {
      text.replace(at, minus.size(), "-");
    }
  }
  return text;
}

// A note mark, a line's end, a bracket beside digits: it may be our reading that joined them, and
// nobody is accused of what we made. What is printed without a digit is the agency's own.
bool is_doubtful(std::string_view plain) {
  constexpr std::string_view kUnread = "\xEF\xBF\xBD";  // U+FFFD: of ours, or lost on the way
  return contains(plain, kUnread) || plain.find_first_of("0123456789") != std::string_view::npos ||
         has_note_mark(plain);
}

// Digits alone are most of all cells.
std::optional<Cell> read_digits(const std::string& text) {
  constexpr std::size_t kMost = 9;
  const bool are_digits = !text.empty() && text.size() <= kMost &&
                          text.find_first_not_of("0123456789") == std::string::npos;
  if (!are_digits) return std::nullopt;
  return Cell{.kind = CellKind::Number, .value = Decimal::parse(text)};
}

std::optional<Cell> read_number(const std::string& text) {
  if (text.find_first_of("0123456789") == std::string::npos) return std::nullopt;
  const auto match = number_pattern().search(text);
  if (!match) return std::nullopt;
  std::string digits = match->group(2);
  std::erase(digits, ',');
  const auto value = Decimal::parse(match->group(1) + digits + match->group(3));
  if (!value) return std::nullopt;
  return Cell{.kind = CellKind::Number, .value = *value, .unit = match->group(4) + match->group(5)};
}

}  // namespace

Cell read_figure(std::string_view text, std::string_view where) {
  if (auto digits = read_digits(std::string{text})) {
    digits->raw = text;
    digits->where = where;
    return *std::move(digits);
  }
  const std::string plain = with_plain_minus(collapse_spaces(plain_text(text)));
  Cell cell;
  if (plain.empty() || plain == "?") {
    cell.kind = CellKind::Blank;
  } else if (is_dash(without_spaces(plain))) {
    cell.kind = CellKind::Dash;
  } else if (auto number = read_number(plain)) {
    cell = *std::move(number);
  } else if (is_doubtful(plain)) {
    cell.why = "what stands beside the digits may not belong to the figure";
  } else {
    cell.kind = CellKind::Text;
  }
  cell.raw = collapse_spaces(text);
  cell.where = where;
  return cell;
}

bool is_value(std::string_view text) {
  const CellKind kind = read_figure(text, "").kind;
  return kind == CellKind::Number || kind == CellKind::Dash;
}

bool is_marked_figure(std::string_view text) {
  const std::string plain = without_spaces(plain_text(text));
  if (plain.find_first_of("0123456789") == std::string::npos || is_value(text)) return false;
  static const Pattern with_remark{R"(^\d{1,9}[^\d().、]{0,2}\([^()]*\d[^()]*\)$)"};
  if (with_remark.is_found_in(plain)) return true;
  const bool is_date = contains(plain, "年") || contains(plain, "月") || contains(plain, "日");
  const bool is_ordinal = plain.ends_with('.') || plain.ends_with(')') || plain.ends_with("、");
  return !is_date && !is_ordinal && han_count(to_u32(plain)) < 2;
}

std::string unit_of_head(std::string_view head) {
  // Not of 千元 and 百万元, which nobody here counts in, nor of two units.
  static const Pattern unit{"(?<![十百千])(亿元|万元|元)(?!素)"};
  static const Pattern odd{"[十百千](?:亿|万)?元"};
  const std::string text = nfkc(head);
  const auto found = unit.all(text);
  if (found.empty() || odd.is_found_in(text)) return {};
  const bool is_one = std::all_of(found.begin(), found.end(), [&](const Pattern::Match& one) {
    return one.group(1) == found.front().group(1);
  });
  return is_one ? found.front().group(1) : std::string{};
}

}  // namespace gkwatch::parser
