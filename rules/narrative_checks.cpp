// N: what the prose says against what the tables say (domain/report-format.md, 3.8). Prose is
// ambiguous: a figure is odd only if no accepted reading of it agrees, and never an error.
#include <algorithm>
#include <array>
#include <span>

#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/formulas.h"
#include "rules/narrative.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

// A figure of the prose and the readings of it that the tables may confirm.
struct Reading {
  std::string what;
  std::vector<std::string> formulas;
};

std::string sum(const std::vector<std::string>& cells) {
  std::string formula;
  for (const std::string& cell : cells) {
    if (!formula.empty()) formula += " + ";
    formula += cell;
  }
  return formula;
}

// The figure by which the table is quoted to the reader: the first reading.
void tell_mismatch(const Case& report, const Reading& reading, const Claim& claim,
                   Verdict& verdict) {
  const Decimal table = evaluate(report, reading.formulas.front()).value_or(kZero);
  Finding& finding = verdict.fail({.place = reading.what,
                                   .severity = Severity::Warning,
                                   .fills = {{"text", claim.text},
                                             {"what", words("claim." + reading.what)},
                                             {"claimed", to_text(claim.value)},
                                             {"table", to_text(table)}},
                                   .cells = cells_of(report, reading.formulas.front())});
  finding.expected = to_text(table);
  finding.actual = to_text(claim.value);
  finding.delta = claim.value - table;
}

enum class Match { Yes, No, Unknown };

Match compare(const Case& report, const Reading& reading, const Decimal& claimed) {
  Match match = Match::No;
  for (const std::string& formula : reading.formulas) {
    const auto value = evaluate(report, formula);
    if (!value) match = Match::Unknown;
    if (value && *value == claimed) return Match::Yes;
  }
  return match;
}

// One statement that agrees is enough: the others may speak of a part. Or all of them do: 2 by the
// office, 11 by the others.
void check_reading(const Case& report, const Reading& reading, std::span<const Claim* const> claims,
                   Verdict& verdict) {
  bool is_unknown = false;
  Decimal sum;
  for (const Claim* claim : claims) sum = sum + claim->value;
  if (claims.size() > 1 && compare(report, reading, sum) == Match::Yes) return;
  for (const Claim* claim : claims) {
    const Match match = compare(report, reading, claim->value);
    if (match == Match::Yes) return;
    is_unknown = is_unknown || match == Match::Unknown;
  }
  if (claims.empty()) return;
  if (is_unknown) return verdict.unverifiable(reading.what, {});
  tell_mismatch(report, reading, *claims.front(), verdict);
}

// "Nothing was received" is R-N-ZERO's to judge.
std::vector<const Claim*> nonzero(std::vector<const Claim*> claims) {
  std::erase_if(claims, [](const Claim* claim) { return claim->value == kZero; });
  return claims;
}

void check_readings(const Case& report, std::span<const Reading> readings, Verdict& verdict) {
  const Narrative narrative{report};
  bool has_any = false;
  for (const Reading& reading : readings) {
    const auto claims = narrative.of(reading.what);
    has_any |= !claims.empty();
    check_reading(report, reading, claims, verdict);
  }
  if (!has_any || !report.has_form()) verdict.leave();
}

void check_nonzero_reading(const Case& report, const Reading& reading, Verdict& verdict) {
  const auto claims = nonzero(Narrative{report}.of(reading.what));
  if (claims.empty() || !report.has_form()) return verdict.leave();
  check_reading(report, reading, claims, verdict);
}

void check_new(const Case& report, Verdict& verdict) {
  check_nonzero_reading(report, {"new", {"T3.NEW.SUM"}}, verdict);
}

void check_received(const Case& report, Verdict& verdict) {
  check_nonzero_reading(report, {"received", {"T3.NEW.SUM", "T3.NEW.SUM + T3.CIN.SUM"}}, verdict);
}

void check_handled(const Case& report, Verdict& verdict) {
  check_nonzero_reading(
      report,
      {"handled",
       {"T3.R7.SUM", "T3.NEW.SUM + T3.CIN.SUM", "T3.NEW.SUM", "T3.R7.SUM + T3.COUT.SUM"}},
      verdict);
}

void check_answered(const Case& report, Verdict& verdict) {
  check_nonzero_reading(
      report, {"answered", {"T3.R7.SUM", "T3.R7.SUM - T3.CIN.SUM", "T3.NEW.SUM - T3.COUT.SUM"}},
      verdict);
}

void check_carried_in(const Case& report, Verdict& verdict) {
  check_readings(report, std::vector<Reading>{{"carried_in", {"T3.CIN.SUM"}}}, verdict);
}

void check_carried_out(const Case& report, Verdict& verdict) {
  check_readings(report, std::vector<Reading>{{"carried_out", {"T3.COUT.SUM"}}}, verdict);
}

void check_outcomes(const Case& report, Verdict& verdict) {
  const std::vector<Reading> readings{{"granted", {"T3.R1.SUM", "T3.R1.SUM + T3.R2.SUM"}},
                                      {"granted_partial", {"T3.R1.SUM + T3.R2.SUM"}},
                                      {"partial", {"T3.R2.SUM"}},
                                      {"denied", {"T3.R3.*.SUM"}},
                                      {"unable", {"T3.R4.*.SUM"}},
                                      {"not_processed", {"T3.R5.*.SUM"}},
                                      {"other", {"T3.R6.*.SUM"}}};
  check_readings(report, readings, verdict);
}

