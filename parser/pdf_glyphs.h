#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "parser/page_ink.h"

namespace gkwatch::parser {

// False where this build was made without a PDF library: then read_pages is Unsupported.
bool can_read_pdf();

// The pages of a PDF. Malformed: no PDF, damaged or cut off. Unsupported: locked with a
// password. TooLarge: more pages, glyphs or rules than a report has. Cancelled: stopped.
Result<std::vector<PageInk>> read_pages(std::string_view pdf, const std::stop_token& stop);

}  // namespace gkwatch::parser
