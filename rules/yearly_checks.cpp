// Y: one year against the year before (domain/report-format.md, 3.9).
#include <array>

#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/quantities.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};
constexpr std::array<std::string_view, 7> kColumns{"NP", "CO", "RI", "SO", "LS", "OT", "SUM"};

bool has_both_forms(const Case& report) {
  if (report.previous == nullptr || !report.has_form()) return false;
  const Form before = report.previous->parsed.form;
  return before == Form::F2019 || before == Form::F2021;
}

bool holds(const Case& report, std::string_view column) {
  for (std::size_t i = 0; i < report.ledger.rulings.size(); ++i) {
    const Identity& identity = report.ledger.identity(i);
    if (identity.kind != IdentityKind::Balance || identity.line != column) continue;
    return report.ledger.rulings[i].state == Ruling::State::Holds;
  }
  return false;
}

bool is_printed(const Case& report, std::string_view row, std::string_view column) {
  return report.ledger.amount("T3", row, column).kind == Amount::Kind::Printed;
}

// What last year's report must have carried out, from its other cells: its own slip is not
// this year's.
std::optional<Decimal> recomputed_rest(const Case& before, std::string_view column) {
  const auto in = before.value("T3", "NEW", column);
  const auto old = before.value("T3", "CIN", column);
  const auto done = before.value("T3", "R7", column);
  if (!in || !old || !done) return std::nullopt;
  return *in + *old - *done;
}

// An error only where nothing else explains it: numbers printed on both sides, both reports sound
// in themselves, no predecessor, and a difference that no late correction of one or two makes.
Severity carry_severity(const Case& report, const Case& before, const Decimal& off) {
  constexpr Decimal much{5, 0};
  const bool is_much = off >= much || kZero - off >= much;
  const bool is_clean = is_printed(report, "CIN", "SUM") && is_printed(before, "COUT", "SUM") &&
                        holds(report, "SUM") && holds(before, "SUM");
  const bool is_same_body =
      report.input.agency != nullptr && !report.input.agency->predecessor.has_value();
  return is_much && is_clean && is_same_body ? Severity::Error : Severity::Warning;
}

void tell_carry(const Case& report, const Case& before, Verdict& verdict) {
  const auto in = *report.value("T3", "CIN", "SUM");
  const auto out = *before.value("T3", "COUT", "SUM");
  Finding& finding = verdict.fail({.place = "T3.CIN",
                                   .severity = carry_severity(report, before, in - out),
                                   .fills = {{"before", std::to_string(report.previous->year)},
                                             {"year", std::to_string(report.input.report.year)},
                                             {"out", to_text(out)},
                                             {"in", to_text(in)}},
                                   .cells = {CellKey{"T3.CIN.SUM"}}});
  finding.expected = to_text(out);
  finding.actual = to_text(in);
  finding.delta = in - out;
}

void check_carry(const Case& report, Verdict& verdict) {
  if (!has_both_forms(report)) return verdict.leave();
  const RuleInput earlier{.report = *report.previous};
  const Case before{earlier};
  const auto in = report.value("T3", "CIN", "SUM");
  const auto out = before.value("T3", "COUT", "SUM");
  if (!in || !out) return verdict.unverifiable("T3.CIN", {CellKey{"T3.CIN.SUM"}});
  const auto rest = recomputed_rest(before, "SUM");
  if (*in != *out && (!rest || *in != *rest)) return tell_carry(report, before, verdict);
  bool is_lost = false;
  for (const std::string_view column : kColumns) {
    const auto now = report.value("T3", "CIN", column);
    const auto then = before.value("T3", "COUT", column);
    is_lost |= !now || !then;
    if (!now || !then || *now == *then || *in != *out) continue;
    verdict.fail(
        {.place = "T3.CIN",
         .text = "message.columns",
         .fills = {{"line", column_name(column)}, {"out", to_text(*then)}, {"in", to_text(*now)}},
         .cells = {cell_key("T3", "CIN", column)}});
    return;
  }
  if (is_lost)
    verdict.unverifiable("T3.CIN", report.lost(cells_of_rows(report.parsed, "T3", {"CIN"})));
}

std::optional<Decimal> printed(const ParsedDocument& document, std::string_view row,
                               std::string_view column) {
  const auto cell = document.cells.find(cell_key("T2", row, column));
  return cell == document.cells.end() ? std::nullopt : cell->second.value;
}

