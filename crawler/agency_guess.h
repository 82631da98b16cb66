#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/agency.h"

namespace gkwatch::crawler {

// What an agency's name and its site give away about the columns of the watch list. Guesses for
// a person to look through: nothing is decided by them.

// By the tail of the name (domain/report-format.md, 5.1); none if it cannot be told. Party organs
// with an administrative plate (B) look like departments (D).
std::optional<AgencyClass> class_of_name(std::string_view name);

// The division code ("440114", "4401", "44") that the name and the site's number speak of: `sid`
// is service area x 1000 + n (domain/gkmlpt-protocol.md, 1.3). Empty if neither tells.
std::string region_of_agency(std::string_view name, std::string_view sid);

// Whose annual report a title names: "狮岭镇人民政府" of
// "2020年狮岭镇人民政府信息公开工作年度报告". Empty if the title names nobody.
std::string agency_in_title(std::string_view title);

}  // namespace gkwatch::crawler
