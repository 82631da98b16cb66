#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "web/sheet.h"

namespace gkwatch::web {

// How the reports of one group (a region, a class) for one year stand.
struct Standing {
  std::map<std::string, std::int64_t> by_status;
  std::int64_t wrong = 0;  // with an error in the figures

  std::int64_t count(std::string_view status) const;
  // Of those that were owed and that we could judge: on time, late, missing or removed.
  std::int64_t judged() const;
  // On time among the judged, in percent; nothing if none was judged.
  std::optional<int> on_time_percent() const;
};

// Groups × years.
struct HeatTable {
  std::map<std::string, std::map<std::int64_t, Standing>> groups;
  std::map<std::int64_t, Standing> all;  // by year
};

// Rows of Queries::tally, grouped by the first `digits` of the region, or by class.
HeatTable by_region(const store::Rows& tally, std::size_t digits);
HeatTable by_class(const store::Rows& tally);

// "4401 广州市": a region (by its province, if we have no name for it) or a class for people.
std::string group_name(const Sheet& sheet, std::string_view filter, const std::string& group);

// Each cell has the share on time as its colour and as a number, and in words what is wrong. A
// group's name is a link with this filter.
void write_heat_table(Sheet& sheet, const HeatTable& table, std::string_view filter);

}  // namespace gkwatch::web
