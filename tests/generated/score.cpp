#include "tests/generated/score.h"

#include <algorithm>
#include <set>

namespace gkwatch::testing {
namespace {

bool agrees(const Cell& cell, const Truth& truth) {
  switch (cell.kind) {
    case CellKind::Number:
      return truth.shown == Shown::Number && cell.value == truth.value;
    case CellKind::Blank:
      return truth.shown == Shown::Blank;
    case CellKind::Dash:
      return truth.shown == Shown::Dash;
    case CellKind::Text:
      return truth.shown == Shown::Words;
    default:
      return true;
  }
}

// The cross-footing of the form (domain/report-format.md 2.6), written down once more: what is
// judged must not be judged by itself.
struct Sum {
  std::string place;  // "T3.NP", "T3.R1", "T4.RV"
  std::vector<CellKey> left;
  std::vector<CellKey> right;
};

std::vector<Sum> sums_of(const ReportSpec& spec) {
  std::vector<Sum> sums;
  std::map<std::string, Sum> results;
  for (const FormRow& row : form_rows(spec.form, spec.single_r6)) {
    if (row.table == "T2") continue;
    Sum across{.place = row.table + "." + row.key};
    for (const std::string& column : row.columns) {
      const CellKey key = cell_key(row.table, row.key, column);
      (column == row.columns.back() ? across.left : across.right).push_back(key);
      if (row.table != "T3") continue;
      Sum& down = results[column];
      down.place = "T3." + column;
      if (row.key == "R7")
        down.left.push_back(key);
      else if (row.key[0] == 'R')
        down.right.push_back(key);
    }
    sums.push_back(std::move(across));
  }
  for (auto& [column, down] : results) {
    const auto key = [&](const char* row) { return cell_key("T3", row, column); };
    sums.push_back({"T3." + column, {key("NEW"), key("CIN")}, {key("R7"), key("COUT")}});
    sums.push_back(std::move(down));
  }
  return sums;
}

// False where a cell is not printed: then nothing can be said.
bool is_broken(const Sum& sum, const std::map<CellKey, Truth>& truths) {
  Decimal delta;
  for (const bool is_left : {true, false}) {
    for (const CellKey& key : is_left ? sum.left : sum.right) {
      const Truth& truth = truths.at(key);
      if (truth.shown == Shown::Nothing || truth.shown == Shown::Words) return false;
      if (truth.shown != Shown::Number) continue;
      delta = is_left ? delta + truth.value : delta - truth.value;
    }
  }
  return delta != Decimal{};
}

std::set<CellKey> cells_of(const Sum& sum) {
  std::set<CellKey> cells{sum.left.begin(), sum.left.end()};
  cells.insert(sum.right.begin(), sum.right.end());
  return cells;
}

bool is_all_due(const Sum& sum, const std::map<CellKey, Truth>& truths) {
  const auto cells = cells_of(sum);
  return std::all_of(cells.begin(), cells.end(), [&](const CellKey& key) {
    const Truth& truth = truths.at(key);
    return truth.is_due && truth.shown == Shown::Number;
  });
}

bool speaks_of(const Finding& finding, const Sum& sum) {
  const auto cells = cells_of(sum);
  return finding.key.place == sum.place ||
         std::any_of(finding.cells.begin(), finding.cells.end(),
                     [&](const CellQuote& quote) { return cells.contains(quote.cell); });
}

void score_cells(const MadeDocument& document, const ParsedDocument& parsed, Score& score) {
  for (const auto& [key, cell] : parsed.cells) {
    const auto found = document.truths.find(key);
    const bool is_wrong =
        found == document.truths.end() ? cell.kind != CellKind::Gap : !agrees(cell, found->second);
    if (!is_wrong) continue;
    score.silent_errors.push_back(key.text + " read as '" + cell.raw + "' (" + cell.where + ")");
  }
  for (const auto& [key, truth] : document.truths) {
    if (!truth.is_due) continue;
    ++score.due;
    const auto found = parsed.cells.find(key);
    const bool is_read = found != parsed.cells.end() && found->second.kind != CellKind::Gap;
    if (is_read && agrees(found->second, truth))
      ++score.read;
    else if (!is_read)
      score.gaps.push_back(key.text + ": " +
                           (found == parsed.cells.end() ? "no such cell" : found->second.why));
  }
}

}  // namespace

Score score(const Plan& plan, const MadeDocument& document, const ParsedDocument& parsed,
            const std::vector<Finding>& findings) {
  Score result;
  score_cells(document, parsed, result);
  std::vector<Sum> broken;
  for (const Sum& sum : sums_of(plan.spec)) {
    if (is_broken(sum, document.truths)) broken.push_back(sum);
  }
  std::vector<Finding> errors;
  for (const Finding& finding : findings) {
    const bool is_error = finding.outcome == Outcome::Fail && finding.severity == Severity::Error;
    if (is_error) errors.push_back(finding);
  }
  result.accusations = errors.size();
  for (const Finding& finding : errors) {
    const bool is_right = std::any_of(broken.begin(), broken.end(),
                                      [&](const Sum& sum) { return speaks_of(finding, sum); });
    if (is_right) continue;
    result.false_accusations.push_back(finding.key.rule.text + " " + finding.key.place + ": " +
                                       finding.message.zh);
  }
  for (const Sum& sum : broken) {
    if (!is_all_due(sum, document.truths)) continue;
    ++result.broken;
    const bool is_told = std::any_of(errors.begin(), errors.end(), [&](const Finding& finding) {
      return speaks_of(finding, sum);
    });
    if (!is_told) result.missed.push_back(sum.place);
  }
  return result;
}

}  // namespace gkwatch::testing