// A row that lost a cell, this year or the year before, cannot be compared, and says so.
bool is_comparable(const Case& report, const std::string& place, const std::vector<CellKey>& keys,
                   Verdict& verdict) {
  const RuleInput input{.report = *report.previous};
  auto gaps = report.lost(keys);
  const bool is_whole_before = Case{input}.lost(keys).empty();
  if (!gaps.empty() || !is_whole_before) verdict.unverifiable(place, gaps);
  return gaps.empty() && is_whole_before;
}

bool is_pair_of(const Case& report, Form form) {
  return report.previous != nullptr && report.parsed.form == form &&
         report.previous->parsed.form == form;
}

void check_stock(const Case& report, Verdict& verdict) {
  if (!is_pair_of(report, Form::F2021)) return verdict.leave();
  for (const std::string row : {"RULE", "NORM"}) {
    const auto keys = cells_of_rows(report.parsed, "T2", {row});
    if (!is_comparable(report, "T2." + row, keys, verdict)) continue;
    const auto before = printed(report.previous->parsed, row, "VALID");
    const auto made = printed(report.parsed, row, "MADE");
    const auto repealed = printed(report.parsed, row, "REPEALED");
    const auto valid = printed(report.parsed, row, "VALID");
    if (!before || !made || !repealed || !valid || *valid == *before + *made - *repealed) continue;
    Finding& finding = verdict.fail({.place = "T2." + row,
                                     .severity = Severity::Warning,
                                     .fills = {{"row", row_name(report.parsed, "T2", row)},
                                               {"before", to_text(*before)},
                                               {"made", to_text(*made)},
                                               {"repealed", to_text(*repealed)},
                                               {"valid", to_text(*valid)}},
                                     .cells = keys});
    finding.delta = *valid - (*before + *made - *repealed);
  }
}

void check_matters(const Case& report, Verdict& verdict) {
  if (!is_pair_of(report, Form::F2019)) return verdict.leave();
  for (const std::string row : {"LICENSE", "SERVICE", "PENALTY", "COERCION", "FEE"}) {
    const std::vector<CellKey> keys{cell_key("T2", row, "PREV"), cell_key("T2", row, "DELTA")};
    if (!is_comparable(report, "T2." + row, keys, verdict)) continue;
    const auto before = printed(report.previous->parsed, row, "PREV");
    const auto change = printed(report.previous->parsed, row, "DELTA");
    const auto now = printed(report.parsed, row, "PREV");
    if (!before || !change || !now || *now == *before + *change) continue;
    Finding& finding = verdict.fail({.place = "T2." + row,
                                     .severity = Severity::Warning,
                                     .fills = {{"row", row_name(report.parsed, "T2", row)},
                                               {"before", to_text(*before)},
                                               {"change", to_text(*change)},
                                               {"now", to_text(*now)}},
                                     .cells = {cell_key("T2", row, "PREV")}});
    finding.delta = *now - (*before + *change);
  }
}

void check_opened_stock(const Case& report, Verdict& verdict) {
  if (!is_pair_of(report, Form::F2019)) return verdict.leave();
  for (const std::string row : {"RULE", "NORM"}) {
    const std::vector<CellKey> keys{cell_key("T2", row, "STOCK")};
    if (!is_comparable(report, "T2." + row, keys, verdict)) continue;
    const auto before = printed(report.previous->parsed, row, "STOCK");
    const auto now = printed(report.parsed, row, "STOCK");
    if (!before || !now || *now >= *before) continue;
    verdict.fail({.place = "T2." + row,
                  .fills = {{"row", row_name(report.parsed, "T2", row)},
                            {"before", to_text(*before)},
                            {"now", to_text(*now)}},
                  .cells = {cell_key("T2", row, "STOCK")}});
  }
}

bool is_jump(const Decimal& now, const Decimal& before) {
  constexpr Decimal ten{10, 0};
  if (now < ten || before < ten) return false;
  return now > times(before, 5) || before > times(now, 5);
}

