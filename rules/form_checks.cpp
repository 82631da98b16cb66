// FMT: the version of the form, its rows, and what may stand in a cell
// (domain/report-format.md, 3.2).
#include <algorithm>
#include <map>
#include <set>

#include "core/pattern.h"
#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/outside_rows.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr int kMarksNeeded = 2;         // one mark alone may be a slip of one heading
constexpr std::size_t kMostFaults = 6;  // more odd cells in one table speak of a bad reading

// 2.0: which form is owed for which year.
std::optional<Severity> version_fault(int year, Form form) {
  if (year >= 2021 && form == Form::F2019) return Severity::Error;
  if (year >= 2021 && form == Form::F0) return Severity::Warning;
  if (year == 2020 && form != Form::F2019) return Severity::Warning;
  // 〔2019〕60号 only encouraged the form for 2019.
  if (year == 2019 && form != Form::F2019) return Severity::Info;
  return std::nullopt;
}

// A year that the title does not name may be our guess, and accuses nobody.
Severity as_sure_as_the_year(const Case& report, Severity severity) {
  const bool is_sure =
      report.parsed.is_year_from_title && report.parsed.year == report.input.report.year;
  return is_sure ? severity : std::min(severity, Severity::Warning);
}

void check_version(const Case& report, Verdict& verdict) {
  const int year = report.input.report.year;
  if (year < 2019) return verdict.leave();
  const Form form = report.parsed.form;
  if (form == Form::Unknown) return verdict.unverifiable("", {});
  const auto severity = version_fault(year, form);
  if (!severity) return;
  if (form != Form::F0 && report.parsed.form_marks < kMarksNeeded) {
    return verdict.unverifiable("", {});
  }
  Finding& finding =
      verdict.fail({.severity = as_sure_as_the_year(report, *severity),
                    .fills = {{"year", std::to_string(year)},
                              {"owed", words(year >= 2021 ? "form.2021" : "form.2019")},
                              {"found", words("form." + std::string{name_of(form)})}}});
  finding.expected = year >= 2021 ? "2021" : "2019";
  finding.actual = name_of(form);
}

// A row that only our reading has lost is no fault of the report. It is believed to be missing
// where the format keeps its tables whole and the rest of the table was read without a doubt.
bool is_proof_of_absence(const Case& report, const std::string& table) {
  return keeps_tables_whole(report.parsed) && count_kinds(report.parsed, table).gaps_elsewhere == 0;
}

void check_missing_rows(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  std::map<std::string, std::vector<std::string>> missing;
  for (const FormRow& row : form_rows(report.parsed.form, report.parsed.single_r6)) {
    const auto match = report.parsed.rows.find(row.table + "." + row.key);
    const bool is_absent = match == report.parsed.rows.end() || match->second == RowMatch::Absent;
    if (is_absent && !is_lost(report.parsed, row.table)) missing[row.table].push_back(row.key);
  }
  for (const auto& [table, rows] : missing) {
    std::vector<Bilingual> names;
    for (const auto& row : rows) names.push_back(row_name(report.parsed, table, row));
    if (!is_proof_of_absence(report, table)) {
      verdict.unverifiable(table, cells_of_rows(report.parsed, table, rows));
      continue;
    }
    verdict.fail({.place = table,
                  .severity = Severity::Warning,
                  .fills = {{"table", words("table." + table)}, {"rows", joined(names)}},
                  .cells = cells_of_rows(report.parsed, table, rows)});
  }
}

void check_unknown_rows(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  for (const auto* const table : {"T2", "T3", "T4"}) {
    if (is_lost(report.parsed, table)) verdict.unverifiable(table, {});
  }
  std::map<std::string, std::vector<Bilingual>> unknown;
  for (const UnknownRow& row : report.parsed.unknown_rows) {
    if (is_subtotal(row)) continue;
    unknown[row.table].push_back({row.label, row.label});
  }
  for (const auto& [table, labels] : unknown) {
    verdict.fail({.place = table,
                  .severity = Severity::Warning,
                  .fills = {{"table", words("table." + table)}, {"rows", joined(labels)}}});
  }
}

