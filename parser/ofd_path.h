#pragma once

#include <pugixml.hpp>
#include <vector>

#include "parser/ofd_space.h"
#include "parser/ruled_grid.h"

namespace gkwatch::parser {

// Appends the rules that a PathObject draws. False: its data cannot be read.
bool add_ofd_path(pugi::xml_node object, const OfdPoint& corner, std::vector<Rule>& rules);

}  // namespace gkwatch::parser
