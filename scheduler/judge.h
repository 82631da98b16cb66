#pragma once

#include <chrono>
#include <map>
#include <span>
#include <vector>

#include "core/clock.h"
#include "model/agency.h"
#include "model/alert.h"
#include "model/finding.h"
#include "model/publication.h"
#include "rules/policy.h"
#include "scheduler/gather.h"
#include "scheduler/look.h"
#include "scheduler/memory.h"

namespace gkwatch::scheduler {

// What follows from all that is known of one agency now.
struct Judged {
  std::vector<DutyState> duties;  // one for each watched year that is owed
  std::vector<Finding> findings;
  std::vector<FindingKey> gone;      // current before, judged again, and not found
  std::vector<Alert> alerts_judged;  // those whose rules ran this time
};

// By what it is judged.
struct Bench {
  std::span<const int> years;  // the report years that are watched
  const rules::DeadlinePolicy& deadlines;
  std::chrono::minutes recheck;  // how often a report that looks as before is fetched
  Instant now{};
};

// Runs the rule book over the report of each watched year, fetched today or not, and weighs what
// is published when. Where the sources could not be read, publication is not judged, and where
// not every copy was had today, copies are not compared: those findings and alerts stay as they
// are.
Judged judge(const Agency& agency, const Looked& looked, const Gathered& gathered,
             const Memory& memory, const Bench& bench);

// The current version of each year: what is new today before what was known.
std::map<int, store::ReportVersion> reports_now(const Gathered& gathered, const Memory& memory);

}  // namespace gkwatch::scheduler
