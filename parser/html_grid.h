#pragma once

#include <string>

#include "core/html.h"
#include "core/result.h"
#include "model/report.h"

namespace gkwatch::parser {

// A table element on its grid, spans expanded (HTML Standard, "forming a table"). Hidden cells
// and rows are left out. A table of more than 200,000 places is TooLarge: a hundred bytes of
// rowspan and colspan can ask for more memory than there is.
Result<Table> expand_grid(HtmlNode table, const std::string& where);

}  // namespace gkwatch::parser
