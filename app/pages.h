#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "app/household.h"
#include "app/world.h"
#include "config/settings.h"
#include "scheduler/engine.h"
#include "store/archive.h"
#include "store/queries.h"
#include "web/server.h"

namespace gkwatch::app {

// The pages of the daemon: a server on read-only connections of its own; none if `listen` is
// empty. Thread-safe.
class Pages {
 public:
  // `home` and `world` must outlive them.
  static Result<std::unique_ptr<Pages>> open(Household& home, World& world);

  // What the last pass brought, for /metrics.
  void note(const scheduler::PassSummary& pass);

 private:
  Pages(Household& home, World& world, store::Queries queries)
      : home_{home}, world_{world}, queries_{std::move(queries)} {}
  web::LiveFigures live();
  Result<view::ParsedFile> check(web::Upload upload, std::stop_token stop) const;

  Household& home_;
  World& world_;
  store::Queries queries_;
  std::mutex mutex_;
  web::LiveFigures last_pass_;         // guarded by mutex_
  std::optional<web::Server> server_;  // last member: ends before the rest is gone
};

}  // namespace gkwatch::app
