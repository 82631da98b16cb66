#include "rules/ledger.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "model/form_layout.h"
#include "rules/outside_rows.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};

bool is_count(const Decimal& value) {
  return value >= kZero && (value.scale == 0 || to_text(value).find('.') == std::string::npos);
}

Decimal signed_value(const Decimal& value, int sign) { return sign > 0 ? value : kZero - value; }

bool is_unknown(const Amount& amount) { return amount.kind == Amount::Kind::Unknown; }
bool is_assumed(const Amount& amount) { return amount.kind == Amount::Kind::Assumed; }

// A blank total beside parts that are not zero says nothing but that it was left blank
// (2019 reports of whole cities do so): it stands for the sum of its parts.
void fill_blank_total(const Identity& identity, std::vector<Amount>& amounts) {
  Amount& total = amounts[identity.terms.front().cell];
  if (!is_assumed(total)) return;
  Decimal sum;
  for (std::size_t i = 1; i < identity.terms.size(); ++i) {
    const Amount& part = amounts[identity.terms[i].cell];
    if (is_unknown(part)) return;
    sum = sum + part.value;
  }
  if (sum > total.value) total.value = sum;
}

class Judge {
 public:
  Judge(const ParsedDocument& document, const IdentityBook& book)
      : document_{document}, outside_{outside_rows(document)}, ledger_{book, {}, {}, {}, false} {}

  Ledger judge() {
    read_amounts();
    for (const Identity& identity : ledger_.book.identities) {
      ledger_.rulings.push_back(ruling_of(identity, ledger_.amounts));
    }
    find_shifted_rows();
    find_totals_first();
    return std::move(ledger_);
  }

 private:
  void read_amounts() {
    for (const CellKey& key : ledger_.book.cells) {
      const auto cell = document_.cells.find(key);
      ledger_.amounts.push_back(cell == document_.cells.end() ? Amount{} : count_in(cell->second));
    }
    printed_ = ledger_.amounts;
    // Rows first: a total of results may rest on row totals that were left blank.
    for (const auto kind : {IdentityKind::RowSum, IdentityKind::CaseSum, IdentityKind::ResultSum}) {
      for (const Identity& identity : ledger_.book.identities) {
        if (identity.kind == kind) fill_blank_total(identity, ledger_.amounts);
      }
    }
  }

  Ruling ruling_of(const Identity& identity, const std::vector<Amount>& amounts) const {
    Ruling ruling;
    bool has_assumed = false;
    for (const Term& term : identity.terms) {
      const Amount& amount = amounts[term.cell];
      if (is_unknown(amount)) return ruling;
      has_assumed = has_assumed || is_assumed(amount);
      ruling.delta = ruling.delta + signed_value(amount.value, term.sign);
    }
    if (is_left_blank(identity)) {
      ruling.state = Ruling::State::Idle;
      return ruling;
    }
    ruling.state = ruling.delta == kZero ? Ruling::State::Holds
                   : has_assumed         ? Ruling::State::BrokenAssumed
                                         : Ruling::State::Broken;
    const bool has_results =
        identity.kind == IdentityKind::ResultSum || identity.kind == IdentityKind::Balance;
    return has_results ? with_outside(identity, ruling) : ruling;
  }

  // Idle: the total is blank, so there is nothing that its parts could contradict.
  bool is_left_blank(const Identity& identity) const {
    const std::size_t total = identity.terms.front().cell;
    return identity.kind != IdentityKind::Balance && is_assumed(printed_[total]) &&
           ledger_.amounts[total].value != kZero;
  }

  // A printed row that the form does not have belongs to the results, or is a subtotal: what
  // holds with it or without it holds, and nothing else about this sum can be proved.
  Ruling with_outside(const Identity& identity, Ruling ruling) const {
    if (!ruling.is_broken() || !outside_.is_present) return ruling;
    const auto sum = outside_.sums.find(identity.line);
    if (sum == outside_.sums.end()) {
      ruling.state = Ruling::State::Unknown;
    } else if (is_explained_by(identity, ruling, sum->second)) {
      ruling.state = Ruling::State::Holds;
      ruling.delta = kZero;
    } else if (sum->second != kZero) {
      ruling.state = Ruling::State::BrokenAssumed;
    }
    return ruling;
  }

  // Requests that ended in a row of the agency's own may be left out of 总计, too: then the balance
  // lacks them.
  static bool is_explained_by(const Identity& identity, const Ruling& ruling,
                              const Decimal& outside) {
    return ruling.delta == outside ||
           (identity.kind == IdentityKind::Balance && kZero - ruling.delta == outside);
  }

