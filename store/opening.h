#pragma once

#include <filesystem>

#include "core/result.h"
#include "store/connection.h"

namespace gkwatch::store {

// The three ways into a database file. All leave the connection ready to use.

// Creates the file if need be (0640, and so are its -wal and -shm), WAL, synchronous FULL,
// foreign keys on; the schema is brought up to date. Unsupported if it is newer than we are.
Result<Connection> open_for_writing(const std::filesystem::path& file);

// As any user who may read the files, beside a keeper or without one (INTERFACES 8).
// NotFound if there is no database, Unsupported if its schema is not this program's.
Result<Connection> open_for_reading(const std::filesystem::path& file);

// Makes a connection that has just been opened ready to write.
Status prepare_for_writing(Connection& connection);

}  // namespace gkwatch::store
