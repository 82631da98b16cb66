#pragma once

#include "parser/form.h"

namespace gkwatch::parser {

// Decides which cells that were read from pictures are believed, by their readings and the sums
// of the form (domain/report-format.md 2.6):
// - where another reading of a cell makes a failing sum hold, it takes the place of the first;
// - a sum with a cell that could not be read says nothing, neither yes nor no;
// - a cell of tables 3 and 4 is believed if its sums hold; if some fail or none can be reckoned,
//   only if its readings agree as well; if all fail, never;
// - table 2 has no sums: there the readings alone decide.
// All other such cells become Gaps. Rows that the form does not have are forgotten: a label that
// was misread looks the same. Nothing happens to a form without cells from pictures.
void weigh_pictures(FormReading& reading);

}  // namespace gkwatch::parser