void check_jumps(const Case& report, Verdict& verdict) {
  if (!has_both_forms(report)) return verdict.leave();
  const RuleInput earlier{.report = *report.previous};
  const Case before{earlier};
  for (const char* name : {"T3.NEW.SUM", "T4.RV.TOT", "T4.LD.TOT", "T4.LA.TOT"}) {
    const CellKey key{name};
    const auto parts = cell_parts(key);
    const auto now = report.value(parts->table, parts->row, parts->column);
    const auto then = before.value(parts->table, parts->row, parts->column);
    if (!now || !then) verdict.unverifiable(key.text, report.lost({key}));
    if (!now || !then || !is_jump(*now, *then)) continue;
    verdict.fail({.place = key.text,
                  .fills = {{"cell", cell_name(report.parsed.form, key)},
                            {"before", to_text(*then)},
                            {"now", to_text(*now)}},
                  .cells = {key}});
  }
}

// How a table compares with last year's, where both were recovered.
struct Comparison {
  bool is_same = true;
  int telling = 0;            // equal numbers that are not zero
  std::vector<CellKey> gaps;  // of this year; where there are none, `is_lost_before` may hold
  bool is_lost_before = false;
};

Comparison compare(const Case& report, std::string_view table) {
  Comparison comparison;
  for (const auto& [key, cell] : report.parsed.cells) {
    if (!is_in(key, table)) continue;
    const auto then = report.previous->parsed.cells.find(key);
    if (then == report.previous->parsed.cells.end()) return {.is_same = false};
    if (cell.kind == CellKind::Gap) {
      comparison.gaps.push_back(key);
    } else if (then->second.kind == CellKind::Gap) {
      comparison.is_lost_before = true;
    } else if (cell.value.value_or(kZero) != then->second.value.value_or(kZero)) {
      return {.is_same = false};
    } else if (cell.value.value_or(kZero) != kZero) {
      ++comparison.telling;
    }
  }
  return comparison;
}

void check_same_tables(const Case& report, Verdict& verdict) {
  if (!has_both_forms(report) || report.previous->parsed.form != report.parsed.form) {
    return verdict.leave();
  }
  for (const auto& [table, least] : {std::pair{"T2", 4}, std::pair{"T3", 6}}) {
    const Comparison comparison = compare(report, table);
    if (!comparison.is_same) continue;
    if (!comparison.gaps.empty() || comparison.is_lost_before) {
      verdict.unverifiable(table, comparison.gaps);
    } else if (comparison.telling >= least) {
      verdict.fail({.place = table,
                    .severity = Severity::Warning,
                    .fills = {{"table", words("table." + std::string{table})},
                              {"before", std::to_string(report.previous->year)}}});
    }
  }
}

void check_pending(const Case& report, Verdict& verdict) {
  if (!has_both_forms(report)) return verdict.leave();
  const RuleInput earlier{.report = *report.previous};
  const Case before{earlier};
  for (const std::string_view group : {"RV", "LD", "LA"}) {
    const auto pending = before.value("T4", group, "PEND");
    const auto total = report.value("T4", group, "TOT");
    if (!pending || !total) verdict.unverifiable("T4." + std::string{group}, {});
    if (!pending || !total || *pending <= *total) continue;
    verdict.fail({.place = "T4." + std::string{group},
                  .fills = {{"row", row_name(report.parsed, "T4", group)},
                            {"pending", to_text(*pending)},
                            {"total", to_text(*total)}},
                  .cells = {cell_key("T4", group, "TOT")}});
  }
}

void check_form_change(const Case& report, Verdict& verdict) {
  const bool is_unknown =
      report.parsed.form == Form::Unknown ||
      (report.previous != nullptr && report.previous->parsed.form == Form::Unknown);
  if (report.previous != nullptr && is_unknown) return verdict.unverifiable("", {});
  if (!has_both_forms(report)) return verdict.leave();
  if (report.previous->parsed.form != report.parsed.form) verdict.fail({});
}

}  // namespace

Checks yearly_checks() {
  return {{"R-Y-CARRY", check_carry},      {"R-Y-STOCK", check_stock},
          {"R-Y-19-STOCK", check_matters}, {"R-Y-19-OPEN", check_opened_stock},
          {"R-Y-JUMP", check_jumps},       {"R-Y-SAMETABLE", check_same_tables},
          {"R-Y-PEND", check_pending},     {"R-Y-VERSION", check_form_change}};
}

}  // namespace gkwatch::rules
