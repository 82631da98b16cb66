#include "scheduler/engine.h"

#include <algorithm>
#include <utility>

#include "core/log.h"
#include "scheduler/cadence.h"

namespace gkwatch::scheduler {
namespace {

// However far away the next check is, the loop looks at the clock this often: a machine that
// slept, or a clock that was set, is noticed within a minute.
constexpr std::chrono::milliseconds kLongestNap = std::chrono::minutes{1};

// A check that takes longer hangs.
constexpr std::chrono::hours kLongestCheck{6};

// Between two looks at a disk that is full or broken.
constexpr std::chrono::milliseconds kFirstPause = std::chrono::seconds{30};
constexpr std::chrono::milliseconds kLongestPause = std::chrono::minutes{10};

// Does something when the scope is left, whichever way.
class AtEnd {
 public:
  explicit AtEnd(std::function<void()> act) : act_{std::move(act)} {}
  AtEnd(const AtEnd&) = delete;
  AtEnd& operator=(const AtEnd&) = delete;
  ~AtEnd() { act_(); }

 private:
  std::function<void()> act_;
};

std::map<AgencyId, const Agency*> by_id(const std::vector<Agency>& agencies) {
  std::map<AgencyId, const Agency*> index;
  for (const Agency& agency : agencies) index.emplace(agency.id, &agency);
  return index;
}

}  // namespace

Engine::Engine(const std::vector<Agency>& agencies, const CheckTools& tools)
    : tools_{tools},
      agencies_{by_id(agencies)},
      schedule_{agencies},
      pool_{tools.schedule.workers} {}

Status Engine::resume(Scope scope, const std::set<AgencyId>& chosen) {
  const Instant now = tools_.clock.now();
  for (const auto& [id, agency] : agencies_) {
    if (!chosen.empty() && !chosen.contains(id)) {
      schedule_.set_due(id, Instant::max());
      continue;
    }
    if (scope == Scope::All) {
      schedule_.set_due(id, now);
      continue;
    }
    auto last = tools_.database.with(
        [&](const store::Database& database) { return database.last_check(id); });
    if (!last) return std::move(last).error();
    schedule_.set_due(id, *last ? (*last)->next_due : now);
  }
  return {};
}

void Engine::start(const AgencyId& id) {
  running_.emplace(id, tools_.clock.tick());
  pool_.post([this, agency = agencies_.at(id)](const std::stop_token&) {
    // Told even if the check throws (out of memory): a check that is never finished would hold
    // its host, and our end, for ever.
    Outcome outcome{agency->id,
                    Error{ErrorCode::Storage, agency->id.text + ": the check broke off"}};
    const AtEnd report{[&] { post(std::move(outcome)); }};
    outcome.checked = check_agency(*agency, tools_, stop_checks_.get_token());
  });
}

void Engine::post(Outcome outcome) {
  const std::lock_guard lock{mutex_};
  outcomes_.push_back(std::move(outcome));
  wake_.notify_all();
}

void Engine::start_due() {
  const std::size_t free = tools_.schedule.workers - running_.size();
  for (const AgencyId& id : schedule_.start_due(tools_.clock.now(), free)) start(id);
}

void Engine::show_awake() const {
  const Tick oldest = tools_.clock.tick() - kLongestCheck;
  const bool hangs = std::any_of(running_.begin(), running_.end(),
                                 [&](const auto& check) { return check.second < oldest; });
  if (when_awake_ && !hangs) when_awake_();
}

std::optional<Engine::Outcome> Engine::wait(std::stop_token stop) {
  show_awake();
  auto nap = kLongestNap;
  if (const auto next = schedule_.next_wake(); next && *next != Instant::max()) {
    nap = std::clamp(std::chrono::milliseconds{*next - tools_.clock.now()},
                     std::chrono::milliseconds{0}, kLongestNap);
  }
  const bool has_free_worker = running_.size() < tools_.schedule.workers;
  if (!has_free_worker) nap = kLongestNap;
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, std::move(stop), nap, [this] { return !outcomes_.empty(); });
  if (outcomes_.empty()) return std::nullopt;
  Outcome first = std::move(outcomes_.front());
  outcomes_.erase(outcomes_.begin());
  return first;
}

