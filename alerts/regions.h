#pragma once

#include <string>
#include <string_view>

#include "core/language.h"

namespace gkwatch::alerts {

// What people call a division code (data/regions.tsv): "440114 广州市花都区"; a code that is not
// known by its longest beginning that is: "440781 江门市"; in English the code alone. A dash for
// no code.
std::string region_name(std::string_view code, Language language);

}  // namespace gkwatch::alerts
