#include "app/household.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "alerts/receivers.h"
#include "app/reader_program.h"
#include "core/china_time.h"
#include "crawler/retry_after.h"
#include "scheduler/self_watch.h"

namespace gkwatch::app {
namespace {

std::set<std::string> watched_hosts(const config::WatchList& list) {
  std::set<std::string> hosts;
  for (const Agency& agency : list.agencies) {
    for (const Source& source : agency.sources) hosts.emplace(source.url.authority());
  }
  return hosts;
}

// Years that nobody has named are watched, but those before the last are history.
int first_year_told(const config::Settings& settings, const std::vector<int>& years) {
  return settings.years.empty() && !years.empty() ? years.back() : 0;
}

std::optional<std::uint64_t> free_bytes(const std::filesystem::path& folder) {
  std::error_code failed;
  const auto space = std::filesystem::space(folder, failed);
  if (failed) return std::nullopt;
  return space.available;
}

// Why no document can be read; empty: a small one was.
std::string trouble_of(parser::DocumentReader& reader, std::stop_token stop) {
  Document probe;
  probe.body = std::make_shared<const std::string>("gkwatch");
  probe.hash = hash_of(*probe.body);
  const auto read = reader.read(probe, std::move(stop));
  if (read || read.error().code != ErrorCode::Unreachable) return "";
  return read.error().message;
}

}  // namespace

Status Household::watch_self(std::stop_token stop) {
  std::optional<std::uint64_t> least = free_bytes(settings_.archive);
  const auto beside = free_bytes(settings_.database.parent_path());
  if (least && beside) least = std::min(*least, *beside);
  return scheduler::watch_self(
      agencies(), {.free_bytes = least, .reader_trouble = trouble_of(*reader_, std::move(stop))},
      *tools_);
}

Household::Household(config::Settings settings, config::WatchList watch_list,
                     store::Archive archive, store::Database database, World& world)
    : settings_{std::move(settings)},
      watch_list_{std::move(watch_list)},
      years_{watched_years(settings_, world.clock.now())},
      archive_{std::move(archive)},
      database_{std::move(database)},
      transport_{{.proxy = settings_.crawl.proxy}},
      gate_{settings_.crawl},
      hosts_{watched_hosts(watch_list_), settings_.crawl.allowed_hosts} {}

Status Household::make_channels(World& world) {
  auto receivers =
      alerts::make_receivers(settings_.alerts.receivers, {transport_, mail_, world.clock});
  if (!receivers) return std::move(receivers).error();
  receivers_ = *std::move(receivers);
  for (std::size_t i = 0; i < receivers_.size(); ++i) {
    const alerts::ReceiverSettings& one = settings_.alerts.receivers.at(i);
    channels_.push_back(
        {one, *receivers_[i], alerts::TokenBucket{one.rate_per_minute}, settings_.alerts.language});
  }
  return {};
}

// A restart gives no host another day's budget, and forgets no pause that a server asked for.
Status Household::resume_politeness(World& world) {
  const Instant now = world.clock.now();
  const Date today = china_date(now);
  auto requests = database_.with(
      [&](const store::Database& held) { return held.requests_since(start_of(today)); });
  if (!requests) return std::move(requests).error();
  gate_.resume(today, *requests);
  auto asked = database_.with([&](const store::Database& held) {
    return held.asked_patience_since(now - crawler::kLongestPatience);
  });
  if (!asked) return std::move(asked).error();
  for (const store::AskedPatience& one : *asked) {
    const auto url = Url::parse(one.url);
    const auto pause = crawler::retry_after(net::header_in(one.headers, "retry-after"), one.at);
    if (!url || !pause || one.at + *pause <= now) continue;
    gate_.back_off(url->host(), world.clock.tick() + (one.at + *pause - now));
  }
  return {};
}

// What a process asked that was killed before its checks had come to their end.
Status Household::take_in_left_visits(Instant now) {
  auto journal = store::VisitJournal::open(settings_.database.string() + "-visits");
  if (!journal) return std::move(journal).error();
  journal_ = *std::move(journal);
  const auto left = journal_->left();
  if (!left) return Error{left.error()};
  for (const store::VisitJournal::Left& one : *left) {
    Status done = database_.with([&](store::Database& held) {
      return held.record({.agency = one.agency, .at = now, .visits = one.visits});
    });
    if (!done) return done;
  }
  journal_->forget_left();
  return {};
}

Result<std::unique_ptr<Household>> Household::open(config::Settings settings,
                                                   config::WatchList watch_list,
                                                   alerts::Voice voice, World& world) {
  auto reader = open_reader({.processes = settings.readers, .office = settings.office}, world);
  if (!reader) return std::move(reader).error();
  auto archive = store::Archive::open(settings.archive);
  if (!archive) return std::move(archive).error();
  auto database = store::Database::open(settings.database, store::Database::Role::Keeper);
  if (!database) return std::move(database).error();
  if (Status synced = database->sync_agencies(watch_list.agencies, world.clock.now()); !synced) {
    return Error{synced.error()};
  }
  std::unique_ptr<Household> home{new Household{std::move(settings), std::move(watch_list),
                                                *std::move(archive), *std::move(database), world}};
  home->reader_ = *std::move(reader);
  if (Status taken = home->take_in_left_visits(world.clock.now()); !taken) {
    return Error{taken.error()};
  }
  if (Status known = home->resume_politeness(world); !known) {
    return Error{known.error()};
  }
  if (Status made = home->make_channels(world); !made) return Error{made.error()};
  home->tools_ = std::make_unique<scheduler::CheckTools>(
      scheduler::CheckTools{.transport = home->transport_,
                            .gate = home->gate_,
                            .robots = home->robots_,
                            .hosts = home->hosts_,
                            .reader = *home->reader_,
                            .archive = home->archive_,
                            .database = home->database_,
                            .clock = world.clock,
                            .crawl = home->settings_.crawl,
                            .deadlines = home->settings_.deadlines,
                            .alerts = home->settings_.alerts,
                            .schedule = home->settings_.schedule,
                            .years = home->years_,
                            .voice = voice,
                            .first_year_told = first_year_told(home->settings_, home->years_),
                            .scribe = &home->scribe_,
                            .journal = &*home->journal_});
  return home;
}

}  // namespace gkwatch::app
