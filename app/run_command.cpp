#include <memory>
#include <ostream>
#include <thread>
#include <utility>

#include "app/commands.h"
#include "app/heartbeat.h"
#include "app/household.h"
#include "app/pages.h"
#include "app/service.h"
#include "core/log.h"
#include "scheduler/couriers.h"
#include "scheduler/engine.h"

namespace gkwatch::app {
namespace {

struct Plan {
  config::Settings settings;
  config::WatchList watch_list;
};

Result<Plan> load_plan(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return std::move(settings).error();
  auto list = load_watch_list(*settings, world);
  if (!list) return std::move(list).error();
  return Plan{*std::move(settings), *std::move(list)};
}

std::string status_of(const scheduler::PassSummary& pass) {
  return std::to_string(pass.checked) + " agencies checked, " +
         std::to_string(pass.not_looked_at.size()) + " could not be looked at";
}

// Looks at ourselves every few minutes, whether checks come to an end or not, and pings the
// heartbeat only where somebody waits for it: after a pass.
class SelfWatch {
 public:
  SelfWatch(Household& home, scheduler::Couriers& couriers, World& world)
      : thread_{[&home, &couriers, &world](std::stop_token stop) {
          constexpr std::chrono::minutes kPause{10};
          constexpr std::chrono::minutes kFirst{1};
          auto pause = kFirst;
          while (world.clock.sleep_until(world.clock.tick() + pause, stop)) {
            pause = kPause;
            if (Status seen = home.watch_self(stop); !seen) {
              log::error("self_watch", {{"why", seen.error().message}});
            }
            couriers.wake();
          }
        }} {}

 private:
  std::jthread thread_;
};

// Polls until `round` ends: we are to stop, or to look at the configuration anew.
Status serve_round(Household& home, Pages* pages, World& world, std::stop_token round) {
  scheduler::Couriers couriers{home.database(), home.channels(), home.settings().alerts,
                               world.clock};
  const SelfWatch self{home, couriers, world};
  scheduler::Engine engine{home.agencies(), home.tools()};
  const auto when_idle = [&](const scheduler::PassSummary& pass) {
    couriers.wake();
    if (pages != nullptr) pages->note(pass);
    tell_status(status_of(pass));
    send_heartbeat(home.settings().heartbeat_url, home.transport(), round);
  };
  return engine.run({.when_idle = when_idle, .when_awake = tell_awake}, round);
}

// The next plan after SIGHUP, or nothing if the new configuration is wrong: then the old goes on.
std::optional<Plan> reloaded(const Options& options, World& world) {
  tell_reloading();
  auto plan = load_plan(options, world);
  if (plan) return *std::move(plan);
  log::error("reload", {{"why", plan.error().message}});
  return std::nullopt;
}

// Lives with one household until the stop, or until a new plan is there.
Result<std::optional<Plan>> live(const Options& options, Household& home, World& world) {
  auto pages = Pages::open(home, world);
  if (!pages) return std::move(pages).error();
  while (!world.stop.stop_requested()) {
    const std::stop_token rung = world.reload.renew();
    std::stop_source round;
    const std::stop_callback on_reload{rung, [&] { round.request_stop(); }};
    const std::stop_callback on_stop{world.stop.get_token(), [&] { round.request_stop(); }};
    log::info("ready", {{"agencies", std::to_string(home.agencies().size())}});
    tell_ready("watching " + std::to_string(home.agencies().size()) + " agencies");
    if (Status done = serve_round(home, pages->get(), world, round.get_token()); !done) {
      return Error{done.error()};
    }
    if (world.stop.stop_requested()) break;
    if (auto plan = reloaded(options, world)) return std::optional{*std::move(plan)};
  }
  tell_stopping();
  return std::optional<Plan>{};
}

}  // namespace

Exit run_command(const Options& options, World& world) {
  auto first = load_plan(options, world);
  if (!first) return complain(first.error(), world);
  std::optional<Plan> plan{*std::move(first)};
  while (plan) {
    auto home = Household::open(std::move(plan->settings), std::move(plan->watch_list),
                                alerts::Voice::Aloud, world);
    if (!home) return complain(home.error(), world);
    auto next = live(options, **home, world);
    if (!next) return complain(next.error(), world);
    plan = *std::move(next);
  }
  log::info("stopped");
  return Exit::Done;
}

}  // namespace gkwatch::app
