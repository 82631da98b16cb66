#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/china_time.h"
#include "core/clock.h"
#include "core/result.h"
#include "crawler/policy.h"
#include "model/visit.h"

namespace gkwatch::crawler {

// Says when each host may be asked next. Does no I/O and has no clock; the daemon has one for
// all checks. Thread-safe.
class PolitenessGate {
 public:
  // One request's place at a host. The connection is given back when the turn ends; the gate
  // must outlive it.
  class Turn {
   public:
    Turn(Turn&& other) noexcept
        : gate_{std::exchange(other.gate_, nullptr)},
          host_{std::move(other.host_)},
          at_{other.at_} {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
      if (gate_ != nullptr) gate_->release(host_);
    }
    Tick at() const { return at_; }  // not before this moment

   private:
    friend class PolitenessGate;
    Turn(PolitenessGate& gate, std::string_view host, Tick at)
        : gate_{&gate}, host_{host}, at_{at} {}
    PolitenessGate* gate_;
    std::string host_;
    Tick at_;
  };

  explicit PolitenessGate(const CrawlPolicy& policy);

  // Reserves the next free moment for `host`, at `now` or later. Refused: the host's requests of
  // `day` are used up. Conflict: all its connections are in use; ask again in a moment.
  // Unreachable: the host failed again and again and is left alone for a while (failed()).
  Result<Turn> reserve(std::string_view host, Tick now, Date day);

  // The server asked for patience (Retry-After, 429, 503).
  void back_off(std::string_view host, Tick until);
  // The request came to nothing: the pause doubles with each in a row, up to a minute. From the
  // sixth on (two checks that tried three times) nobody asks the host for ten minutes; then one
  // request tries it, and each that fails doubles the time, up to a day.
  void failed(std::string_view host, Tick now, FetchFault why = FetchFault::Other);
  // Why the last request to the host failed.
  FetchFault last_failure(std::string_view host) const;
  void succeeded(std::string_view host);
  // robots.txt asks for a longer gap; at most half a minute is granted, and never a shorter gap.
  void slow_down(std::string_view host, std::chrono::milliseconds gap);

  // What was asked on that day before this gate was made: the day's budget holds over restarts.
  void resume(Date day, const std::map<std::string, int>& requests);

  std::chrono::milliseconds gap(std::string_view host) const;
  int requests_on(std::string_view host, Date day) const;
  // Every host that was asked on that day, and how often.
  std::map<std::string, int> requests_on(Date day) const;

 private:
  struct Host {
    Tick free_at{};
    std::chrono::milliseconds gap{};
    int in_flight = 0;
    int failures_in_a_row = 0;
    int rests = 0;  // in a row
    Tick rests_until{};
    FetchFault last_failure = FetchFault::None;
    Date day{};
    int requests = 0;
  };

  Host& host_named(std::string_view host);  // requires: mutex_ is held
  void release(std::string_view host);

  const std::chrono::milliseconds min_gap_;
  const int connections_;
  const int daily_;
  mutable std::mutex mutex_;
  std::map<std::string, Host, std::less<>> hosts_;  // guarded by mutex_
};

}  // namespace gkwatch::crawler
