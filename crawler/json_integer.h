#pragma once

#include <cstdint>
#include <optional>

#include "core/integer.h"
#include "core/json.h"

namespace gkwatch::crawler {

// A number, or a text that is one: portals write the same member now thus, now so.
inline std::optional<std::int64_t> lenient_integer(const Json& value) {
  if (const auto number = value.integer()) return number;
  return integer_in(value.string_or(""));
}

}  // namespace gkwatch::crawler