Status Engine::settle(Outcome outcome, PassSummary& summary) {
  running_.erase(outcome.agency);
  if (!outcome.checked) {
    schedule_.finished(outcome.agency, Instant::max());
    return std::move(outcome.checked).error();
  }
  ++summary.checked;
  std::string& why = outcome.checked->failure;
  if (!why.empty()) summary.not_looked_at.push_back({outcome.agency, std::move(why)});
  schedule_.finished(outcome.agency, outcome.checked->history.next_due);
  return {};
}

// Lets the checks under way come to their end; they were told to stop if we were.
Status Engine::drain(PassSummary& summary) {
  Status first_failure;
  while (!running_.empty()) {
    auto outcome = wait({});
    if (!outcome) continue;
    if (Status done = settle(*std::move(outcome), summary); !done && first_failure) {
      first_failure = std::move(done);
    }
  }
  return first_failure;
}

Result<PassSummary> Engine::pass(Scope scope, const std::set<AgencyId>& chosen,
                                 std::stop_token stop) {
  if (Status ready = resume(scope, chosen); !ready) return Error{ready.error()};
  const Instant begun = tools_.clock.now();
  PassSummary summary{.begun = begun};
  const std::stop_callback pass_on{stop, [this] { stop_checks_.request_stop(); }};
  while (!stop.stop_requested()) {
    start_due();
    const auto next = schedule_.next_wake();
    if (running_.empty() && (!next || *next > std::max(begun, tools_.clock.now()))) return summary;
    auto outcome = wait(stop);
    if (!outcome) continue;
    if (Status done = settle(*std::move(outcome), summary); !done) {
      stop_checks_.request_stop();
      Error failure = done.error();
      static_cast<void>(drain(summary));
      return failure;
    }
  }
  static_cast<void>(drain(summary));
  return Error{ErrorCode::Cancelled, "stopped before every agency was checked"};
}

Status Engine::run(const Signs& signs, std::stop_token stop) {
  when_awake_ = signs.when_awake;
  const AtEnd silent{[this] { when_awake_ = {}; }};
  if (Status ready = resume(Scope::Due, {}); !ready) return ready;
  const std::stop_callback pass_on{stop, [this] { stop_checks_.request_stop(); }};
  PassSummary summary;
  while (!stop.stop_requested()) {
    if (running_.empty() && summary.checked == 0) summary.begun = tools_.clock.now();
    start_due();
    if (running_.empty() && summary.checked > 0) signs.when_idle(std::exchange(summary, {}));
    auto outcome = wait(stop);
    if (!outcome) continue;
    const AgencyId agency = outcome->agency;
    const Status done = settle(*std::move(outcome), summary);
    if (done) broken_off_.erase(agency);
    if (done || stop.stop_requested()) continue;
    static_cast<void>(drain(summary));
    if (Status ready = wait_for_disk(done.error(), stop); !ready) return ready;
    put_off(agency);
  }
  static_cast<void>(drain(summary));
  return {};
}

// What cannot be written down is not fetched: that would cost the portals and bring nothing.
Status Engine::wait_for_disk(const Error& why, const std::stop_token& stop) {
  log::error("storage", {{"why", why.message}, {"what", "nothing is fetched until it is better"}});
  for (auto pause = kFirstPause;; pause = std::min(2 * pause, kLongestPause)) {
    for (auto left = pause; left > pause.zero(); left -= kLongestNap) {
      show_awake();
      // A stop is no failure of ours.
      if (!tools_.clock.sleep_until(tools_.clock.tick() + std::min(left, kLongestNap), stop))
        return {};
    }
    if (!can_write()) continue;
    log::info("storage", {{"what", "can be written again"}});
    return resume(Scope::Due, {});
  }
}

// A check that breaks off again though everything can be written is no matter of the disk.
void Engine::put_off(const AgencyId& agency) {
  const int times = ++broken_off_[agency];
  if (times > 1)
    schedule_.set_due(agency, tools_.clock.now() + std::min(times, 100) * kLongestPause);
}

bool Engine::can_write() const {
  std::vector<Agency> agencies;
  for (const auto& [id, agency] : agencies_) agencies.push_back(*agency);
  const Status written = tools_.database.with([&](store::Database& database) {
    return database.sync_agencies(agencies, tools_.clock.now());
  });
  return written && tools_.archive.can_write();
}

}  // namespace gkwatch::scheduler
