#include "store/records.h"

#include <array>

namespace gkwatch::store {

namespace {
constexpr std::array<std::string_view, 4> kNames{"first", "cells", "text", "bytes"};
}

std::string_view name_of(VersionChange change) {
  return kNames.at(static_cast<std::size_t>(change));
}

}  // namespace gkwatch::store
