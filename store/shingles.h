#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/connection.h"
#include "store/records.h"

namespace gkwatch::store {

// Hashes of a text as they stand in the database: eight hexadecimal digits each.
std::string text_of(const std::vector<std::uint32_t>& shingles);
// What is no such text is left out.
std::vector<std::uint32_t> shingles_from(std::string_view text);

// Those of a version, in place of what was there.
Status write_shingles(Connection& connection, const ReportVersion& version);

}  // namespace gkwatch::store