// What is wrong with each odd cell of a table; none where the whole table reads badly.
using IsOdd = bool (*)(const CellKey& key, const Cell& cell);

// 三 is a whole number, too: nobody is accused of its writing.
Severity severity_of(const Cell& cell, Severity most) {
  static const Pattern words{"^[零一二两三四五六七八九十百千万]+$"};
  return words.is_found_in(cell.raw) ? std::min(most, Severity::Warning) : most;
}

void tell_odd_cells(const Case& report, const std::string& table, Severity most, Verdict& verdict,
                    IsOdd is_odd) {
  std::vector<CellKey> odd;
  std::vector<CellKey> gaps;
  for (const auto& [key, cell] : report.parsed.cells) {
    if (!is_in(key, table)) continue;
    if (is_odd(key, cell)) odd.push_back(key);
    if (cell.kind == CellKind::Gap) gaps.push_back(key);
  }
  if (odd.size() > kMostFaults) return verdict.unverifiable(table, odd);
  if (!gaps.empty()) verdict.unverifiable(table, gaps);
  for (const CellKey& key : odd) {
    Finding& finding = verdict.fail(
        {.place = key.text,
         .severity = severity_of(*report.cell(key), most),
         .fills = {{"cell", cell_name(report.parsed.form, key)}, {"raw", report.cell(key)->raw}},
         .cells = {key}});
    finding.actual = report.cell(key)->raw;
  }
}

bool is_no_count(const CellKey& /*key*/, const Cell& cell) {
  if (cell.kind == CellKind::Text) return true;
  return cell.kind == CellKind::Number && count_in(cell).kind == Amount::Kind::Unknown;
}

void check_cells(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  for (const auto* const table : {"T3", "T4"}) {
    tell_odd_cells(report, table, Severity::Error, verdict, is_no_count);
  }
}

// Only 本年增/减 is signed; only fee and procurement are money and may have decimals.
bool is_odd_in_table_two(const CellKey& key, const Cell& cell) {
  if (cell.kind == CellKind::Text) return true;
  if (cell.kind != CellKind::Number) return false;
  const auto parts = cell_parts(key);
  const bool has_decimals = to_text(*cell.value).find('.') != std::string::npos;
  // What is negative and may not be is R-T2-NONNEG's to tell.
  return has_decimals && parts->column != "AMOUNT";
}

void check_counts(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  tell_odd_cells(report, "T2", Severity::Warning, verdict, is_odd_in_table_two);
}

// Whether a row stands under its columns, only its sums tell.
std::vector<CellKey> lost_in_rows(const Case& report) {
  std::vector<CellKey> keys;
  for (const auto& [key, cell] : report.parsed.cells) {
    if (is_in(key, "T3") && cell.kind == CellKind::Gap) keys.push_back(key);
  }
  return keys;
}

void check_alignment(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  const auto lost = lost_in_rows(report);
  if (!lost.empty()) verdict.unverifiable("T3", lost);
  for (const std::string& row : report.ledger.shifted_rows) {
    verdict.fail({.place = "T3." + row,
                  .fills = {{"row", row_name(report.parsed, "T3", row)}},
                  .cells = cells_of_rows(report.parsed, "T3", {row})});
  }
}

}  // namespace

Checks form_checks() {
  return {{"R-FMT-VERSION", check_version},
          {"R-FMT-MISSING-ROW", check_missing_rows},
          {"R-FMT-UNKNOWN-ROW", check_unknown_rows},
          {"R-FMT-CELL", check_cells},
          {"R-FMT-INT2", check_counts},
          {"R-FMT-LABEL", check_alignment}};
}

}  // namespace gkwatch::rules
