#pragma once

#include <optional>
#include <string>

namespace gkwatch::crawler {

// How many pages the text of a column says that there are: "共3页", "总页数:3", "第1/3页", or by
// its rows, "共35条记录 每页20条".
std::optional<int> pages_told(const std::string& text);

}  // namespace gkwatch::crawler
