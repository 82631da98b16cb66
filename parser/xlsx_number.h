#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gkwatch::parser {

// The format of a built-in id (ECMA-376 part 1, 18.8.30) where it is the same in every language;
// nothing for dates and what differs by country.
std::optional<std::string> built_in_format(unsigned id);

// What a cell shows for a stored number: "+54" for 54 by "+0;-0;0". Nothing where that cannot be
// told: rounding, percent, dates, scaling, conditions. `room` is the column's width in
// characters; "General" rounds decimals to it.
std::optional<std::string> show_number(std::string_view stored, std::string_view format,
                                       std::size_t room);

// The same for a stored text, which a format may hide or change too.
std::optional<std::string> show_text(std::string_view stored, std::string_view format);

}  // namespace gkwatch::parser
