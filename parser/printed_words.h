#pragma once

#include <string_view>

#include "parser/printed.h"

namespace gkwatch::parser {

// Appends the words of a cell, cut at blanks. Of very many only the last are kept.
void add_words(PrintedRow& row, std::string_view text);

}  // namespace gkwatch::parser
