#include "scheduler/shrunk.h"

#include <algorithm>
#include <string>

#include "rules/columns.h"

namespace gkwatch::scheduler {
namespace {

constexpr std::chrono::hours kSettled{72};

bool is_settled(const FindingKey& key, std::int64_t rows, const Memory& memory, Instant now) {
  const auto alert = std::find_if(memory.alerts.begin(), memory.alerts.end(),
                                  [&](const Alert& one) { return one.finding.key == key; });
  return rows > 0 && alert != memory.alerts.end() && alert->state != AlertState::Resolved &&
         alert->finding.actual == std::to_string(rows) && now - alert->opened_at >= kSettled;
}

}  // namespace

void weigh_shrunk_lists(Looked& looked, const AgencyId& agency, const Memory& memory, Instant now) {
  for (Listing& listing : looked.listings) {
    const std::string column = listing.column.text();
    const auto before = memory.column_rows.find(column);
    const auto rows = std::ssize(listing.articles);
    if (!listing.complete || before == memory.column_rows.end()) continue;
    if (!rules::is_shrunk(rows, before->second)) continue;
    if (is_settled({RuleId{"R-C-SHRUNK"}, agency, 0, column}, rows, memory, now)) continue;
    const std::string why =
        "lists " + std::to_string(rows) + " rows where it had " + std::to_string(before->second);
    listing.complete = false;
    listing.proof += "; " + why;
    looked.is_complete = false;
    looked.failures.push_back({ErrorCode::Malformed, column + " " + why});
    looked.troubles.push_back(
        {.column = column, .is_shrunk = true, .rows = rows, .before = before->second});
  }
}

}  // namespace gkwatch::scheduler