void check_applicants(const Case& report, Verdict& verdict) {
  std::vector<Reading> readings;
  for (const auto& [what, column] :
       {std::pair{"applicant.np", "NP"}, std::pair{"applicant.co", "CO"},
        std::pair{"applicant.ri", "RI"}, std::pair{"applicant.so", "SO"},
        std::pair{"applicant.ls", "LS"}, std::pair{"applicant.ot", "OT"}}) {
    const std::string received = cell_key("T3", "NEW", column).text;
    const std::string carried = cell_key("T3", "CIN", column).text;
    const std::string handled = cell_key("T3", "R7", column).text;
    readings.push_back({what, {received, sum({received, carried}), carried, handled}});
  }
  check_readings(report, readings, verdict);
}

std::vector<std::string> cells_in(std::span<const std::string_view> groups, const char* column) {
  std::vector<std::string> cells;
  for (const std::string_view group : groups) cells.push_back(cell_key("T4", group, column).text);
  return cells;
}

// "5件复议、1件诉讼，均为维持": the split may stand for both together.
Reading split_of(const std::string& what, std::span<const std::string_view> groups,
                 const char* column) {
  constexpr std::array<std::string_view, 3> all{"RV", "LD", "LA"};
  Reading reading{what, {sum(cells_in(groups, column)), sum(cells_in(all, column))}};
  for (const std::string& cell : cells_in(groups, column)) reading.formulas.push_back(cell);
  return reading;
}

void check_cases(const Case& report, const std::string& what,
                 std::span<const std::string_view> groups, Verdict& verdict) {
  std::vector<Reading> readings;
  // A zero of the whole is R-N-ZERO's.
  if (!nonzero(Narrative{report}.of(what)).empty()) {
    readings.push_back({what, {sum(cells_in(groups, "TOT"))}});
    for (const std::string& cell : cells_in(groups, "TOT")) {
      readings.back().formulas.push_back(cell);
    }
  }
  for (const auto& [ending, column] : {std::pair{".keep", "KEEP"}, std::pair{".fix", "FIX"},
                                       std::pair{".oth", "OTH"}, std::pair{".pend", "PEND"}}) {
    readings.push_back(split_of(what + ending, groups, column));
  }
  check_readings(report, readings, verdict);
}

void check_reviews(const Case& report, Verdict& verdict) {
  check_cases(report, "reconsideration", std::vector<std::string_view>{"RV"}, verdict);
}

void check_litigation(const Case& report, Verdict& verdict) {
  check_cases(report, "litigation", std::vector<std::string_view>{"LD", "LA"}, verdict);
}

void check_zero(const Case& report, Verdict& verdict) {
  const std::vector<Reading> readings{
      {"received", {"T3.NEW.SUM", "T3.NEW.SUM + T3.CIN.SUM"}},
      {"new", {"T3.NEW.SUM"}},
      {"reconsideration", {"T4.RV.TOT"}},
      {"litigation", {"T4.LD.TOT + T4.LA.TOT", "T4.LD.TOT", "T4.LA.TOT"}}};
  const Narrative narrative{report};
  bool has_any = false;
  for (const Reading& reading : readings) {
    const auto claims = narrative.of(reading.what);
    const bool is_zero = !claims.empty() && nonzero(claims).empty();
    has_any |= is_zero;
    if (is_zero) check_reading(report, reading, claims, verdict);
  }
  if (!has_any || !report.has_form()) verdict.leave();
}

void check_normative(const Case& report, Verdict& verdict) {
  const bool is_old = report.parsed.form == Form::F2019;
  const std::vector<std::string> any{"T2.NORM.MADE", "T2.NORM.OPENED", "T2.NORM.STOCK"};
  const std::vector<Reading> readings{
      {"normative.made", is_old ? any : std::vector<std::string>{"T2.NORM.MADE"}},
      {"normative.repealed", {"T2.NORM.REPEALED"}},
      {"normative.valid", {is_old ? "T2.NORM.STOCK" : "T2.NORM.VALID"}}};
  check_readings(report, is_old ? std::span{readings}.first(1) : std::span{readings}, verdict);
}

void check_decisions(const Case& report, Verdict& verdict) {
  const std::vector<Reading> readings{{"license", {"T2.LICENSE.DECISIONS"}},
                                      {"penalty", {"T2.PENALTY.DECISIONS"}},
                                      {"coercion", {"T2.COERCION.DECISIONS"}}};
  check_readings(report, readings, verdict);
}

}  // namespace

Checks narrative_checks() {
  return {{"R-N-NEW", check_new},           {"R-N-RECV", check_received},
          {"R-N-HANDLE", check_handled},    {"R-N-DONE", check_answered},
          {"R-N-CIN", check_carried_in},    {"R-N-COUT", check_carried_out},
          {"R-N-OUTCOME", check_outcomes},  {"R-N-APPLICANT", check_applicants},
          {"R-N-REVIEW", check_reviews},    {"R-N-LITIG", check_litigation},
          {"R-N-ZERO", check_zero},         {"R-N-NORMATIVE", check_normative},
          {"R-N-DECISION", check_decisions}};
}

}  // namespace gkwatch::rules
