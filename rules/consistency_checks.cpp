// N: what the prose says twice, and what it charges
// (domain/report-format.md, 3.8).
#include <algorithm>
#include <array>

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
constexpr std::array<Quantity, 3> kQuantities{
    {{"new", "T3.NEW.SUM"}, {"carried_in", "T3.CIN.SUM"}, {"carried_out", "T3.COUT.SUM"}}};

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
    Finding& finding =
        verdict.fail({.place = std::string{quantity.what},
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

}  // namespace

Checks consistency_checks() { return {{"R-N-SELF", check_self}, {"R-N-FEE", check_fee}}; }

}  // namespace gkwatch::rules
