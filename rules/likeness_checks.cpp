// D: text taken over from the year before (domain/report-format.md, 3.11). 〔2021〕30号 names
// 内容雷同、敷衍塞责.
#include "core/pattern.h"
#include "core/text.h"
#include "rules/checks.h"
#include "rules/likeness.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr int kCopied = 900;
constexpr int kSimilar = 750;

const Section* previous_section(const Case& report, int number) {
  return report.previous != nullptr ? find_section(report.previous->parsed, number) : nullptr;
}

void check_section(const Case& report, int number, Verdict& verdict) {
  const Section* now = find_section(report.parsed, number);
  const Section* before = previous_section(report, number);
  if (now == nullptr || before == nullptr) return;
  const Likeness like = likeness(own_words(now->text), own_words(before->text));
  if (like.shingles < kLeastShingles || like.per_thousand < kSimilar) return;
  verdict.fail({.place = "section " + std::to_string(number),
                .severity = like.per_thousand >= kCopied ? Severity::Warning : Severity::Info,
                .fills = {{"section", words("section." + std::to_string(number))},
                          {"percent", std::to_string(like.per_thousand / 10)},
                          {"before", std::to_string(report.previous->year)}}});
}

void check_self(const Case& report, Verdict& verdict) {
  if (report.previous == nullptr) return verdict.leave();
  for (const int number : {1, 5}) check_section(report, number, verdict);
}

// The numbers of a section, without years, dates and document numbers.
std::vector<std::string> figures(const Section& section) {
  static const Pattern figure{R"((?<![\d〔(\[])(\d+(?:\.\d+)?)(?![\d年月日号〕\]]))"};
  std::vector<std::string> found;
  for (const auto& match : figure.all(without_spaces(nfkc(section.text)))) {
    if (match.group(1) != "0") found.push_back(match.group(1));
  }
  return found;
}

void check_self_numbers(const Case& report, Verdict& verdict) {
  constexpr std::size_t least_figures = 5;
  const Section* now = find_section(report.parsed, 1);
  const Section* before = previous_section(report, 1);
  if (now == nullptr || before == nullptr) return verdict.leave();
  const auto numbers = figures(*now);
  if (numbers.size() < least_figures || numbers != figures(*before)) return;
  if (likeness(own_words(now->text), own_words(before->text)).per_thousand < kCopied) return;
  verdict.fail({.place = "section 1",
                .severity = Severity::Warning,
                .fills = {{"count", std::to_string(numbers.size())},
                          {"before", std::to_string(report.previous->year)}}});
}

// 2019年，我镇…: the year that the overview speaks of as its own.
void check_leftover(const Case& report, Verdict& verdict) {
  const Section* overview = find_section(report.parsed, 1);
  if (overview == nullptr || report.input.report.year == 0) return verdict.leave();
  static const Pattern own_year{
      "(20[0-9]{2})年度?(?:以来)?,?(?:我(?:局|镇|街|办|委|乡|院|厅|区|县|市|单位)|本(?:局|镇|街道|"
      "单位|机关))"};
  const std::string own = std::to_string(report.input.report.year);
  std::string other;
  for (const auto& match : own_year.all(without_spaces(nfkc(overview->text)))) {
    if (match.group(1) == own) return;
    if (match.group(1) < own) other = match.group(1);
  }
  if (other.empty()) return;
  verdict.fail({.place = "section 1",
                .severity = Severity::Warning,
                .fills = {{"other", other}, {"year", own}}});
}

}  // namespace

Checks likeness_checks() {
  return {{"R-D-SELF", check_self},
          {"R-D-SELF-NUM", check_self_numbers},
          {"R-D-LEFTOVER", check_leftover}};
}

}  // namespace gkwatch::rules
