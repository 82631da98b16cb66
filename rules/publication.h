#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/agency.h"
#include "model/finding.h"
#include "model/publication.h"
#include "rules/deadlines.h"

namespace gkwatch::rules {

// Complete readings in a row without a report, after which it is called removed.
constexpr int kReadingsToRemove = 3;

// One copy of the report for a year: on the agency's page, in a central column, as a file.
struct Sighting {
  Instant first_seen{};
  std::optional<Instant> stated{};  // what the site says; a day without a time is its first moment
  int absent = 0;                   // complete readings since, in a row, that did not list it
  // Complete readings of the column that lists it now, before `first_seen`, that did not list it.
  std::span<const Instant> looked_before{};
};

// What was seen of one agency's report for one year.
struct PublicationFacts {
  std::span<const Sighting> sightings{};
  // The moments at which every source of the agency was read to its proven end, in any order.
  std::span<const Instant> complete_checks{};
  bool is_last_complete = false;        // the last check was one of them
  std::optional<Instant> checked_at{};  // the last check that brought something to rely on
};

// Where the duty stands (domain/report-format.md, 1.4).
// - Missing: only if nothing was ever seen, the last check was complete, and two complete checks
//   after the end of the due day lie twelve hours apart. Until that is proved: DueSoon.
// - SourceDown: nothing was seen, it is or soon will be due, and the last check was not complete.
// - A first sighting on the due day or before proves OnTime, whatever the site says; so does the
//   earliest stamp. Late only if every credible moment lies after the due day; UnknownDate where
//   a copy without a stamp might be older.
// - A stamp by the due day is not believed where two complete readings of the very column, twelve
//   hours apart and a day after both, did not list the copy (R-P-BACKDATED): then it has no stamp.
// - Removed: no copy has been listed for three complete readings.
Publication assess(const PublicationFacts& facts, Date due, Instant now);

// The same as a row of `reports`.
DutyState duty_of(const Agency& agency, int year, const PublicationFacts& facts,
                  const DeadlinePolicy& policy, Instant now);

// What is to be told of it: R-P-MISSING, R-P-LATE, R-P-DUESOON, R-P-EARLY, R-P-NODATE, R-P-REMOVED,
// R-P-BACKDATED. A late report that is gone was late all the same: both are told.
// SourceDown gives R-P-MISSING as Unverifiable, so that nobody takes silence for a clearance.
std::vector<Finding> publication_findings(const DutyState& duty, const Agency& agency,
                                          const DeadlinePolicy& policy,
                                          const PublicationFacts& facts = {});

}  // namespace gkwatch::rules
