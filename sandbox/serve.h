#pragma once

#include "parser/document_reader.h"

namespace gkwatch::sandbox {

// main() of the reader: reads a small document of ours, so that libraries open what they open at
// their first use; locks this process in; says so on standard output; reads one request on
// standard input with `reader`, answers, and ends. Arguments: CPU seconds and bytes of memory;
// left out, those of Limits. Ends the process without running destructors.
[[noreturn]] void serve_as_child(int argc, const char* const* argv, parser::DocumentReader& reader);

}  // namespace gkwatch::sandbox
