#pragma once

#include <span>
#include <string_view>

#include "core/result.h"
#include "store/connection.h"

namespace gkwatch::store {

// The schema as a list that only grows: entry n takes `PRAGMA user_version` from n to n + 1.
std::span<const std::string_view> migrations();

// The version that this program writes: as many as there are migrations.
int schema_version();
Result<int> schema_version_of(Connection& connection);

// Brings the schema up to date, each step in its own transaction. Unsupported if it is newer
// than this program.
Status migrate(Connection& connection);

extern const std::string_view kCreateTables;
// The documented views (docs/data.md): what `gkwatch sql` may touch.
std::span<const std::string_view> documented_views();
extern const std::string_view kCreateViews;
// The index of full text: see search.h.
extern const std::string_view kCreateSearch;
// Indexes for reading: see indexes.cpp.
extern const std::string_view kCreateIndexes;
// What copied text is found by: see shingles.h.
extern const std::string_view kCreateShingles;
extern const std::string_view kCreateDesk;
extern const std::string_view kCreateRequests;
extern const std::string_view kCreateImports;
extern const std::string_view kCreateServed;
// What statistics count: see figures_of_version.h.
extern const std::string_view kCreateFigures;

}  // namespace gkwatch::store
