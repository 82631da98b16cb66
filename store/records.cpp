#include "store/records.h"

#include <array>

namespace gkwatch::store {

std::string_view name_of(VersionChange change) {
  constexpr std::array<std::string_view, 4> kNames{"first", "cells", "text", "bytes"};
  return kNames.at(static_cast<std::size_t>(change));
}

}  // namespace gkwatch::store
