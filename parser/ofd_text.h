#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "parser/glyphs.h"
#include "parser/ofd_space.h"

namespace gkwatch::parser {

// The steps from character to character, "g 2 1.5" for "1.5 1.5" (GB/T 33190-2016, 11.3);
// nothing if they cannot be read.
std::optional<std::vector<double>> read_ofd_deltas(std::string_view text);

// Appends what a TextObject shows. Text whose place or sight is in doubt (askew, white, cut away,
// with steps missing) is kDoubt, glyph by glyph. False: it has no place at all.
bool add_ofd_text(pugi::xml_node object, const OfdPoint& corner, std::vector<Glyph>& glyphs);

}  // namespace gkwatch::parser
