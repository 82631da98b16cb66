// T2: what the form's second table may say (domain/report-format.md, 3.5).
#include <array>

#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/identity.h"
#include "rules/quantities.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};
constexpr std::array<std::string_view, 2> kDocuments{"RULE", "NORM"};
constexpr std::array<std::string_view, 4> kMatters{"LICENSE", "SERVICE", "PENALTY", "COERCION"};

bool is_form(const Case& report, Form form) { return report.parsed.form == form; }

// A printed number of T2; nothing for blanks, which prove nothing.
std::optional<Decimal> printed(const Case& report, std::string_view row, std::string_view column) {
  const Cell* cell = report.cell(cell_key("T2", row, column));
  return cell != nullptr ? cell->value : std::nullopt;
}

Bilingual row_of(const Case& report, std::string_view row) {
  return row_name(report.parsed, "T2", row);
}

std::vector<CellKey> cells(std::string_view row, std::initializer_list<std::string_view> columns) {
  std::vector<CellKey> keys;
  for (const std::string_view column : columns) keys.push_back(cell_key("T2", row, column));
  return keys;
}

// A row that lost a cell cannot be judged, and says so.
bool is_judged(const Case& report, std::string_view row, const std::vector<CellKey>& keys,
               Verdict& verdict) {
  const auto gaps = report.lost(keys);
  if (!gaps.empty()) verdict.unverifiable("T2." + std::string{row}, gaps);
  return gaps.empty();
}

void check_not_negative(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  std::vector<CellKey> gaps;
  for (const auto& [key, cell] : report.parsed.cells) {
    const auto parts = cell_parts(key);
    if (parts->table != "T2" || parts->column == "DELTA") continue;
    if (cell.kind == CellKind::Gap) gaps.push_back(key);
    if (cell.value.value_or(kZero) >= kZero) continue;
    verdict.fail({.place = key.text,
                  .severity = Severity::Error,
                  .fills = {{"cell", cell_name(report.parsed.form, key)}, {"raw", cell.raw}},
                  .cells = {key}});
  }
  if (!gaps.empty()) verdict.unverifiable("T2", gaps);
}

void check_valid_stock(const Case& report, Verdict& verdict) {
  if (!is_form(report, Form::F2021)) return verdict.leave();
  for (const std::string_view row : kDocuments) {
    const auto keys = cells(row, {"VALID", "MADE", "REPEALED"});
    if (!is_judged(report, row, keys, verdict)) continue;
    const auto valid = printed(report, row, "VALID");
    const auto made = printed(report, row, "MADE");
    const auto repealed = printed(report, row, "REPEALED");
    if (!valid || !made || !repealed || *valid >= *made - *repealed) continue;
    verdict.fail({.place = "T2." + std::string{row},
                  .severity = Severity::Warning,
                  .fills = {{"row", row_of(report, row)},
                            {"valid", to_text(*valid)},
                            {"made", to_text(*made)},
                            {"repealed", to_text(*repealed)}},
                  .cells = keys});
  }
}

// Bodies below a city with districts make no 规章. Where the name does not say how high the body
// stands (a city of county level, a department of a province), nothing is said.
bool makes_no_rules(const Case& report) {
  if (report.input.agency != nullptr) {
    const AgencyClass kind = report.input.agency->kind;
    if (kind == AgencyClass::T || kind == AgencyClass::S) return true;
  }
  const AgencyName name = take_apart(report.input.agency != nullptr ? report.input.agency->name
                                                                    : report.parsed.agency_name);
  if (name.tail == "街道" || name.tail == "镇" || name.tail == "乡") return true;
  return name.district.ends_with("区") || name.district.ends_with("县");
}

void check_rule_maker(const Case& report, Verdict& verdict) {
  if (!report.has_form() || !makes_no_rules(report)) return verdict.leave();
  const bool is_old = is_form(report, Form::F2019);
  const auto keys = is_old ? cells("RULE", {"MADE", "OPENED", "STOCK"})
                           : cells("RULE", {"MADE", "REPEALED", "VALID"});
  if (!is_judged(report, "RULE", keys, verdict)) return;
  for (const CellKey& key : keys) {
    const auto value = report.cell(key)->value;
    if (!value || *value <= kZero) continue;
    verdict.fail(
        {.place = "T2.RULE",
         .severity = Severity::Warning,
         .fills = {{"cell", cell_name(report.parsed.form, key)}, {"value", to_text(*value)}},
         .cells = keys});
    return;
  }
}

void check_opened(const Case& report, Verdict& verdict) {
  if (!is_form(report, Form::F2019)) return verdict.leave();
  for (const std::string_view row : kDocuments) {
    const auto keys = cells(row, {"OPENED", "STOCK"});
    if (!is_judged(report, row, keys, verdict)) continue;
    const auto opened = printed(report, row, "OPENED");
    const auto stock = printed(report, row, "STOCK");
    if (!opened || !stock || *opened <= *stock) continue;
    verdict.fail({.place = "T2." + std::string{row},
                  .severity = Severity::Warning,
                  .fills = {{"row", row_of(report, row)},
                            {"opened", to_text(*opened)},
                            {"stock", to_text(*stock)}},
                  .cells = keys});
  }
}

