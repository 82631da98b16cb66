#pragma once

#include <filesystem>

#include "core/result.h"

namespace gkwatch::store {

// Copies the database as it is at one moment, while a keeper may write. `to` is replaced in one
// step, when the copy is whole and on the disk (0640).
Status back_up(const std::filesystem::path& database, const std::filesystem::path& to);

// Puts a copy in the place of the database. Checks the copy first: Malformed if it is damaged,
// Unsupported if it is newer than this program; Conflict if a keeper lives. What stood there
// stays beside it as `<database>.before-restore`.
Status restore(const std::filesystem::path& copy, const std::filesystem::path& database);

}  // namespace gkwatch::store
