#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "model/publication.h"
#include "rules/policy.h"
#include "tests/scheduler/simulated_portal.h"

namespace gkwatch::testing {

// What a report says: an edition is drawn from a seed.
std::string edition(const std::string& agency, unsigned seed);

// Something that happens to a site at a moment.
struct SeasonEvent {
  enum class Kind { Publish, Correct, Withdraw, Republish, Fail, Recover };
  Instant at{};
  AgencyId agency;
  Kind kind = Kind::Publish;
  unsigned seed = 0;  // Publish, Correct
  bool has_stamp = true;
  Ailment ailment = Ailment::Reset;
};

// What must be known of an agency when everything is over.
struct SeasonTruth {
  Publication state = Publication::Missing;
  bool is_late = false;       // also of a report that is gone
  int editions = 0;           // versions that must be told apart
  unsigned last_seed = 0;     // of the current one
  Instant published{};        // first
};

// A season of made-up towns that owe the report for 2023 by 31 January 2024: who publishes when,
// who corrects, withdraws, publishes anew, and which sites and hosts are out of order when. Drawn
// from a seed. What is published stands for four days at least, no outage lasts longer than a day,
// and the last ten days are quiet: so an honest daemon can know all of the truth at the end.
class SeasonScript {
 public:
  SeasonScript(unsigned seed, int agencies);

  static Instant begin();
  static Instant end();
  // Makes the sites with what is there already.
  void set_up(SimulatedPortal& portal) const;
  const std::vector<SeasonEvent>& events() const { return events_; }  // by time
  const std::map<AgencyId, SeasonTruth>& truth() const { return truth_; }
  static void apply(const SeasonEvent& event, SimulatedPortal& portal);

 private:
  struct Town {
    Agency agency;
    std::string host;
    bool has_older_report = false;
  };
  void plan(const Town& town);
  void plan_after(const Town& town, Instant published, SeasonTruth& truth);
  void plan_outages();
  void fail(const AgencyId& agency, Instant from, std::chrono::hours length, Ailment ailment);
  void add(SeasonEvent event) { events_.push_back(std::move(event)); }
  int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  Instant moment(Instant from, Instant before);

  std::mt19937 random_;
  std::vector<Town> towns_;
  std::vector<SeasonEvent> events_;
  std::map<AgencyId, SeasonTruth> truth_;
};

}  // namespace gkwatch::testing
