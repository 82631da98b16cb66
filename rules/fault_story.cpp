#include "rules/fault_story.h"

#include <algorithm>

#include "model/form_layout.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

std::string size_of(const Decimal& delta) { return to_text(delta < kZero ? kZero - delta : delta); }

bool is_column(IdentityKind kind) {
  return kind == IdentityKind::Balance || kind == IdentityKind::ResultSum;
}

// 54 for 45: two neighbouring digits changed places.
bool is_transposed(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    std::string swapped = a;
    std::swap(swapped[i], swapped[i + 1]);
    if (swapped == b && a != b) return true;
  }
  return false;
}

}  // namespace

FaultStory::FaultStory(const Case& report, const Fault& fault)
    : report_{report}, fault_{fault}, identity_{report.ledger.identity(fault.identities.front())} {}

void FaultStory::tell(Verdict& verdict) const {
  Finding& finding = verdict.fail(says());
  finding.message = finding.message + advice() + hint();
  finding.expected = expected();
  finding.actual = actual();
  finding.delta = fault_.delta;
  for (const Candidate& candidate : fault_.candidates) {
    finding.candidates.push_back(report_.ledger.book.cells[candidate.cell]);
  }
}

Says FaultStory::says() const {
  return {.place = place(),
          .severity = fault_.severity,
          .text = variant(),
          .fills = fills(),
          .cells = evidence()};
}

std::string FaultStory::place() const {
  return (identity_.kind == IdentityKind::CaseSum ? "T4." : "T3.") + identity_.line;
}

std::string_view FaultStory::variant() const {
  if (identity_.kind != IdentityKind::Balance || !has_both_sums()) return "message";
  return is_mended_by("R7") ? "message.r7" : "message.several";
}

bool FaultStory::is_mended_by(std::string_view row) const {
  return fault_.candidates.size() == 1 &&
         report_.ledger.book.cells[fault_.candidates.front().cell] ==
             cell_key("T3", row, identity_.line);
}

Decimal FaultStory::amount(std::string_view row) const {
  return report_.ledger.amount("T3", row, identity_.line).value;
}

Decimal FaultStory::total() const {
  return report_.ledger.amounts[identity_.terms.front().cell].value;
}

std::vector<Fill> FaultStory::fills() const {
  std::vector<Fill> all{{"gap", size_of(fault_.delta)}, {"total", to_text(total())}};
  if (is_column(identity_.kind)) {
    all.emplace_back("line", column_name(identity_.line));
    add_column_fills(all);
    return all;
  }
  const auto* const table = identity_.kind == IdentityKind::CaseSum ? "T4" : "T3";
  all.emplace_back("line", row_name(report_.parsed, table, identity_.line));
  all.emplace_back("parts", to_text(total() - fault_.delta));
  return all;
}

void FaultStory::add_column_fills(std::vector<Fill>& all) const {
  const Decimal in = amount("NEW") + amount("CIN");
  all.emplace_back("new", to_text(amount("NEW")));
  all.emplace_back("cin", to_text(amount("CIN")));
  all.emplace_back("in", to_text(in));
  all.emplace_back("cout", to_text(amount("COUT")));
  all.emplace_back("out", to_text(amount("R7") + amount("COUT")));
  all.emplace_back("should", to_text(in - amount("COUT")));
  Decimal results;
  for (const std::size_t i : fault_.identities) {
    const Identity& one = report_.ledger.identity(i);
    if (one.kind == IdentityKind::ResultSum)
      results = amount("R7") - report_.ledger.rulings[i].delta;
  }
  all.emplace_back("results", to_text(results));
}

// The candidates, then the cells of the broken identities that are not zero, then what only
// repeats the error; the zeros add nothing that a reader would look at.
std::vector<CellKey> FaultStory::evidence() const {
  std::vector<CellKey> cells;
  const auto add = [&](std::size_t cell) {
    const CellKey& key = report_.ledger.book.cells[cell];
    if (std::find(cells.begin(), cells.end(), key) == cells.end()) cells.push_back(key);
  };
  if (fault_.candidates.size() == 1) add(fault_.candidates.front().cell);
  for (const auto* const group : {&fault_.identities, &fault_.consequences}) {
    for (const std::size_t i : *group) {
      const Identity& identity = report_.ledger.identity(i);
      for (const Term& term : identity.terms) {
        const bool is_key_figure =
            identity.kind == IdentityKind::Balance || &term == &identity.terms.front();
        if (is_key_figure || report_.ledger.amounts[term.cell].value != kZero) add(term.cell);
      }
    }
  }
  return cells;
}

Bilingual FaultStory::advice() const {
  Bilingual all;
  const auto& candidates = fault_.candidates;
  if (candidates.size() == 1 && variant() != "message.r7") {
    const CellKey& key = report_.ledger.book.cells[candidates.front().cell];
    const std::vector<Fill> fills{{"cell", cell_name(report_.parsed.form, key)},
                                  {"mended", to_text(candidates.front().mended)}};
    all = all + words("advice.one", fills);
  } else if (candidates.size() > 1 && candidates.size() <= 4) {
    std::vector<Bilingual> names;
    for (const Candidate& candidate : candidates) {
      const auto parts = cell_parts(report_.ledger.book.cells[candidate.cell]);
      const bool is_down = is_column(identity_.kind);
      names.push_back(is_down ? row_name(report_.parsed, parts->table, parts->row)
                              : column_name(parts->column));
    }
    const std::vector<Fill> fills{{"cells", joined(names)}};
    all = all + words("advice.among", fills);
  }
  if (!fault_.consequences.empty()) {
    const std::vector<Fill> fills{{"gap", size_of(fault_.delta)}};
    all = all + words("advice.total_too", fills);
  }
  if (fault_.severity != Severity::Error) all = all + words("advice.assumed");
  return all;
}

// How it may have come about (3.3, "Hints to attach").
Bilingual FaultStory::hint() const {
  if (fault_.candidates.size() == 1) {
    const Candidate& only = fault_.candidates.front();
    const std::string printed = to_text(report_.ledger.amounts[only.cell].value);
    if (is_transposed(printed, to_text(only.mended))) return words("hint.transposed");
  }
  if (identity_.kind != IdentityKind::Balance) return {};
  const Decimal& over = fault_.delta;
  const Decimal size = over < kZero ? kZero - over : over;
  if (amount("CIN") == size) return words("hint.carried_in");
  if (amount("NEW") == size && amount("NEW") > Decimal{1, 0}) return words("hint.doubled");
  if (over > kZero && !is_mended_by("R7") && amount("R2") >= over) return words("hint.partly");
  return {};
}

std::string FaultStory::expected() const {
  if (identity_.kind != IdentityKind::Balance) return to_text(total() - fault_.delta);
  return to_text(amount("NEW") + amount("CIN"));
}

std::string FaultStory::actual() const {
  if (identity_.kind != IdentityKind::Balance) return to_text(total());
  return to_text(amount("R7") + amount("COUT"));
}

}  // namespace gkwatch::rules
