#include <array>

#include "core/china_time.h"
#include "web/agency_grid.h"
#include "web/components.h"
#include "web/heat_table.h"
#include "web/pages.h"
#include "web/parameters.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr PageSize kAgencies{.usual = 60, .most = 200};
constexpr std::size_t kAll = 200'000;
constexpr std::size_t kPrefecture = 4;  // digits of a division code: a city with its districts
constexpr std::size_t kDistrict = 6;

void write_tile(Sheet& sheet, std::string_view kind, std::string_view key,
                const std::string& value) {
  Html& html = sheet.html;
  const auto tile = html.in("li", {{"class", "tile " + std::string{kind}}});
  html.leaf("b", value).leaf("span", sheet.say(key));
}

// The newest year of which anybody was judged, else the newest.
std::int64_t season_of(const HeatTable& table) {
  for (auto it = table.all.rbegin(); it != table.all.rend(); ++it) {
    if (it->second.judged() > 0) return it->first;
  }
  return table.all.empty() ? 0 : table.all.rbegin()->first;
}

void write_deadline(Sheet& sheet, const store::Rows& deadlines) {
  if (deadlines.values.empty()) return;
  const RowReader row{deadlines, 0};
  const auto due = parse_date(row.text("due"));
  if (!due) return;
  const auto today = std::chrono::sys_days{china_date(sheet.site.clock.now())};
  const auto days = (std::chrono::sys_days{*due} - today).count();
  const std::string year = std::to_string(row.number("year"));
  Html& html = sheet.html;
  const auto tile = html.in("li", {{"class", "tile"}});
  html.leaf("b", sheet.say("web.days", {{"n", std::to_string(days)}}));
  html.leaf("span", sheet.say("web.until_due", {{"due", row.text("due")}, {"year", year}}));
}

// Open alerts of a severity, as far as they are counted.
std::string open_count(const store::Rows& vitals, std::string_view severity) {
  for (std::size_t i = 0; i < vitals.values.size(); ++i) {
    const RowReader row{vitals, i};
    if (row.text("state") == "firing" && row.text("severity") == severity) {
      return std::to_string(row.number("alerts"));
    }
  }
  return "0";
}

void write_tiles(Sheet& sheet, const HeatTable& table, const store::Rows& open,
                 const store::Rows& deadlines) {
  const std::int64_t season = season_of(table);
  const auto found = table.all.find(season);
  const Standing now = found == table.all.end() ? Standing{} : found->second;
  const auto percent = now.on_time_percent();
  Html& html = sheet.html;
  html.leaf("h2", sheet.say("web.season", {{"year", std::to_string(season)}}));
  const auto list = html.in("ul", {{"class", "tiles"}});
  write_tile(sheet, "good", "web.on_time_rate", percent ? std::to_string(*percent) + "%" : "–");
  for (const std::string_view status : {"missing", "late", "source_down"}) {
    write_tile(sheet, status, "word." + std::string{status}, std::to_string(now.count(status)));
  }
  write_tile(sheet, "wrong", "web.reports_wrong", std::to_string(now.wrong));
  write_tile(sheet, "error", "web.open_errors", open_count(open, "error"));
  write_tile(sheet, "warning", "web.open_warnings", open_count(open, "warning"));
  write_deadline(sheet, deadlines);
}

// One page of agencies with all their years.
Status write_agencies(Sheet& sheet, const store::Filter& filter) {
  const auto agencies = sheet.site.queries.agencies(filter);
  if (!agencies) return agencies.error();
  store::Filter theirs{.limit = kAll};
  for (std::size_t i = 0; i < agencies->values.size(); ++i) {
    theirs.agencies.push_back(RowReader{*agencies, i}.text("id"));
  }
  if (theirs.agencies.empty()) return {};
  const auto reports = sheet.site.queries.reports(theirs);
  if (!reports) return reports.error();
  sheet.heading("web.by_agency");
  write_agency_grid(sheet, *agencies, *reports);
  write_next(sheet, *agencies);
  return {};
}

// The newest errors, then the newest warnings.
Result<store::Rows> open_alerts(const Sheet& sheet, store::Filter filter) {
  constexpr std::size_t kMost = 12;
  filter.state = "firing";
  filter.limit = kMost;
  filter.after.clear();
  filter.year.reset();
  filter.severity = Severity::Error;
  auto alerts = sheet.site.queries.alerts(filter);
  if (!alerts) return alerts;
  filter.severity = Severity::Warning;
  const auto more = sheet.site.queries.alerts(filter);
  if (!more) return more.error();
  alerts->next.clear();
  for (std::size_t i = 0; i < more->values.size() && alerts->values.size() < kMost; ++i) {
    if (RowReader{*more, i}.text("severity") == "error") continue;
    alerts->values.push_back(more->values[i]);
  }
  return alerts;
}

Status write_open_alerts(Sheet& sheet, const store::Filter& filter) {
  constexpr std::array<std::string_view, 4> kColumns{"severity", "agency", "title", "first_seen"};
  const auto alerts = open_alerts(sheet, filter);
  if (!alerts) return alerts.error();
  if (Status done = learn_names(sheet, *alerts); !done) return done;
  sheet.heading("web.open_alerts");
  write_list(sheet, *alerts, kColumns);
  const auto more = sheet.html.in("p");
  sheet.html.link(with_query("/alerts", {{"state", "firing"},
                                         {"region", filter.region_prefix},
                                         {"class", filter.agency_class}}),
                  sheet.say("web.all_alerts"));
  return {};
}

}  // namespace

Answer overview_page(Sheet sheet) {
  constexpr std::array<std::string_view, 2> kFilters{"region", "class"};
  auto filter = filter_of(sheet.request, kAgencies);
  if (!filter) return failure_of(filter.error(), sheet);
  filter->state = "watched";
  store::Filter all = *filter;
  all.limit = kAll;
  all.after.clear();
  const auto tally = sheet.site.queries.tally(all);
  if (!tally) return failure_of(tally.error(), sheet);
  const auto open = sheet.site.queries.alert_counts(all);
  if (!open) return failure_of(open.error(), sheet);
  all.since = sheet.site.clock.now();
  const auto deadlines = sheet.site.queries.deadlines(all);
  if (!deadlines) return failure_of(deadlines.error(), sheet);
  const bool is_narrow = filter->region_prefix.size() >= kPrefecture;
  const HeatTable regions = by_region(*tally, is_narrow ? kDistrict : kPrefecture);
  write_tiles(sheet, regions, *open, *deadlines);
  if (Status done = write_open_alerts(sheet, *filter); !done)
    return failure_of(done.error(), sheet);
  sheet.heading("web.by_region");
  sheet.html.leaf("p", {{"class", "note"}}, sheet.say("web.heat_note"));
  write_filters(sheet, kFilters);
  write_heat_table(sheet, regions, "region");
  sheet.heading("web.by_class");
  write_heat_table(sheet, by_class(*tally), "class");
  if (Status done = write_agencies(sheet, *filter); !done) return failure_of(done.error(), sheet);
  sheet.html.leaf("p", {{"class", "note"}},
                  sheet.say("web.as_of", {{"time", short_time(sheet.site.clock.now())}}));
  const auto title = sheet.say("web.overview");
  return page(title, std::move(sheet));
}

}  // namespace gkwatch::web
