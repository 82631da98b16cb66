#pragma once

#include <string>
#include <string_view>

#include "model/agency.h"

namespace gkwatch::scheduler {

// The agency that a report's title names: what is left without year and set words. Empty if the
// title names none.
std::string agency_in_title(std::string_view title);

// A district's column lists the reports of all its towns and bureaux. False where the title names
// another agency beyond doubt; a title that names none, or is unsure, may be ours.
bool may_be_of(std::string_view title, const Agency& agency);

}  // namespace gkwatch::scheduler
