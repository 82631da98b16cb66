#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/worker_pool.h"
#include "model/agency.h"
#include "scheduler/check.h"
#include "scheduler/schedule.h"
#include "scheduler/tools.h"

namespace gkwatch::scheduler {

// What a pass brought.
struct PassSummary {
  struct Failure {
    AgencyId agency;
    std::string why;
  };
  Instant begun{};  // when its first check was started
  int checked = 0;
  std::vector<Failure> not_looked_at;  // a source could not be read
};

enum class Scope { Due, All };

// Runs checks side by side on workers, never two on one host. One thread calls it; checks run
// on its own threads.
class Engine {
 public:
  // Everything referred to must outlive the engine. `agencies` is the watch list.
  Engine(const std::vector<Agency>& agencies, const CheckTools& tools);

  // Checks each agency once: those that are due, or all of them; only `chosen` if it is not
  // empty. Returns when the last check is done. Fails with Cancelled when `stop` came before
  // that, and with Storage when a check could not be written down.
  Result<PassSummary> pass(Scope scope, const std::set<AgencyId>& chosen, std::stop_token stop);

  // What `run` tells of itself, on the thread that called it.
  struct Signs {
    // Nothing is running, and something was checked since the last call.
    std::function<void(const PassSummary&)> when_idle;
    // At least once a minute, for a watchdog (sd_notify(3)): the loop goes round, and no check
    // has been under way for longer than six hours.
    std::function<void()> when_awake;
  };

  // Checks what is due, for ever. While nothing can be written (a full disk) nothing is fetched;
  // it goes on by itself when that is over. Returns success when `stop` is requested and the
  // running checks have ended.
  Status run(const Signs& signs, std::stop_token stop);

 private:
  struct Outcome {
    AgencyId agency;
    Result<Checked> checked;
  };

  Status resume(Scope scope, const std::set<AgencyId>& chosen);
  void start(const AgencyId& agency);
  void post(Outcome outcome);
  void start_due();
  // Waits for a finished check, for the next that is due, or for `stop`.
  std::optional<Outcome> wait(std::stop_token stop);
  // Lets `when_awake` know, unless a check is stuck.
  void show_awake() const;
  Status settle(Outcome outcome, PassSummary& summary);
  Status drain(PassSummary& summary);
  // Returns when the database and the archive can be written again, or at `stop`.
  Status wait_for_disk(const Error& why, const std::stop_token& stop);
  bool can_write() const;
  void put_off(const AgencyId& agency);

  const CheckTools& tools_;
  std::map<AgencyId, const Agency*> agencies_;
  Schedule schedule_;
  std::map<AgencyId, Tick> running_;      // since when
  std::function<void()> when_awake_;      // of the `run` under way
  std::map<AgencyId, int> broken_off_;  // how often in a row, of each agency
  std::stop_source stop_checks_;

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::vector<Outcome> outcomes_;  // guarded by mutex_
  WorkerPool pool_;                // last member: its threads end before the rest is gone
};

}  // namespace gkwatch::scheduler
