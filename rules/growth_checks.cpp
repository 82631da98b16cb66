// N-YOY: what the prose says of a figure against the year before (domain/report-format.md, 3.8).
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "core/pattern.h"
#include "core/text.h"
#include "rules/checks.h"
#include "rules/formulas.h"
#include "rules/narrative.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

// 同比增长 5.26%: of which figure of the year before. In thousandths of a point.
struct Growth {
  std::string text;
  std::int64_t now = 0;
  std::int64_t thousandths = 0;
  std::int64_t tolerance = 0;
};

std::optional<Growth> growth_from(const Pattern::Match& match) {
  const auto now = Decimal::parse(match.group(1));
  const auto percent = Decimal::parse(match.group(3));
  if (!now || !percent || now->scale != 0 || percent->scale > 3) return std::nullopt;
  Growth growth{match.group(0), now->units, percent->units, 500};
  for (int i = percent->scale; i < 3; ++i) growth.thousandths *= 10;
  // Half a unit of what is printed, and never less than 0.05 points.
  for (int i = 0; i < percent->scale && growth.tolerance > 50; ++i) growth.tolerance /= 10;
  static const Pattern down{"下降|减少|降低|回落"};
  if (down.is_found_in(match.group(2))) growth.thousandths = -growth.thousandths;
  return growth;
}

bool fits(const Growth& growth, const Decimal& before) {
  if (before.scale != 0 || before.units <= 0) return false;
  const std::int64_t off =
      (growth.now - before.units) * 100'000 - growth.thousandths * before.units;
  return std::abs(off) <= growth.tolerance * before.units;
}

// What is compared with the year before: how the prose begins, what the tables have of it, what
// the prose of the year before may say of it.
struct Subject {
  std::string_view name;
  Pattern compared;  // the figure, up or down, by how much
  std::vector<std::string_view> formulas;
  std::vector<std::string_view> claims;
  // Other counts go by the same words (all reviews of an office, not those about disclosure): the
  // figure is compared only where this year's table has it.
  bool is_held_by_table = true;
};

Pattern comparison(std::string_view beginning) {
  return Pattern{
      std::string{beginning} +
      R"([^,。;0-9]{0,8}?(\d{1,7})[件宗条份个项例起]?,?)"
      R"((?:同比|比上年|较上年|比去年|较去年)(增长|增加|上升|提高|下降|减少|降低|回落)了?)"
      R"((\d{1,4}(?:\.\d{1,3})?)%)"};
}

std::span<const Subject> subjects() {
  static const std::array<Subject, 6> all{
      {{"",
        comparison("(?:收到|受理|办理|新收|接收)[^,。;0-9]{0,24}申请"),
        {"T3.NEW.SUM", "T3.NEW.SUM + T3.CIN.SUM", "T3.R7.SUM", "T3.R7.SUM + T3.COUT.SUM",
         "T3.NEW.SUM - T3.COUT.SUM"},
        {"received", "new", "handled", "answered"},
        false},
       {" reconsideration", comparison("行政复议"), {"T4.RV.TOT"}, {"reconsideration"}},
       {" litigation",
        comparison("行政(?:诉讼|应诉)"),
        {"T4.LD.TOT + T4.LA.TOT", "T4.LD.TOT", "T4.LA.TOT"},
        {"litigation"}},
       {" license", comparison("行政许可"), {"T2.LICENSE.DECISIONS"}, {"license"}},
       {" penalty", comparison("行政处罚"), {"T2.PENALTY.DECISIONS"}, {"penalty"}},
       {" coercion", comparison("行政强制"), {"T2.COERCION.DECISIONS"}, {"coercion"}}}};
  return all;
}

// Every figure of the subject that the year before gives, in its tables or its prose: where one
// fits, the percentage is believed.
std::vector<Decimal> figures_of(const Case& before, const Subject& subject) {
  std::vector<Decimal> figures;
  for (const std::string_view formula : subject.formulas) {
    if (const auto value = evaluate(before, formula)) figures.push_back(*value);
  }
  const Narrative narrative{before};
  for (const std::string_view what : subject.claims) {
    for (const Claim* claim : narrative.of(std::string{what})) figures.push_back(claim->value);
  }
  return figures;
}

bool has_gap(const Case& before, const Subject& subject) {
  return std::any_of(subject.formulas.begin(), subject.formulas.end(),
                     [&](std::string_view formula) { return !evaluate(before, formula); });
}

bool is_in_table(const Case& report, const Subject& subject, const Growth& growth) {
  return std::any_of(subject.formulas.begin(), subject.formulas.end(),
                     [&](std::string_view formula) {
                       const auto value = evaluate(report, formula);
                       return value && *value == Decimal{growth.now, 0};
                     });
}

// One subject in one section. True if there was something to compare.
bool check_section(const Case& report, const Case& before, int section, const std::string& text,
                   const Subject& subject, Verdict& verdict) {
  const auto match = subject.compared.search(text);
  const auto growth = match ? growth_from(*match) : std::nullopt;
  if (!growth) return false;
  if (subject.is_held_by_table && !is_in_table(report, subject, *growth)) return false;
  const std::string place = "section " + std::to_string(section) + std::string{subject.name};
  const auto figures = before.has_form() ? figures_of(before, subject) : std::vector<Decimal>{};
  const bool is_true = std::any_of(figures.begin(), figures.end(),
                                   [&](const Decimal& one) { return fits(*growth, one); });
  if (is_true) return true;
  if (figures.empty() || has_gap(before, subject)) {
    verdict.unverifiable(place, {});
    return true;
  }
  Finding& finding =
      verdict.fail({.place = place,
                    .severity = Severity::Warning,
                    .fills = {{"text", growth->text},
                              {"before", std::to_string(report.previous->year)},
                              {"then", to_text(*evaluate(before, subject.formulas.front()))}}});
  finding.actual = std::to_string(growth->now);
  return true;
}

void check_growth(const Case& report, Verdict& verdict) {
  if (report.previous == nullptr || !report.has_form()) return verdict.leave();
  const RuleInput earlier{.report = *report.previous, .agency = report.input.agency};
  const Case before{earlier};
  bool has_any = false;
  for (const Section& section : report.parsed.sections) {
    const std::string text = without_spaces(nfkc(section.text));
    if (section.number == 0 || !contains(text, "%")) continue;
    for (const Subject& subject : subjects()) {
      has_any |= check_section(report, before, section.number, text, subject, verdict);
    }
  }
  if (!has_any) verdict.leave();
}

}  // namespace

Checks growth_checks() { return {{"R-N-YOY", check_growth}}; }

}  // namespace gkwatch::rules
