#include "store/migrations.h"

#include <array>
#include <string>

namespace gkwatch::store {
namespace {

const std::array<std::string_view, 10> kMigrations{
    kCreateTables, kCreateViews,    kCreateSearch,  kCreateIndexes, kCreateShingles,
    kCreateDesk,   kCreateRequests, kCreateImports, kCreateServed,  kCreateFigures};

}  // namespace

std::span<const std::string_view> migrations() { return kMigrations; }

int schema_version() { return static_cast<int>(kMigrations.size()); }

Result<int> schema_version_of(Connection& connection) {
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return version.error();
  return static_cast<int>(version->value_or(0));
}

namespace {

// Another process may have migrated while we waited for the lock: the version is asked inside.
Status take_step(Connection& connection, int from) {
  return connection.in_transaction([&]() -> Status {
    const auto version = schema_version_of(connection);
    if (!version) return version.error();
    if (*version != from) return {};
    const std::string_view step = migrations()[static_cast<std::size_t>(from)];
    if (Status done = connection.run_script(std::string{step}); !done) return done;
    return connection.run_script("PRAGMA user_version = " + std::to_string(from + 1));
  });
}

}  // namespace

Status migrate(Connection& connection) {
  const auto version = schema_version_of(connection);
  if (!version) return version.error();
  if (*version > schema_version()) {
    return Error{ErrorCode::Unsupported,
                 "the database has schema " + std::to_string(*version) + ", this program knows " +
                     std::to_string(schema_version()) + ": it was written by a newer gkwatch"};
  }
  for (int from = *version; from < schema_version(); ++from) {
    if (Status done = take_step(connection, from); !done) return done;
  }
  return {};
}

}  // namespace gkwatch::store
