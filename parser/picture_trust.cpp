#include "parser/picture_trust.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/form_layout.h"
#include "parser/figures.h"

namespace gkwatch::parser {
namespace {

// Confidences (GridCell::confidence) that suffice, by what the sums say.
constexpr int kAlone = 80;      // no sum speaks for it or against it, in table 2
constexpr int kUnknown = 90;    // the same where sums exist, but cannot be reckoned
constexpr int kOneHolds = 40;   // one holds, none fails
constexpr int kContested = 90;  // one holds, another fails
constexpr int kMended = 60;     // more is agreed on: what the agency got wrong stays wrong
constexpr int kMostRounds = 8;

// The sum of the left cells is the sum of the right ones.
struct Identity {
  std::vector<CellKey> left;
  std::vector<CellKey> right;
};

enum class Verdict { Holds, Fails, Unknown };

std::vector<Identity> row_sums(const std::vector<FormRow>& rows) {
  std::vector<Identity> sums;
  for (const FormRow& row : rows) {
    if (row.table != "T3" && row.table != "T4") continue;
    Identity sum;
    for (const std::string& column : row.columns) {
      const bool is_total = column == "SUM" || column == "TOT";
      (is_total ? sum.right : sum.left).push_back(cell_key(row.table, row.key, column));
    }
    sums.push_back(std::move(sum));
  }
  return sums;
}

std::vector<Identity> column_sums(const std::vector<FormRow>& rows) {
  std::vector<Identity> sums;
  const auto first =
      std::find_if(rows.begin(), rows.end(), [](const FormRow& row) { return row.table == "T3"; });
  if (first == rows.end()) return sums;
  for (const std::string& column : first->columns) {
    const auto cell = [&](const char* row) { return cell_key("T3", row, column); };
    sums.push_back({{cell("NEW"), cell("CIN")}, {cell("R7"), cell("COUT")}});
    Identity results{{}, {cell("R7")}};
    for (const FormRow& row : rows) {
      const bool is_result = row.table == "T3" && row.key.starts_with("R") && row.key != "R7";
      if (is_result) results.left.push_back(cell_key("T3", row.key, column));
    }
    sums.push_back(std::move(results));
  }
  return sums;
}

class Weigher {
 public:
  explicit Weigher(FormReading& reading) : cells_{reading.cells} {
    const auto rows = form_rows(reading.form, reading.single_r6);
    const std::vector<FormRow> all{rows.begin(), rows.end()};
    identities_ = row_sums(all);
    for (Identity& sum : column_sums(all)) identities_.push_back(std::move(sum));
    for (std::size_t i = 0; i < identities_.size(); ++i) {
      for (const CellKey& key : identities_[i].left) identities_of_[key].push_back(i);
      for (const CellKey& key : identities_[i].right) identities_of_[key].push_back(i);
    }
  }

  void run() {
    mend();
    std::vector<CellKey> doubtful;
    for (const auto& [key, cell] : cells_) {
      if (cell.confidence && !is_believed(key, cell)) doubtful.push_back(key);
    }
    for (const CellKey& key : doubtful) {
      Cell& cell = cells_[key];
      cell.kind = CellKind::Gap;
      cell.value.reset();
      cell.unit.clear();
      cell.why = "read from a picture, and neither its readings nor the sums support it";
    }
    for (auto& [key, cell] : cells_) cell.others.clear();
  }

 private:
  struct Count {
    int holds = 0;
    int fails = 0;
  };

  // Another reading takes the place of the first where that makes more sums hold, and fewer fail.
  void mend() {
    for (int round = 0; round < kMostRounds; ++round) {
      bool has_changed = false;
      for (auto& [key, cell] : cells_) {
        const bool is_open = cell.confidence.value_or(0) <= kMended && !cell.others.empty();
        if (is_open && identities_of_.contains(key)) {
          has_changed = try_others(key, cell) || has_changed;
        }
      }
      if (!has_changed) return;
    }
  }

  bool try_others(const CellKey& key, Cell& cell) const {
    const Count before = count(key);
    const Cell first = cell;
    std::optional<Cell> best;
    Count best_count = before;
    int equally_good = 0;
    for (const std::string& other : first.others) {
      Cell tried = read_figure(other, first.where);
      if (tried.kind != CellKind::Number || tried.value == first.value) continue;
      tried.confidence = first.confidence;
      tried.unit = first.unit;
      tried.others = first.others;
      cell = tried;
      const Count after = count(key);
      const bool is_better = after.holds > best_count.holds && after.fails <= best_count.fails;
      equally_good = is_better ? 1 : equally_good + (best && after.holds == best_count.holds);
      if (!is_better) continue;
      best = std::move(tried);
      best_count = after;
    }
    cell = best && equally_good == 1 ? *best : first;
    return best && equally_good == 1;
  }

  // Blank and dash count as nothing; a Gap or words leave the sum unknown.
  std::optional<Decimal> amount(const std::vector<CellKey>& keys) const {
    Decimal sum;
    for (const CellKey& key : keys) {
      const auto found = cells_.find(key);
      if (found == cells_.end()) return std::nullopt;
      const Cell& cell = found->second;
      if (cell.kind == CellKind::Gap || cell.kind == CellKind::Text) return std::nullopt;
      if (!cell.value) continue;
      sum = sum + *cell.value;
    }
    return sum;
  }

  Verdict verdict(const Identity& identity) const {
    const auto left = amount(identity.left);
    const auto right = amount(identity.right);
    if (!left || !right) return Verdict::Unknown;
    return *left == *right ? Verdict::Holds : Verdict::Fails;
  }

  Count count(const CellKey& key) const {
    Count count;
    const auto found = identities_of_.find(key);
    if (found == identities_of_.end()) return count;
    for (const std::size_t i : found->second) {
      const Verdict said = verdict(identities_[i]);
      count.holds += said == Verdict::Holds;
      count.fails += said == Verdict::Fails;
    }
    return count;
  }

  bool is_believed(const CellKey& key, const Cell& cell) const {
    if (cell.kind == CellKind::Gap || cell.kind == CellKind::Text) return false;
    if (!identities_of_.contains(key)) return *cell.confidence >= kAlone;
    const Count said = count(key);
    if (said.fails > 0) return said.holds > 0 && *cell.confidence >= kContested;
    if (said.holds > 1) return true;
    return *cell.confidence >= (said.holds == 1 ? kOneHolds : kUnknown);
  }

  std::map<CellKey, Cell>& cells_;
  std::vector<Identity> identities_;
  std::map<CellKey, std::vector<std::size_t>> identities_of_;
};

}  // namespace

void weigh_pictures(FormReading& reading) {
  const bool has_pictures =
      std::any_of(reading.cells.begin(), reading.cells.end(),
                  [](const auto& entry) { return entry.second.confidence.has_value(); });
  if (!has_pictures) return;
  Weigher{reading}.run();
  reading.unknown_rows.clear();
}

}  // namespace gkwatch::parser
