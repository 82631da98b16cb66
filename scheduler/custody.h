#pragma once

#include <deque>
#include <span>
#include <vector>

#include "model/finding.h"
#include "rules/publication.h"
#include "scheduler/gather.h"
#include "scheduler/look.h"
#include "scheduler/memory.h"

namespace gkwatch::scheduler {

// The copies of one year's report as the columns list them, and for each when its column was read
// completely without it. Owns what the sightings refer to.
class SightingsOf {
 public:
  SightingsOf(int year, const Looked& looked, const Gathered& gathered, const Memory& memory);
  std::span<const rules::Sighting> all() const { return sightings_; }

 private:
  std::deque<std::vector<Instant>> looked_before_;
  std::vector<rules::Sighting> sightings_;
};

// R-P-REPLACED and, where every copy was had today, R-P-MULTICOPY.
std::vector<Finding> custody_findings(const AgencyId& agency, int year, const Gathered& gathered,
                                      const Memory& memory);

// R-P-WRONGCOLUMN: only where a column of annual reports was read, and does not list it.
std::vector<Finding> column_findings(const AgencyId& agency, int year, const Looked& looked,
                                     const Gathered& gathered);

}  // namespace gkwatch::scheduler