  void find_shifted_rows() {
    for (const Identity& row : ledger_.book.identities) {
      if (row.kind != IdentityKind::RowSum || !touches_a_fault(row)) continue;
      if (is_true_when_moved(row, 1) || is_true_when_moved(row, -1)) {
        ledger_.shifted_rows.push_back(row.line);
      }
    }
    for (const std::string& line : ledger_.shifted_rows) withdraw(line);
  }

  bool touches_a_fault(const Identity& row) const {
    return std::any_of(row.terms.begin(), row.terms.end(), [this](const Term& term) {
      const auto& touched = ledger_.book.by_cell[term.cell];
      return std::any_of(touched.begin(), touched.end(),
                         [this](std::size_t i) { return ledger_.rulings[i].is_broken(); });
    });
  }

  // The cells of a row in printed order: the parts, then the total.
  static std::vector<std::size_t> printed_order(const Identity& row) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 1; i < row.terms.size(); ++i) cells.push_back(row.terms[i].cell);
    cells.push_back(row.terms.front().cell);
    return cells;
  }

  // Moves the row by one cell. Only a blank may fall off, and the value of the place that
  // becomes free is the one that the row's own sum asks for.
  bool is_true_when_moved(const Identity& row, int by) const {
    const auto cells = printed_order(row);
    const std::size_t lost = by > 0 ? cells.back() : cells.front();
    const std::size_t freed = by > 0 ? cells.front() : cells.back();
    if (!is_assumed(printed_[lost])) return false;
    std::vector<Amount> moved = ledger_.amounts;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      const std::size_t from = by > 0 ? i : i + 1;
      const std::size_t to = by > 0 ? i + 1 : i;
      moved[cells[to]] = printed_[cells[from]];
    }
    moved[freed] = {Amount::Kind::Assumed, kZero};
    const Decimal rest = ruling_of(row, moved).delta;
    moved[freed].value = by > 0 ? rest : kZero - rest;
    return moved[freed].value >= kZero && is_all_true(row, moved);
  }

  bool is_all_true(const Identity& row, const std::vector<Amount>& amounts) const {
    Decimal total;
    for (const Term& term : row.terms) {
      if (is_unknown(amounts[term.cell])) return false;
      total = total + amounts[term.cell].value;
      for (const std::size_t i : ledger_.book.by_cell[term.cell]) {
        const Ruling ruling = ruling_of(ledger_.book.identities[i], amounts);
        if (ruling.state == Ruling::State::Unknown || ruling.delta != kZero) return false;
      }
    }
    return total != kZero;
  }

  // One group may add up either way by chance, as after a single slip; two do not.
  void find_totals_first() {
    std::vector<std::size_t> turned;
    for (std::size_t i = 0; i < ledger_.book.identities.size(); ++i) {
      const Identity& group = ledger_.book.identities[i];
      if (group.kind != IdentityKind::CaseSum) continue;
      const Ruling& ruling = ledger_.rulings[i];
      if (ruling.state == Ruling::State::Unknown || !adds_up_to_its_first(group)) return;
      if (ruling.is_broken()) turned.push_back(i);
    }
    if (turned.size() < 2) return;
    ledger_.has_totals_first = true;
    for (const std::size_t i : turned) ledger_.rulings[i].state = Ruling::State::Unknown;
  }

  bool adds_up_to_its_first(const Identity& group) const {
    Decimal others = ledger_.amounts[group.terms.front().cell].value;
    for (std::size_t i = 2; i < group.terms.size(); ++i) {
      others = others + ledger_.amounts[group.terms[i].cell].value;
    }
    return ledger_.amounts[group.terms[1].cell].value == others;
  }

  void withdraw(const std::string& line) {
    for (const Identity& row : ledger_.book.identities) {
      if (row.kind != IdentityKind::RowSum || row.line != line) continue;
      for (const Term& term : row.terms) {
        for (const std::size_t i : ledger_.book.by_cell[term.cell]) {
          Ruling& ruling = ledger_.rulings[i];
          if (ruling.is_broken()) ruling.state = Ruling::State::Unknown;
        }
      }
    }
  }

  const ParsedDocument& document_;
  OutsideRows outside_;
  Ledger ledger_;
  std::vector<Amount> printed_;  // before blank totals were filled
};

}  // namespace

Amount count_in(const Cell& cell) {
  if (cell.kind == CellKind::Blank || cell.kind == CellKind::Dash) {
    return {Amount::Kind::Assumed, kZero};
  }
  if (cell.kind != CellKind::Number || !cell.value || !is_count(*cell.value)) return {};
  return {Amount::Kind::Printed, *cell.value};
}

const Amount& Ledger::amount(std::string_view table, std::string_view row,
                             std::string_view column) const {
  return amounts[book.index_of(cell_key(table, row, column))];
}

Ledger open_ledger(const ParsedDocument& document) {
  return Judge{document, identity_book(document)}.judge();
}

}  // namespace gkwatch::rules
