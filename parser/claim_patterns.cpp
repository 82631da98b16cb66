#include "parser/claim_patterns.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "embedded/claim_patterns.h"

namespace gkwatch::parser {

// Not a year, a date, a percentage or an ordinal.
const char* const kNumber =
    R"((约|近|超过?|逾|将近)?(?<![\d.])(\d{1,9}(?:\.\d{1,6})?)(?![\d.])(万|千|百|亿)?(余|多)?)"
    R"((?:件次|人次|件|宗|条|例|份|篇|个|项|次|则|期|场|封|起|部|家|张)?(?![年月日号%\d]|个?百分点|余|多))";

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

// "{G8}" -> "[^…]{0,8}?"
void expand_gaps(std::string& text, std::string_view mark, const std::string& characters) {
  for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) {
    const std::size_t end = text.find('}', at);
    const std::string most = text.substr(at + mark.size(), end - at - mark.size());
    text.replace(at, end + 1 - at, characters + "{0," + most + "}?");
  }
}

std::string expand(std::string text, std::optional<int> year) {
  if (year) {
    replace_all(text, "{prev}", std::to_string(*year - 1));
    replace_all(text, "{next}", std::to_string(*year + 1));
  }
  expand_gaps(text, "{G", R"([^\d,;。、:])");
  expand_gaps(text, "{A", R"([^\d,;。])");
  replace_all(text, "{N}", kNumber);
  return text;
}

std::optional<Pattern> optional_pattern(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return Pattern{text};
}

}  // namespace

std::vector<ClaimPattern> claim_patterns(std::optional<int> year) {
  std::vector<ClaimPattern> patterns;
  for (const std::string& line : split(data::claim_patterns, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const auto fields = split(line, '\t');
    if (fields.size() != 4) std::abort();
    const std::string needs = fields[1].substr(fields[1].starts_with('+') ? 1 : 0);
    const std::string text = expand(fields[3], year);
    if (contains(text, "{prev}")) continue;
    // Without a year, 下年 and 次年 remain.
    std::string known = text;
    replace_all(known, "|{next}年", "");
    replace_all(known, "|{next}", "");
    patterns.push_back({.what = fields[0],
                        .needs = optional_pattern(needs),
                        .may_stand_before = needs.size() < fields[1].size(),
                        .cancels = optional_pattern(fields[2]),
                        .pattern = Pattern{known},
                        .means_zero = !contains(fields[3], "{N}")});
  }
  return patterns;
}

}  // namespace gkwatch::parser
