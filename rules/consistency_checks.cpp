// N: what the prose says twice, what it charges, and what it compares with the year before
// (domain/report-format.md, 3.8).
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/pattern.h"
#include "core/text.h"
#include "rules/checks.h"
#include "rules/formulas.h"
#include "rules/narrative.h"
#include "rules/quantities.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

// A figure of which there is one for the year, and what the tables may confirm it by. 收到 and
// 办理 are not here: with and without what was carried over they are two figures.
struct Quantity {
  std::string_view what;
  std::string_view formula;
};
constexpr std::array<Quantity, 3> kQuantities{{{"new", "T3.NEW.SUM"},
                                               {"carried_in", "T3.CIN.SUM"},
                                               {"carried_out", "T3.COUT.SUM"}}};

// A clause that counts a part: by channel, by applicant, by quarter.
bool counts_a_part(const Claim& claim) {
  static const Pattern part{
      "其中|网|信函|邮|传真|当面|现场|线[上下]|自然人|公民|企业|组织|机构|季度|月|已|未|按期"};
  return part.is_found_in(claim.text);
}

// Two statements of one quantity, neither of a part, that differ.
const Claim* other_statement(const std::vector<const Claim*>& claims) {
  for (const Claim* claim : claims) {
    if (claim->value != claims.front()->value) return claim;
  }
  return nullptr;
}

void check_self(const Case& report, Verdict& verdict) {
  const Narrative narrative{report};
  bool has_two = false;
  for (const Quantity& quantity : kQuantities) {
    auto claims = narrative.of(quantity.what);
    std::erase_if(claims, [](const Claim* claim) { return counts_a_part(*claim); });
    has_two |= claims.size() > 1;
    const Claim* other = claims.empty() ? nullptr : other_statement(claims);
    if (other == nullptr) continue;
    const Claim& one = *claims.front();
    const auto cells = cells_of(report, quantity.formula);
    Finding& finding = verdict.fail(
        {.place = std::string{quantity.what},
         .severity = Severity::Warning,
         .fills = {{"what", words("claim." + std::string{quantity.what})},
                   {"one", one.text},
                   {"other", other->text},
                   {"first", to_text(one.value)},
                   {"second", to_text(other->value)}},
         .cells = report.has_form() ? cells : std::vector<CellKey>{}});
    finding.expected = to_text(one.value);
    finding.actual = to_text(other->value);
  }
  if (!has_two) verdict.leave();
}

// A fee of the prose is an administrative fee, and those stand in T2. What section 六 says of the
// handling fee is R-X-FEE-SEC6's to judge.
void check_fee(const Case& report, Verdict& verdict) {
  const Claim* largest = nullptr;
  for (const Claim* claim : Narrative{report}.of("fee")) {
    if (claim->section == 6 || claim->value <= kZero) continue;
    if (largest == nullptr || claim->value > largest->value) largest = claim;
  }
  if (largest == nullptr || report.parsed.form != Form::F2021) return verdict.leave();
  const CellKey key{"T2.FEE.AMOUNT"};
  const auto table = fee_in_yuan(report.parsed);
  if (!table) return verdict.unverifiable("T2.FEE", {key});
  constexpr Decimal rounds_to_nothing{500, 0};  // 0.05 万元
  if (*table >= largest->value) return;
  Finding& finding = verdict.fail(
      {.place = "T2.FEE",
       .severity = largest->value < rounds_to_nothing ? Severity::Info : Severity::Warning,
       .fills = {{"text", largest->text},
                 {"fee", to_text(largest->value)},
                 {"table", report.cell(key)->raw}},
       .cells = {key}});
  finding.expected = to_text(*table);
  finding.actual = to_text(largest->value);
}

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

// Every figure of requests that the year before gives, in its table or its prose: where one fits,
// the percentage is believed.
std::vector<Decimal> figures_of(const Case& before) {
  std::vector<Decimal> figures;
  for (const char* formula : {"T3.NEW.SUM", "T3.NEW.SUM + T3.CIN.SUM", "T3.R7.SUM",
                              "T3.R7.SUM + T3.COUT.SUM", "T3.NEW.SUM - T3.COUT.SUM"}) {
    if (const auto value = evaluate(before, formula)) figures.push_back(*value);
  }
  const Narrative narrative{before};
  for (const char* what : {"received", "new", "handled", "answered"}) {
    for (const Claim* claim : narrative.of(what)) figures.push_back(claim->value);
  }
  return figures;
}

bool has_gap(const Case& before) {
  return !evaluate(before, "T3.NEW.SUM") || !evaluate(before, "T3.R7.SUM") ||
         !evaluate(before, "T3.CIN.SUM");
}

void check_growth(const Case& report, Verdict& verdict) {
  static const Pattern compared{
      R"((?:收到|受理|办理|新收|接收)[^,。;0-9]{0,24}申请[^,。;0-9]{0,8}?(\d{1,7})[件宗条份个项例]?,?)"
      R"((?:同比|比上年|较上年|比去年|较去年)(增长|增加|上升|提高|下降|减少|降低|回落)了?)"
      R"((\d{1,4}(?:\.\d{1,3})?)%)"};
  if (report.previous == nullptr || !report.has_form()) return verdict.leave();
  const RuleInput earlier{.report = *report.previous, .agency = report.input.agency};
  const Case before{earlier};
  bool has_any = false;
  for (const Section& section : report.parsed.sections) {
    const auto match = compared.search(without_spaces(nfkc(section.text)));
    const auto growth = match ? growth_from(*match) : std::nullopt;
    if (!growth || section.number == 0) continue;
    has_any = true;
    const std::string place = "section " + std::to_string(section.number);
    const auto figures = before.has_form() ? figures_of(before) : std::vector<Decimal>{};
    const bool is_true = std::any_of(figures.begin(), figures.end(),
                                     [&](const Decimal& one) { return fits(*growth, one); });
    if (is_true) continue;
    if (figures.empty() || has_gap(before)) {
      verdict.unverifiable(place, {});
      continue;
    }
    Finding& finding =
        verdict.fail({.place = place,
                      .severity = Severity::Warning,
                      .fills = {{"text", growth->text},
                                {"before", std::to_string(report.previous->year)},
                                {"then", to_text(*evaluate(before, "T3.NEW.SUM"))}}});
    finding.actual = std::to_string(growth->now);
  }
  if (!has_any) verdict.leave();
}

}  // namespace

Checks consistency_checks() {
  return {{"R-N-SELF", check_self}, {"R-N-FEE", check_fee}, {"R-N-YOY", check_growth}};
}

}  // namespace gkwatch::rules
