#pragma once

#include <cstddef>
#include <vector>

#include "parser/printed.h"

namespace gkwatch::parser {

// Lines without a grid whose figures run on through several rows of the form are cut into rows of
// `columns` figures; what stood before them stays with the first. A blank place between two rows
// is that of a label which was lost.
void cut_runs(std::vector<PrintedRow>& rows, std::size_t columns);

}  // namespace gkwatch::parser
