#pragma once

#include <string_view>

#include "core/result.h"

namespace gkwatch::parser {

// Forms without checksums, whose readers make something of half a file too: a table that ends
// early, a figure with its last digits gone. Malformed: part of it is missing.

// A compound file (MS-CFB: DOC, XLS, WPS, ET): every sector that is in use is there, whole.
Status check_compound_file(std::string_view bytes);
// RTF: every group that is opened is closed, and nothing but blanks follows the last one.
Status check_rtf(std::string_view bytes);

}  // namespace gkwatch::parser
