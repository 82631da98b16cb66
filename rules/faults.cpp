#include "rules/faults.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "model/form_layout.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

// What must be taken off a cell to mend an identity, if the cell is in it.
std::optional<Decimal> excess(const Ledger& ledger, std::size_t identity, std::size_t cell) {
  for (const Term& term : ledger.identity(identity).terms) {
    if (term.cell != cell) continue;
    const Decimal& delta = ledger.rulings[identity].delta;
    return term.sign > 0 ? delta : kZero - delta;
  }
  return std::nullopt;
}

// Which of the identities that a cell takes part in must be mended by its change too.
enum class Reach {
  Everything,  // the change breaks nothing that holds
  Columns,     // it may break its row: the 总计 beside it would have to change as well
};

class Locator {
 public:
  explicit Locator(const Ledger& ledger) : ledger_{ledger} {}

  std::vector<Fault> locate() {
    for (std::size_t i = 0; i < ledger_.book.identities.size(); ++i) {
      if (!ledger_.rulings[i].is_broken()) continue;
      const Identity& identity = ledger_.identity(i);
      if (is_column(identity)) {
        columns_[identity.line].push_back(i);
      } else {
        faults_.push_back(fault_of({i}));
      }
    }
    const std::string cause = cause_of_sum();
    for (const auto& [line, broken] : columns_) {
      if (line == "SUM" && !cause.empty()) continue;
      faults_.push_back(fault_of(broken));
      if (line == cause) faults_.back().consequences = columns_.at("SUM");
    }
    for (Fault& fault : faults_) find_candidates(fault);
    return std::move(faults_);
  }

 private:
  static bool is_column(const Identity& identity) {
    return identity.kind == IdentityKind::Balance || identity.kind == IdentityKind::ResultSum;
  }

  // The one component column that fails as 总计 does, in the same identities by the same
  // delta: 总计 then only repeats it. What repeats a slip stands in a row that adds up.
  std::string cause_of_sum() const {
    const auto sum = columns_.find("SUM");
    if (sum == columns_.end() || columns_.size() != 2 || has_broken_row()) return {};
    const auto& component = columns_.begin() == sum ? *columns_.rbegin() : *columns_.begin();
    return signature(component.second) == signature(sum->second) ? component.first : "";
  }

  bool has_broken_row() const {
    return std::any_of(faults_.begin(), faults_.end(), [this](const Fault& fault) {
      return ledger_.identity(fault.identities.front()).kind == IdentityKind::RowSum;
    });
  }

  std::vector<std::pair<IdentityKind, std::string>> signature(
      const std::vector<std::size_t>& identities) const {
    std::vector<std::pair<IdentityKind, std::string>> kinds;
    kinds.reserve(identities.size());
    for (const std::size_t i : identities) {
      kinds.emplace_back(ledger_.identity(i).kind, to_text(ledger_.rulings[i].delta));
    }
    return kinds;
  }

  // Named by the first identity that is proved broken, if there is one.
  Fault fault_of(std::vector<std::size_t> identities) const {
    std::stable_partition(identities.begin(), identities.end(), [this](std::size_t i) {
      return ledger_.rulings[i].state == Ruling::State::Broken;
    });
    Fault fault;
    const Ruling& first = ledger_.rulings[identities.front()];
    fault.severity = first.state == Ruling::State::Broken ? Severity::Error : Severity::Warning;
    fault.delta = first.delta;
    fault.identities = std::move(identities);
    return fault;
  }

  void find_candidates(Fault& fault) const {
    for (const Reach reach : {Reach::Everything, Reach::Columns}) {
      for (const Term& term : ledger_.identity(fault.identities.front()).terms) {
        const auto mended = mending_value(term.cell, fault, reach);
        if (mended) fault.candidates.push_back({term.cell, *mended});
      }
      if (!fault.candidates.empty()) return;
    }
  }

  // The value that mends every identity of the fault at once, if the cell has one.
  std::optional<Decimal> mending_value(std::size_t cell, const Fault& fault, Reach reach) const {
    const auto first = excess(ledger_, fault.identities.front(), cell);
    if (!first) return std::nullopt;
    std::set<std::size_t> to_mend{fault.identities.begin(), fault.identities.end()};
    for (const std::size_t i : ledger_.book.by_cell[cell]) {
      const auto state = ledger_.rulings[i].state;
      if (state == Ruling::State::Unknown || state == Ruling::State::Idle) continue;
      if (reach == Reach::Everything || is_of_the_same_line(i, fault)) to_mend.insert(i);
    }
    for (const std::size_t i : to_mend) {
      const auto other = excess(ledger_, i, cell);
      if (!other || *other != *first) return std::nullopt;
    }
    const Decimal mended = ledger_.amounts[cell].value - *first;
    return mended < kZero ? std::nullopt : std::optional{mended};
  }

  bool is_of_the_same_line(std::size_t identity, const Fault& fault) const {
    const Identity& one = ledger_.identity(identity);
    const Identity& other = ledger_.identity(fault.identities.front());
    return is_column(one) == is_column(other) && one.line == other.line;
  }

  const Ledger& ledger_;
  std::map<std::string, std::vector<std::size_t>> columns_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> locate_faults(const Ledger& ledger) { return Locator{ledger}.locate(); }

}  // namespace gkwatch::rules
