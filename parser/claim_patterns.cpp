#include "parser/claim_patterns.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "embedded/claim_patterns.h"

namespace gkwatch::parser {

// Not a year, a date, a percentage, an ordinal, nor beside kDoubtfulSeparator.
const char* const kNumber =
    R"((约|近|超过?|逾|将近)?(?<![\d.٬])(\d{1,9}(?:\.\d{1,6})?)(?![\d.٬])(万|千|百|亿)?(余|多)?)"
    R"((?:件次|人次|件|宗|条|例|份|篇|个|项|次|则|期|场|封|起|部|家|张)?(?![年月日号%\d]|个?百分点|余|多))";

namespace {

// What may stand between "none was received" and "request" and leaves it a word about all of them:
// "none by mail" says nothing of the others.
constexpr const char* kNeutralWords =
    R"((?:过|到|任何|形式|关于|有关|相关|针对|公民、法人(?:或者|和|或|及|、)?其他(?:社会)?组织|社会|公众|群众|)"
    R"(单位和个人|单位或个人|书面|要求|提出|提交|提起|政府|信息|公开|工作|事项|方面|主动|依|申请|的|有|对|由于|)"
    R"(由|因|而|被|引起|引发|产生|发生|导致|涉及|本机关|[本我][局镇街办乡县区市委厅]|行政复议|行政诉讼|行政|复议|)"
    R"(案件|情况|以及|及|和|或|与|、)*)";

// "不予公开、不予处理和其他处理9件": the figure is of all of them.
constexpr const char* kNotInAList = "(?<!公开[及和或与、]|提供[及和或与、]|处理[及和或与、])";

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

std::string expand(std::string text) {
  expand_gaps(text, "{G", R"([^\d,;。、:])");
  expand_gaps(text, "{A", R"([^\d,;。])");
  replace_all(text, "{N}", kNumber);
  replace_all(text, "{W}", kNeutralWords);
  replace_all(text, "{L}", kNotInAList);
  return text;
}

using SharedPattern = std::shared_ptr<const Pattern>;

// A line of the file with its years still open.
struct Line {
  ClaimPattern parts;
  std::string text;  // of the pattern, if it names a year
};

class LineReader {
 public:
  std::vector<Line> read() && {
    std::vector<Line> lines;
    for (const std::string& line : split(data::claim_patterns, '\n')) {
      if (!line.empty() && line.front() != '#') lines.push_back(line_of(split(line, '\t')));
    }
    return lines;
  }

 private:
  Line line_of(const std::vector<std::string>& fields) {
    if (fields.size() != 4) std::abort();
    const std::string needs = fields[1].substr(fields[1].starts_with('+') ? 1 : 0);
    Line line{.parts = {.what = fields[0],
                        .needs = shared(needs),
                        .may_stand_before = needs.size() < fields[1].size(),
                        .cancels = shared(fields[2]),
                        .pattern = nullptr,
                        .means_zero = !contains(fields[3], "{N}")},
              .text = expand(fields[3])};
    const bool names_year = contains(line.text, "{prev}") || contains(line.text, "{next}");
    if (!names_year) line.parts.pattern = shared(line.text);
    return line;
  }

  SharedPattern shared(const std::string& text) {
    if (text.empty()) return nullptr;
    SharedPattern& pattern = known_[text];
    if (pattern == nullptr) pattern = std::make_shared<const Pattern>(text);
    return pattern;
  }

  std::map<std::string, SharedPattern> known_;
};

// Nothing where it names a year that is not known. Without a year, 下年 and 次年 remain.
SharedPattern pattern_of_year(std::string text, std::optional<int> year) {
  if (year) {
    replace_all(text, "{prev}", std::to_string(*year - 1));
    replace_all(text, "{next}", std::to_string(*year + 1));
  }
  if (contains(text, "{prev}")) return nullptr;
  replace_all(text, "|{next}年", "");
  replace_all(text, "|{next}", "");
  return std::make_shared<const Pattern>(text);
}

ClaimPatterns patterns_of_year(std::optional<int> year) {
  static const std::vector<Line> lines = LineReader{}.read();
  ClaimPatterns patterns;
  for (const Line& line : lines) {
    ClaimPattern pattern = line.parts;
    if (pattern.pattern == nullptr) pattern.pattern = pattern_of_year(line.text, year);
    if (pattern.pattern != nullptr) patterns.push_back(std::move(pattern));
  }
  return patterns;
}

// Of the year that was asked for last.
struct Latest {
  std::mutex mutex;
  std::optional<int> year;
  std::shared_ptr<const ClaimPatterns> patterns;
};

}  // namespace

std::shared_ptr<const ClaimPatterns> claim_patterns(std::optional<int> year) {
  static Latest latest;
  const std::lock_guard lock{latest.mutex};
  if (latest.patterns == nullptr || latest.year != year) {
    latest.patterns = std::make_shared<const ClaimPatterns>(patterns_of_year(year));
    latest.year = year;
  }
  return latest.patterns;
}

}  // namespace gkwatch::parser
