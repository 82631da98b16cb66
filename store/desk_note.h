#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/result.h"
#include "store/connection.h"
#include "store/database.h"

namespace gkwatch::store {

// Which row a note is about: one of the three.
struct About {
  std::optional<std::int64_t> alert{};
  std::optional<std::int64_t> finding{};
  std::optional<std::int64_t> silence{};
};

// Writes down who did what to it, and why. The caller holds the transaction.
Status write_note(Connection& connection, const char* action, const About& about,
                  const DeskNote& note);

// Why an update of row `number` met nothing: it is not there (NotFound), or it is past (Conflict).
Error nothing_to_do(Connection& connection, const char* has_row, const std::string& name,
                    std::int64_t number);

}  // namespace gkwatch::store
