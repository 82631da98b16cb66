#pragma once

#include "web/sheet.h"

namespace gkwatch::web {

// Agencies × years, one report in each cell: how it stands, what is wrong with it, when it came.
// `agencies` and `reports` are rows of the questions of that name.
void write_agency_grid(Sheet& sheet, const store::Rows& agencies, const store::Rows& reports);

}  // namespace gkwatch::web
