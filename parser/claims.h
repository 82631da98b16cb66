#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/report.h"

namespace gkwatch::parser {

// Every figure in the sections that says what it counts (domain/report-format.md, section 4).
// `year` tells carried in from carried out where the prose names a year.
std::vector<Claim> read_claims(std::span<const Section> sections, std::optional<int> year);

}  // namespace gkwatch::parser
