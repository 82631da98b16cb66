#pragma once

#include <optional>
#include <string>

#include "core/html.h"

namespace gkwatch::crawler {

// How many pages the text of a column says that there are: "共3页", "总页数:3", "第1/3页", or by
// its rows, "共35条记录 每页20条".
std::optional<int> pages_told(const std::string& text);

// Years in tabs of which the page holds but one: <a href="#2020"> where nothing has that name.
bool has_year_tabs(HtmlNode root);

}  // namespace gkwatch::crawler
