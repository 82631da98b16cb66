#include "parser/breakdowns.h"

#include <string>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/claim_number.h"

namespace gkwatch::parser {
namespace {

// A figure with its unit; group 5 is the unit.
const Pattern& figure() {
  static const Pattern pattern{
      R"((约|近|超过?|逾|将近)?(?<![\d.٬])(\d{1,9}(?:\.\d{1,6})?)(万|千|百|亿)?(余|多)?)"
      R"((条|篇|件|个|份|次|期|则)(?!数|人))"};
  return pattern;
}

std::string without_brackets(const std::string& text) {
  std::string kept;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) kept += c;
    if (c == ')' && depth > 0) --depth;
  }
  return kept;
}

bool counts_information(const std::string& text) {
  static const Pattern about{"公开|发布"};
  static const Pattern things{"信息|文件"};
  static const Pattern other{"申请|复议|诉讼|提案|建议|咨询|留言|答复"};
  return about.is_found_in(text) && things.is_found_in(text) && !other.is_found_in(text);
}

// The text from the end of the clause before up to `end`.
std::string lead(const std::string& text, std::size_t begin, std::size_t end) {
  const std::string before = text.substr(begin, end - begin);
  const std::size_t mark = before.find_last_of(";,:");
  return mark == std::string::npos ? before : before.substr(mark + 1);
}

Claim make(const char* what, const std::string& text, const Pattern::Match& match,
           std::size_t begin) {
  Claim claim = claim_of(match);
  claim.what = what;
  claim.text = lead(text, begin, match.end);
  return claim;
}

}  // namespace

std::vector<Claim> read_breakdowns(const Sentence& sentence) {
  static const Pattern opens{"^[,;:]?(?:其中|包括|分别(?:为|是))"};
  static const Pattern overlaps{"同时归入|重复计|交叉|一[条件份]多"};
  static const Pattern is_another{";[^;]*(?:公开|发布)"};
  if (overlaps.is_found_in(sentence.text)) return {};
  const std::string text = without_brackets(sentence.text);
  const auto figures = figure().all(text);
  std::vector<Claim> claims;
  std::string unit;  // of the total that is open; empty if none is
  std::size_t begin = 0;
  for (const auto& match : figures) {
    const std::size_t start = begin;
    begin = match.end;
    constexpr std::size_t kLongestOpening = 16;  // bytes
    const bool is_total = opens.is_found_in(text.substr(match.end, kLongestOpening));
    if (is_total) {
      const bool is_counted = counts_information(text.substr(start, match.end - start));
      unit = is_counted ? match.group(5) : "";
      if (is_counted) claims.push_back(make("breakdown.total", text, match, start));
    } else if (is_another.is_found_in(text.substr(start, match.begin - start))) {
      unit.clear();  // "…;主动公开文件41件" is no part
    } else if (!unit.empty()) {
      if (match.group(5) == unit)
        claims.push_back(make("breakdown.part", text, match, start));
      else
        unit.clear();
    }
  }
  return claims;
}

}  // namespace gkwatch::parser
