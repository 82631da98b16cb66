#include "scheduler/shrunk.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/columns.h"
#include "rules/publication.h"

namespace gkwatch::scheduler {
namespace {

constexpr std::chrono::hours kSettled{72};
// A site may be built anew: what it has not shown for so long is no longer waited for.
constexpr std::chrono::hours kForgotten{24 * 30};

bool is_settled(const FindingKey& key, std::int64_t rows, const Memory& memory, Instant now) {
  const auto alert = std::find_if(memory.alerts.begin(), memory.alerts.end(),
                                  [&](const Alert& one) { return one.finding.key == key; });
  return rows > 0 && alert != memory.alerts.end() && alert->state != AlertState::Resolved &&
         alert->finding.actual == std::to_string(rows) && now - alert->opened_at >= kSettled;
}

bool lists_every_report(const Looked& looked, const Memory& memory) {
  return std::all_of(memory.articles.begin(), memory.articles.end(), [&](const auto& entry) {
    const store::KnownArticle& known = entry.second;
    return !known.year || known.absent >= rules::kReadingsToRemove ||
           is_listed(looked, entry.first);
  });
}

bool was_read_lately(const std::string& column, const Memory& memory, Instant now) {
  const auto readings = memory.column_readings.find(column);
  return readings != memory.column_readings.end() && !readings->second.empty() &&
         now - readings->second.back() < kForgotten;
}

// "http://www.example.gov.cn/town/gkmlpt/"; empty: it is no column of the platform.
std::string_view site_of(std::string_view column) {
  constexpr std::string_view kPlatform = "/gkmlpt/";
  const std::size_t at = column.find(kPlatform);
  return at == std::string_view::npos ? "" : column.substr(0, at + kPlatform.size());
}

// Whoever writes another address into the watch list has not lost the columns of the old one.
bool is_of_a_site_that_was_read(const std::string& column, const Looked& looked) {
  const std::string_view site = site_of(column);
  return !site.empty() &&
         std::any_of(looked.listings.begin(), looked.listings.end(),
                     [&](const Listing& one) { return one.column.text().starts_with(site); });
}

// A column that the site names no longer, and reports that nothing else lists: it may have lost
// both, or hide them.
void weigh_lost_columns(Looked& looked, const Memory& memory, Instant now) {
  if (!looked.is_complete || lists_every_report(looked, memory)) return;
  for (const auto& [column, rows] : memory.column_rows) {
    const bool is_asked = std::any_of(
        looked.listings.begin(), looked.listings.end(),
        [&, &address = column](const Listing& one) { return one.column.text() == address; });
    if (is_asked || rows == 0 || !is_of_a_site_that_was_read(column, looked) ||
        !was_read_lately(column, memory, now)) {
      continue;
    }
    const std::string why = "is no longer a column of the site, and its reports are nowhere else";
    looked.is_complete = false;
    looked.failures.push_back({ErrorCode::Malformed, column + " " + why});
    looked.troubles.push_back(
        {.column = column, .is_shrunk = true, .rows = 0, .before = rows, .why = why});
  }
}

}  // namespace

void weigh_shrunk_lists(Looked& looked, const AgencyId& agency, const Memory& memory, Instant now) {
  weigh_lost_columns(looked, memory, now);
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
