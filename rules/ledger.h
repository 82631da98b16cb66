#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "model/report.h"
#include "rules/identities.h"

namespace gkwatch::rules {

// What a cell counts as in a sum.
struct Amount {
  enum class Kind {
    Printed,  // a number that the table may have
    Assumed,  // blank or dash: zero, or what its parts add up to; nothing rests on it alone
    Unknown,  // a Gap, a text, or no count at all (negative, with decimals)
  };
  Kind kind = Kind::Unknown;
  Decimal value{};
};
// Of T3 and T4. Blank and dash count as zero (Assumed).
Amount count_in(const Cell& cell);

// How one identity stands.
struct Ruling {
  enum class State {
    Holds,
    Broken,         // on printed numbers alone: provable
    BrokenAssumed,  // only if blanks are zeros, or with rows that the form does not have
    Unknown,        // a cell it needs is unknown
    Idle,           // its total is blank although it has parts: nothing to compare
  };
  State state = State::Unknown;
  Decimal delta{};  // the side of the total minus the side of the parts
  bool is_broken() const { return state == State::Broken || state == State::BrokenAssumed; }
};

// All identities of a document, worked out.
struct Ledger {
  const IdentityBook& book;
  std::vector<Amount> amounts;            // by cell
  std::vector<Ruling> rulings;            // by identity
  std::vector<std::string> shifted_rows;  // of T3, true only if moved by one cell
  bool has_totals_first = false;          // T4 adds up only if each total is printed first

  const Amount& amount(std::string_view table, std::string_view row, std::string_view column) const;
  const Identity& identity(std::size_t index) const { return book.identities[index]; }
};

// Rows whose blank end suggests that they were read one cell off, and that make everything true
// when moved back, are listed and what they broke is Unknown: an ambiguous reading accuses nobody.
// So is T4 where two groups or more add up only if their totals are printed first.
Ledger open_ledger(const ParsedDocument& document);

}  // namespace gkwatch::rules
