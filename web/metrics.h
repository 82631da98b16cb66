#pragma once

#include <span>
#include <string_view>

#include "web/site.h"

namespace gkwatch::web {

// Something that is measured, by the names of Prometheus: base units, no abbreviations.
struct Metric {
  std::string_view name;  // "gkwatch_alerts"
  std::string_view help;
};

// All that /metrics may say; alert rules and dashboards in packaging/ name no others.
std::span<const Metric> metrics();

// Prometheus text format 0.0.4. What the database says, and what the daemon knows if there is
// one. All are gauges: they are read from what stands, not counted along.
Answer metrics_answer(const Site& site);
// Alive: the database can be read.
Answer health(const Site& site);
// Polls succeed: somebody was read to the end, not long ago, and not long before the last look.
Answer readiness(const Site& site);

}  // namespace gkwatch::web
