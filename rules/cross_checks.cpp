// X: between tables (domain/report-format.md, 3.6), and what T3 and T4 add to their sums.
#include <array>

#include "core/pattern.h"
#include "core/text.h"
#include "rules/checks.h"
#include "rules/formulas.h"
#include "rules/outside_rows.h"
#include "rules/quantities.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

std::string plain_section(const Case& report, int number) {
  const Section* section = find_section(report.parsed, number);
  return section != nullptr ? without_spaces(nfkc(section->text)) : "";
}

// Last year's answers may be reviewed this year. Nothing if there is a report and it lost them.
std::optional<Decimal> handled_before(const Case& report) {
  if (report.previous == nullptr) return kZero;
  const RuleInput before{.report = *report.previous};
  const Case earlier{before};
  return earlier.has_form() ? evaluate(earlier, "T3.R7.SUM") : kZero;
}

void check_cases_against_answers(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  const auto cases = evaluate(report, "T4.RV.TOT + T4.LD.TOT");
  const auto handled = evaluate(report, "T3.R7.SUM");
  const std::vector<CellKey> cells = cells_of(report, "T4.RV.TOT + T4.LD.TOT + T3.R7.SUM");
  if (!cases || !handled) return verdict.unverifiable("T4", report.lost(cells));
  if (*cases <= *handled) return;
  const auto before = handled_before(report);
  if (!before) return verdict.unverifiable("T4", {});
  const Decimal answers = *handled + *before;
  if (*cases <= answers) return;
  verdict.fail({.place = "T4",
                .fills = {{"cases", to_text(*cases)}, {"answers", to_text(answers)}},
                .cells = cells});
}

// 元 that section 六 says were charged for handling information; nothing if it says none.
std::optional<Decimal> charged_fee(const Case& report) {
  static const Pattern charge{R"(信息处理费[^。;0-9]{0,14}(\d+(?:\.\d+)?)(万)?元)"};
  const auto found = charge.search(plain_section(report, 6));
  if (!found) return std::nullopt;
  const auto fee = Decimal::parse(found->group(1));
  if (!fee || fee->units > 1'000'000'000) return std::nullopt;
  return found->group(2).empty() ? *fee : times(*fee, 10'000);
}

void check_unpaid(const Case& report, Verdict& verdict) {
  if (report.parsed.form != Form::F2021 || report.parsed.single_r6) return verdict.leave();
  const auto unpaid = evaluate(report, "T3.R6.2.SUM");
  if (!unpaid) return verdict.unverifiable("T3.R6.2", cells_of(report, "T3.R6.2.SUM"));
  static const Pattern mention{"信息处理费|收费|缴费"};
  if (*unpaid == kZero || mention.is_found_in(plain_section(report, 6))) return;
  verdict.fail({.place = "T3.R6.2",
                .fills = {{"count", to_text(*unpaid)}},
                .cells = cells_of(report, "T3.R6.2.SUM")});
}

void check_fee_in_table(const Case& report, Verdict& verdict) {
  const auto fee = charged_fee(report);
  if (!fee || *fee == kZero || report.parsed.form != Form::F2021) return verdict.leave();
  const CellKey key{"T2.FEE.AMOUNT"};
  const auto table = fee_in_yuan(report.parsed);
  if (!table) return verdict.unverifiable("T2.FEE", {key});
  if (*table >= *fee) return;
  constexpr Decimal rounds_to_nothing{500, 0};  // 0.05 万元
  verdict.fail({.place = "T2.FEE",
                .severity = *fee < rounds_to_nothing ? Severity::Info : Severity::Warning,
                .fills = {{"fee", to_text(*fee)}, {"table", report.cell(key)->raw}},
                .cells = {key}});
}

void check_tariff(const Case& report, Verdict& verdict) {
  const auto fee = charged_fee(report);
  if (!fee || *fee == kZero) return verdict.leave();
  // Per request 100 元 and its multiples, per page 10, 20 or 40 元.
  if (to_text(*fee).ends_with("0") && to_text(*fee).find('.') == std::string::npos) return;
  verdict.fail({.place = "section 6", .fills = {{"fee", to_text(*fee)}}});
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kGroups{
    {{"不予公开", "R3"}, {"无法提供", "R4"}, {"不予处理", "R5"}, {"其他处理", "R6"}}};
constexpr std::array<std::string_view, 7> kColumns{"NP", "CO", "RI", "SO", "LS", "OT", "SUM"};

std::optional<std::string_view> odd_column(const Case& report, const UnknownRow& row,
                                           std::string_view group) {
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto subtotal = Decimal::parse(row.values[i].empty() ? "0" : row.values[i]);
    const std::string formula = "T3." + std::string{group} + ".*." + std::string{kColumns[i]};
    const auto sum = evaluate(report, formula);
    if (subtotal && sum && *subtotal != *sum) return kColumns[i];
  }
  return std::nullopt;
}

void check_subtotals(const Case& report, Verdict& verdict) {
  bool has_any = false;
  for (const UnknownRow& row : report.parsed.unknown_rows) {
    if (row.table != "T3" || !is_subtotal(row) || row.values.size() != kColumns.size()) continue;
    for (const auto& [name, group] : kGroups) {
      if (!contains(row.label, name)) continue;
      has_any = true;
      const std::string cells = "T3." + std::string{group} + ".*.";
      std::vector<CellKey> gaps;
      for (const std::string_view one : kColumns) {
        const auto lost = report.lost(cells_of(report, cells + std::string{one}));
        gaps.insert(gaps.end(), lost.begin(), lost.end());
      }
      if (!gaps.empty()) verdict.unverifiable("T3." + std::string{group}, gaps);
      const auto column = odd_column(report, row, group);
      if (!column) continue;
      verdict.fail({.place = "T3." + std::string{group},
                    .severity = Severity::Warning,
                    .fills = {{"label", row.label}, {"line", column_name(*column)}}});
    }
  }
  if (!has_any) verdict.leave();
}

constexpr std::string_view kCases =
    "T4.RV.KEEP + T4.RV.FIX + T4.RV.OTH + T4.RV.PEND + T4.RV.TOT + T4.LD.KEEP + T4.LD.FIX + "
    "T4.LD.OTH + T4.LD.PEND + T4.LD.TOT + T4.LA.KEEP + T4.LA.FIX + T4.LA.OTH + T4.LA.PEND + "
    "T4.LA.TOT";

void check_case_order(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  if (report.ledger.has_totals_first) return void(verdict.fail({.place = "T4"}));
  const auto lost = report.lost(cells_of(report, kCases));
  if (!lost.empty()) verdict.unverifiable("T4", lost);
}

}  // namespace

Checks cross_checks() {
  return {{"R-X-T4-VS-T3", check_cases_against_answers},
          {"R-X-UNPAID", check_unpaid},
          {"R-X-FEE-SEC6", check_fee_in_table},
          {"R-X-FEE-TARIFF", check_tariff},
          {"R-T3-SUBTOTAL", check_subtotals},
          {"R-T4-ORDER", check_case_order}};
}

}  // namespace gkwatch::rules
