#pragma once

#include <optional>

#include "parser/extract.h"

namespace gkwatch::parser {

// Some bodies publish their report and those of their branches in one file. Of several reports one
// behind another, each with tables of its own, the first; nothing where there is but one.
std::optional<Extract> first_of_several(const Extract& extract);

}  // namespace gkwatch::parser
