#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include "store/queries.h"
#include "store/readers.h"

namespace gkwatch::store {

struct Queries::State {
  State(std::filesystem::path path, std::unique_ptr<Readers> opened)
      : file{std::move(path)}, readers{std::move(opened)}, connection{*readers} {}

  std::filesystem::path file;
  std::unique_ptr<Readers> readers;
  Readers& connection;  // one of the readers, as with(…) lends it
};

}  // namespace gkwatch::store
