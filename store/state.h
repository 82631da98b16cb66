#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "store/class_figures.h"
#include "store/connection.h"
#include "store/database.h"
#include "store/keeper_lock.h"

namespace gkwatch::store {

struct Database::State {
  Connection connection;
  std::optional<KeeperLock> lock;  // held by a Keeper for as long as it lives
  ClassFigures class_figures{};
};

}  // namespace gkwatch::store
