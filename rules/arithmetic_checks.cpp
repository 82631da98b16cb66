// The cross-footing of T3 and T4 (domain/report-format.md, 2.6 and 3.3).
#include <algorithm>

#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/fault_story.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

bool is_needed(const Amount& amount) { return amount.kind == Amount::Kind::Unknown; }

// One Unverifiable for all identities of a kind: which of its cells are missing, each once.
void tell_gaps(const Case& report, IdentityKind kind, Verdict& verdict) {
  std::vector<CellKey> gaps;
  bool is_unknown = report.ledger.rulings.empty();
  for (std::size_t i = 0; i < report.ledger.rulings.size(); ++i) {
    const Identity& identity = report.ledger.identity(i);
    if (identity.kind != kind) continue;
    if (report.ledger.rulings[i].state != Ruling::State::Unknown) continue;
    is_unknown = true;
    for (const Term& term : identity.terms) {
      const CellKey& key = report.ledger.book.cells[term.cell];
      if (!is_needed(report.ledger.amounts[term.cell])) continue;
      if (std::find(gaps.begin(), gaps.end(), key) == gaps.end()) gaps.push_back(key);
    }
  }
  if (is_unknown) verdict.unverifiable(kind == IdentityKind::CaseSum ? "T4" : "T3", gaps);
}

void tell_faults(const Case& report, IdentityKind kind, Verdict& verdict) {
  if (report.parsed.form == Form::F0) return verdict.leave();
  for (const Fault& fault : report.faults) {
    if (report.ledger.identity(fault.identities.front()).kind != kind) continue;
    FaultStory{report, fault}.tell(verdict);
  }
  tell_gaps(report, kind, verdict);
}

void check_balance(const Case& report, Verdict& verdict) {
  tell_faults(report, IdentityKind::Balance, verdict);
}
void check_result_sum(const Case& report, Verdict& verdict) {
  tell_faults(report, IdentityKind::ResultSum, verdict);
}
void check_row_sum(const Case& report, Verdict& verdict) {
  tell_faults(report, IdentityKind::RowSum, verdict);
}
void check_case_sum(const Case& report, Verdict& verdict) {
  tell_faults(report, IdentityKind::CaseSum, verdict);
}

// What keeps us from saying whether a total is blank beside parts: it was lost, or it is blank and
// the parts were.
std::vector<CellKey> lost_around_totals(const Case& report, CellKind kind) {
  std::vector<CellKey> lost;
  for (std::size_t i = 0; i < report.ledger.rulings.size(); ++i) {
    const Identity& identity = report.ledger.identity(i);
    const bool has_total =
        identity.kind == IdentityKind::RowSum || identity.kind == IdentityKind::ResultSum;
    if (!has_total || report.ledger.rulings[i].state != Ruling::State::Unknown) continue;
    std::vector<CellKey> keys;
    for (const Term& term : identity.terms) keys.push_back(report.ledger.book.cells[term.cell]);
    const CellKind total = report.cell(keys.front())->kind;
    if (total != CellKind::Gap && total != kind) continue;
    for (CellKey& key : report.lost(keys)) {
      if (std::find(lost.begin(), lost.end(), key) == lost.end()) lost.push_back(std::move(key));
    }
  }
  return lost;
}

// Totals of T3 that were left blank, or dashed, beside parts that are not zero.
void tell_idle_totals(const Case& report, CellKind kind, Verdict& verdict) {
  if (!report.has_form()) return verdict.leave();
  const auto lost = lost_around_totals(report, kind);
  if (!lost.empty()) verdict.unverifiable("T3", lost);
  std::vector<CellKey> totals;
  std::vector<Bilingual> lines;
  for (std::size_t i = 0; i < report.ledger.rulings.size(); ++i) {
    const Identity& identity = report.ledger.identity(i);
    // Of T4 R-T4-BLANK tells.
    if (identity.kind == IdentityKind::CaseSum) continue;
    if (report.ledger.rulings[i].state != Ruling::State::Idle) continue;
    const CellKey& total = report.ledger.book.cells[identity.terms.front().cell];
    const Cell* cell = report.cell(total);
    if (cell->kind != kind || std::find(totals.begin(), totals.end(), total) != totals.end()) {
      continue;
    }
    totals.push_back(total);
    const std::string name = cell_name(report.parsed.form, total);
    if (lines.size() < 4) lines.push_back({name, name});
  }
  if (totals.empty()) return;
  verdict.fail({.place = "T3",
                .severity = Severity::Warning,
                .fills = {{"cells", joined(lines)}, {"count", std::to_string(totals.size())}},
                .cells = totals});
}

void check_blank_totals(const Case& report, Verdict& verdict) {
  tell_idle_totals(report, CellKind::Blank, verdict);
}
void check_dashed_totals(const Case& report, Verdict& verdict) {
  tell_idle_totals(report, CellKind::Dash, verdict);
}

}  // namespace

Checks arithmetic_checks() {
  return {{"R-T3-BALANCE", check_balance},          {"R-T3-RESULTSUM", check_result_sum},
          {"R-T3-ROWSUM", check_row_sum},           {"R-T4-SUM", check_case_sum},
          {"R-T3-BLANK-TOTAL", check_blank_totals}, {"R-T3-DASH-NONZERO", check_dashed_totals}};
}

}  // namespace gkwatch::rules
