#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/china_time.h"
#include "core/clock.h"
#include "core/ids.h"

namespace gkwatch {

// Where an agency stands with the report for one year (domain/report-format.md, 1.4).
enum class Publication { NotDue, DueSoon, OnTime, Late, Missing, UnknownDate, SourceDown, Removed };
std::string_view name_of(Publication state);  // "not_due", "due_soon"…

// What is owed for one year and how it stands: one row of `reports`.
struct DutyState {
  AgencyId agency;
  int year = 0;
  Date due{};
  std::string due_source;  // the clause or notice that sets the date
  Publication state = Publication::NotDue;
  std::optional<Instant> published_at;  // earliest credible
  std::optional<Instant> first_seen;
  std::optional<Instant> checked_at;  // the last visit that brought something to rely on
  bool complete = false;              // the last listing was proved complete
};

}  // namespace gkwatch
