#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/printed.h"

namespace gkwatch::parser {

// Appends the words of a cell, cut at blanks. Of very many only the last are kept.
void add_words(PrintedRow& row, std::string_view text);

// 2024年处理决定数量 of a report for 2024 becomes 本年处理决定数量; of one for 2023 it stays.
void name_own_year(std::string& head, std::optional<int> year);

}  // namespace gkwatch::parser
