// Blank cells: the form does not say "fill 0", but a blank is ambiguous
// (domain/report-format.md, 3.2).
#include "rules/checks.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

// A body without rule-making power that dashes 规章 says so, and rightly.
bool is_expected_dash(const CellKey& key, const Cell& cell) {
  return cell.kind == CellKind::Dash && key.text.starts_with("T2.RULE.");
}

void check_blanks(const Case& report, Verdict& verdict, const std::string& table) {
  if (!report.has_form() || is_lost(report.parsed, table)) return verdict.leave();
  std::vector<CellKey> blanks;
  std::vector<CellKey> gaps;
  for (const auto& [key, cell] : report.parsed.cells) {
    if (is_in(key, table) && cell.kind == CellKind::Gap) gaps.push_back(key);
    const bool is_blank = cell.kind == CellKind::Blank || cell.kind == CellKind::Dash;
    if (is_in(key, table) && is_blank && !is_expected_dash(key, cell)) blanks.push_back(key);
  }
  const KindCount count = count_kinds(report.parsed, table);
  if (blanks.empty() && !gaps.empty()) return verdict.unverifiable(table, gaps);
  if (blanks.empty()) return;
  const bool is_whole = count.numbers == 0 && count.texts == 0 && count.gaps == 0;
  verdict.fail(
      {.place = table,
       .severity = is_whole ? Severity::Warning : Severity::Info,
       .text = is_whole ? "message.whole" : "message",
       .fills = {{"count", std::to_string(blanks.size())}, {"all", std::to_string(count.all())}},
       .cells = blanks});
}

void check_blanks_t2(const Case& report, Verdict& verdict) { check_blanks(report, verdict, "T2"); }
void check_blanks_t3(const Case& report, Verdict& verdict) { check_blanks(report, verdict, "T3"); }
void check_blanks_t4(const Case& report, Verdict& verdict) { check_blanks(report, verdict, "T4"); }

void check_all_zero(const Case& report, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  std::vector<CellKey> gaps;
  for (const auto& [key, cell] : report.parsed.cells) {
    if (!is_in(key, "T3")) continue;
    if (cell.kind == CellKind::Gap) {
      gaps.push_back(key);
    } else if (cell.kind != CellKind::Number || *cell.value != Decimal{}) {
      return;
    }
  }
  if (!gaps.empty()) return verdict.unverifiable("T3", gaps);
  verdict.fail({.place = "T3"});
}

}  // namespace

Checks blank_checks() {
  return {{"R-T2-BLANK", check_blanks_t2},
          {"R-T3-BLANK", check_blanks_t3},
          {"R-T4-BLANK", check_blanks_t4},
          {"R-T3-ALLZERO", check_all_zero}};
}

}  // namespace gkwatch::rules
