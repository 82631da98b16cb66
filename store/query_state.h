#pragma once

#include <filesystem>
#include <utility>

#include "core/guarded.h"
#include "store/connection.h"
#include "store/queries.h"

namespace gkwatch::store {

struct Queries::State {
  State(std::filesystem::path path, Connection opened)
      : file{std::move(path)}, connection{std::move(opened)} {}

  std::filesystem::path file;
  Guarded<Connection> connection;
};

}  // namespace gkwatch::store
