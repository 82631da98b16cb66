#pragma once

#include <memory>

#include "app/world.h"
#include "config/settings.h"
#include "store/archive.h"
#include "store/queries.h"
#include "web/server.h"

namespace gkwatch::app {

// The pages of the daemon: a server on a read-only connection of its own; nothing if `listen` is
// empty.
class Pages {
 public:
  static Result<std::unique_ptr<Pages>> open(const config::Settings& settings, World& world);

 private:
  Pages(store::Queries queries, store::Archive archive)
      : queries_{std::move(queries)}, archive_{std::move(archive)} {}

  store::Queries queries_;
  store::Archive archive_;
  std::optional<web::Server> server_;
};

}  // namespace gkwatch::app
