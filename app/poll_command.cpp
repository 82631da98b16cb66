#include <ostream>
#include <set>

#include "app/commands.h"
#include "app/heartbeat.h"
#include "app/household.h"
#include "scheduler/couriers.h"
#include "scheduler/engine.h"

namespace gkwatch::app {
namespace {

const Agency* find_agency(const std::vector<Agency>& agencies, const std::string& id) {
  for (const Agency& agency : agencies) {
    if (agency.id.text == id) return &agency;
  }
  return nullptr;
}

// The agencies named on the command line; a name that is not in the watch list is wrong usage.
std::optional<std::set<AgencyId>> chosen_agencies(const Options& options,
                                                  const std::vector<Agency>& agencies,
                                                  World& world) {
  std::set<AgencyId> chosen;
  for (const std::string& id : options.filter.agencies) {
    if (find_agency(agencies, id) == nullptr) {
      world.err << "gkwatch: there is no agency '" << id << "' in the watch list\n";
      return std::nullopt;
    }
    chosen.insert({id});
  }
  return chosen;
}

void print_summary(const scheduler::PassSummary& pass, const scheduler::DeliveryCount& count,
                   const Household& home, World& world) {
  const Language language = home.settings().language;
  for (const auto& failure : pass.not_looked_at) {
    const Agency* agency = find_agency(home.agencies(), failure.agency.text);
    world.err << say(language, "poll.failed",
                     {{"agency", failure.agency.text},
                      {"name", agency == nullptr ? "" : agency->name},
                      {"why", failure.why}})
              << "\n";
  }
  world.err << say(language, "poll.summary",
                   {{"checked", std::to_string(pass.checked)},
                    {"failed", std::to_string(pass.not_looked_at.size())},
                    {"delivered", std::to_string(count.delivered)},
                    {"postponed", std::to_string(count.postponed)},
                    {"given_up", std::to_string(count.given_up)}})
            << "\n";
  if (count.held > 0) {
    world.err << say(language, "poll.held", {{"n", std::to_string(count.held)}}) << "\n";
  }
}

Result<std::unique_ptr<Household>> open_household(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return std::move(settings).error();
  auto list = load_watch_list(*settings, world);
  if (!list) return std::move(list).error();
  const auto voice = options.baseline ? alerts::Voice::Quiet : alerts::Voice::Aloud;
  return Household::open(*std::move(settings), *std::move(list), voice, world);
}

}  // namespace

Exit poll_command(const Options& options, World& world) {
  auto opened = open_household(options, world);
  if (!opened) return complain(opened.error(), world);
  Household& home = **opened;
  const auto chosen = chosen_agencies(options, home.agencies(), world);
  if (!chosen) return Exit::Usage;
  // Naming an agency means now, due or not: it bypasses the schedule, not politeness.
  const bool is_all = options.all || !chosen->empty();
  scheduler::Engine engine{home.agencies(), home.tools()};
  auto pass = engine.pass(is_all ? scheduler::Scope::All : scheduler::Scope::Due, *chosen,
                          world.stop.get_token());
  if (!pass) return complain(pass.error(), world);
  if (Status seen = home.watch_self(world.stop.get_token()); !seen) {
    return complain(seen.error(), world);
  }
  auto count = scheduler::deliver_round(home.database(), home.channels(), home.settings().alerts,
                                        world.clock, world.stop.get_token());
  if (!count) return complain(count.error(), world);
  send_heartbeat(home.settings().heartbeat_url, home.transport(), world.stop.get_token());
  print_summary(*pass, *count, home, world);
  return pass->not_looked_at.empty() ? Exit::Done : Exit::NotInOrder;
}

}  // namespace gkwatch::app
