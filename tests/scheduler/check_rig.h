#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "parser/document_reader.h"
#include "scheduler/check.h"
#include "scheduler/tools.h"
#include "tests/scheduler/simulated_portal.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::testing {

// Where archives of tests lie, if the machine has it: what is synced there costs nothing.
inline std::filesystem::path fast_folder() {
  const std::filesystem::path memory{"/dev/shm"};
  std::error_code error;
  const bool is_there = std::filesystem::is_directory(memory, error);
  return is_there ? memory : std::filesystem::temp_directory_path();
}

// Reads each text once: pages that differ in their counter alone are read alike.
class RememberingReader final : public parser::DocumentReader {
 public:
  Result<ParsedDocument> read(const Document& document, std::stop_token stop) override {
    std::string text = *document.body;
    const std::size_t counter = text.find("<!-- ");
    if (counter != std::string::npos) text.erase(counter, text.find("-->", counter) - counter);
    const std::lock_guard lock{mutex_};
    const auto known = read_.find(text);
    if (known != read_.end()) return known->second;
    auto parsed = parser::PlainReader{}.read(document, std::move(stop));
    if (parsed) read_.emplace(std::move(text), *parsed);
    return parsed;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, ParsedDocument> read_;  // guarded by mutex_
};

// All that checks need, around a simulated portal: the real crawler, parser, rules, alerts and
// store, a clock that is moved by hand, no pauses.
class CheckRig {
 public:
  CheckRig(Instant begin, std::vector<int> years)
      : clock_{begin}, years_{std::move(years)}, gate_{crawl_with(crawl_)} {
    schedule_.workers = 1;
    alerts::ReceiverSettings hook;
    hook.name = ReceiverId{"hook"};
    alerts_.receivers.push_back(hook);
  }

  ManualClock& clock() { return clock_; }
  SimulatedPortal& portal() { return portal_; }
  const SimulatedPortal& portal() const { return portal_; }
  scheduler::SchedulePolicy& schedule() { return schedule_; }
  const rules::DeadlinePolicy& deadlines() const { return deadlines_; }
  Guarded<store::Database>& database() { return database_; }
  const store::Archive& archive() const { return archive_; }
  std::filesystem::path archive_folder() const { return folder_ / "archive"; }

  // The watch list is what the portal has; called once, before the first check.
  void open() {
    std::set<std::string> hosts;
    for (auto& [base, site] : portal_.sites()) {
      agencies_.push_back(site.agency);
      hosts.emplace(site.agency.sources.front().url.authority());
    }
    hosts_ = std::make_unique<crawler::HostRules>(hosts, std::vector<std::string>{});
    database_.with([&](store::Database& held) {
      if (!held.sync_agencies(agencies_, clock_.now())) std::abort();
    });
    tools_ = std::make_unique<scheduler::CheckTools>(
        scheduler::CheckTools{.transport = portal_,
                              .gate = gate_,
                              .robots = robots_,
                              .hosts = *hosts_,
                              .reader = reader_,
                              .archive = archive_,
                              .database = database_,
                              .clock = clock_,
                              .crawl = crawl_,
                              .deadlines = deadlines_,
                              .alerts = alerts_,
                              .schedule = schedule_,
                              .years = years_});
  }
  const std::vector<Agency>& agencies() const { return agencies_; }
  const scheduler::CheckTools& tools() const { return *tools_; }

 private:
  static crawler::CrawlPolicy& crawl_with(crawler::CrawlPolicy& policy) {
    policy.per_host_delay = std::chrono::milliseconds{0};
    policy.daily_requests_per_host = 1'000'000;
    return policy;
  }

  ManualClock clock_;
  const std::vector<int> years_;
  crawler::CrawlPolicy crawl_;
  SimulatedPortal portal_;
  crawler::PolitenessGate gate_;
  crawler::RobotsCache robots_;
  std::unique_ptr<crawler::HostRules> hosts_;
  RememberingReader reader_;
  TemporaryFolder folder_{fast_folder()};
  store::Archive archive_ = *store::Archive::open(folder_ / "archive");
  Guarded<store::Database> database_{*store::Database::open_in_memory()};
  rules::DeadlinePolicy deadlines_;
  alerts::AlertPolicy alerts_;
  scheduler::SchedulePolicy schedule_;
  std::vector<Agency> agencies_;
  std::unique_ptr<scheduler::CheckTools> tools_;
};

}  // namespace gkwatch::testing
