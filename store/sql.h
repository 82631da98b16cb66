#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"
#include "store/connection.h"
#include "store/queries.h"

namespace gkwatch::store {

// Foreign SQL, through a connection of its own that can do nothing but read the documented
// views. Refused, Malformed (what SQLite does not understand), Timeout.
Result<Rows> run_sql(const std::filesystem::path& file, const std::string& text,
                     const SqlLimits& limits);

// A column of the row as JSON: numbers as numbers, a blob as hexadecimal digits.
Json json_of(const Row& row, int column);

}  // namespace gkwatch::store
