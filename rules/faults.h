#pragma once

#include <cstddef>
#include <vector>

#include "core/decimal.h"
#include "model/finding.h"
#include "rules/ledger.h"

namespace gkwatch::rules {

// A cell whose change alone would mend what is broken, and the value that would do it.
struct Candidate {
  std::size_t cell;  // index into the book's cells
  Decimal mended;
};

// Broken identities with one cause.
struct Fault {
  std::vector<std::size_t> identities;    // the first names the fault
  std::vector<std::size_t> consequences;  // the 总计 column, where it only repeats the error
  std::vector<Candidate> candidates;      // likeliest first; none: several cells must be wrong
  Severity severity = Severity::Warning;  // Error only on printed numbers
  Decimal delta{};                        // of the first identity
};

// Groups the broken identities of T3 (Balance and ResultSum of one column are one fault; the 总计
// column is a consequence of the one column that has the same delta) and T4, and finds the cells
// that may be wrong (domain/report-format.md, 3.3).
std::vector<Fault> locate_faults(const Ledger& ledger);

}  // namespace gkwatch::rules