void check_matters_stock(const Case& report, Verdict& verdict) {
  if (!is_form(report, Form::F2019)) return verdict.leave();
  for (const std::string_view row : {"LICENSE", "SERVICE", "PENALTY", "COERCION", "FEE"}) {
    const auto keys = cells(row, {"PREV", "DELTA"});
    if (!is_judged(report, row, keys, verdict)) continue;
    const auto before = printed(report, row, "PREV");
    const auto change = printed(report, row, "DELTA");
    if (!before || !change || *before < kZero || *before + *change >= kZero) continue;
    Finding& finding = verdict.fail({.place = "T2." + std::string{row},
                                     .severity = Severity::Error,
                                     .fills = {{"row", row_of(report, row)},
                                               {"before", to_text(*before)},
                                               {"change", to_text(*change)}},
                                     .cells = keys});
    finding.candidates = keys;
    finding.delta = *before + *change;
  }
}

// The filler took the columns of matters (事项) for columns of decisions.
bool is_misfilled(const Decimal& before, const Decimal& change, const Decimal& decisions) {
  constexpr Decimal small{5, 0};
  constexpr Decimal many{10, 0};
  if (decisions == kZero) return change >= many;
  return change != kZero && decisions >= small && decisions == before + change;
}

void check_misfill(const Case& report, Verdict& verdict) {
  if (!is_form(report, Form::F2019)) return verdict.leave();
  for (const std::string_view row : kMatters) {
    const auto keys = cells(row, {"DECISIONS", "DELTA", "PREV"});
    if (!is_judged(report, row, keys, verdict)) continue;
    const auto before = printed(report, row, "PREV");
    const auto change = printed(report, row, "DELTA");
    const auto decisions = printed(report, row, "DECISIONS");
    if (!before || !change || !decisions || !is_misfilled(*before, *change, *decisions)) continue;
    verdict.fail({.place = "T2." + std::string{row},
                  .fills = {{"row", row_of(report, row)},
                            {"before", to_text(*before)},
                            {"change", to_text(*change)},
                            {"decisions", to_text(*decisions)}},
                  .cells = keys});
  }
}

void check_fee_unit(const Case& report, Verdict& verdict) {
  if (!is_form(report, Form::F2021)) return verdict.leave();
  const CellKey key = cell_key("T2", "FEE", "AMOUNT");
  const Cell* cell = report.cell(key);
  if (cell->kind == CellKind::Gap) return verdict.unverifiable("T2.FEE", {key});
  if (cell->unit != "元" || cell->value == kZero) return;
  verdict.fail({.place = "T2.FEE",
                .severity = Severity::Warning,
                .fills = {{"raw", cell->raw}},
                .cells = {key}});
}

void check_procurement_unit(const Case& report, Verdict& verdict) {
  if (!is_form(report, Form::F2019)) return verdict.leave();
  const CellKey key = cell_key("T2", "PROCURE", "AMOUNT");
  const Cell* cell = report.cell(key);
  if (cell->kind == CellKind::Gap) return verdict.unverifiable("T2.PROCURE", {key});
  if (!cell->value || *cell->value == kZero || cell->unit == "万元") return;
  verdict.fail({.place = "T2.PROCURE", .fills = {{"raw", cell->raw}}, .cells = {key}});
}

bool was_lost(const Case& report, const CellKey& key) {
  const auto before = report.previous->parsed.cells.find(key);
  return before != report.previous->parsed.cells.end() && before->second.kind == CellKind::Gap;
}

// A slip between 元 and 万元 shows as a factor of about ten thousand.
void check_fee_scale(const Case& report, Verdict& verdict) {
  const CellKey amount = cell_key("T2", "FEE", "AMOUNT");
  const auto gaps = report.lost({amount});
  if (report.previous != nullptr && (!gaps.empty() || was_lost(report, amount))) {
    return verdict.unverifiable("T2.FEE", gaps);
  }
  const auto now = fee_in_yuan(report.parsed);
  const auto before =
      report.previous != nullptr ? fee_in_yuan(report.previous->parsed) : std::nullopt;
  if (!now || !before || *now <= kZero || *before <= kZero) return verdict.leave();
  const auto is_slip = [](const Decimal& large, const Decimal& small) {
    return large >= times(small, 7000) && large <= times(small, 13000);
  };
  if (!is_slip(*now, *before) && !is_slip(*before, *now)) return;
  verdict.fail({.place = "T2.FEE",
                .severity = Severity::Warning,
                .fills = {{"now", to_text(*now)}, {"before", to_text(*before)}},
                .cells = {cell_key("T2", "FEE", "AMOUNT")}});
}

}  // namespace

Checks table_two_checks() {
  return {{"R-T2-NONNEG", check_not_negative},
          {"R-T2-VALID-LB", check_valid_stock},
          {"R-T2-RULEMAKER", check_rule_maker},
          {"R-T2-19-OPENLE", check_opened},
          {"R-T2-19-STOCK", check_matters_stock},
          {"R-T2-19-MISFILL", check_misfill},
          {"R-T2-FEE-UNIT", check_fee_unit},
          {"R-T2-FEE-SCALE", check_fee_scale},
          {"R-T2-19-PROC-UNIT", check_procurement_unit}};
}

}  // namespace gkwatch::rules
