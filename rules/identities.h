#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/ids.h"
#include "model/report.h"

namespace gkwatch::rules {

// The cross-footing of the official form (domain/report-format.md, 2.6), complete.
enum class IdentityKind {
  Balance,    // per column of T3: NEW + CIN = R7 + COUT (the form's own note)
  ResultSum,  // per column of T3: R7 = the sum of all results
  RowSum,     // per row of T3: SUM = NP + CO + RI + SO + LS + OT
  CaseSum,    // per group of T4: TOT = KEEP + FIX + OTH + PEND
};

struct Term {
  std::size_t cell;  // index into IdentityBook::cells
  int sign;          // +1 on the side of the total, -1 on the side of the parts
};

// Holds if and only if the signed terms add up to zero. terms[0] is the total (R7, SUM, TOT).
struct Identity {
  IdentityKind kind;
  std::string line;  // the column "NP", or the row "R3.4", or the group "RV"
  std::vector<Term> terms;
};

// All identities of one form over its cells.
struct IdentityBook {
  std::vector<CellKey> cells;
  std::vector<Identity> identities;
  std::vector<std::vector<std::size_t>> by_cell;  // the identities that a cell takes part in
  std::map<CellKey, std::size_t> places;          // of each cell in `cells`

  // The index of a cell. Requires that the form has it.
  std::size_t index_of(const CellKey& cell) const;
};

// Of the document's form; empty for Unknown and F0. Lives as long as the program.
const IdentityBook& identity_book(const ParsedDocument& document);

}  // namespace gkwatch::rules
