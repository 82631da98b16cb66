#include <array>
#include <map>

#include "web/charts.h"
#include "web/components.h"
#include "web/heat_table.h"
#include "web/pages.h"
#include "web/parameters.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr PageSize kAll{.usual = 200'000, .most = 200'000};

using ByYear = std::map<std::int64_t, std::map<std::string, std::int64_t>>;

ByYear figures_by_year(const store::Rows& rows) {
  ByYear years;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    years[row.number("year")][row.text("figure")] = row.number("total");
  }
  return years;
}

BarChart yearly(const Sheet& sheet, const ByYear& years, std::span<const std::string_view> figures,
                std::string_view title) {
  BarChart chart{.title = std::string{sheet.say(title)},
                 .label_head = std::string{sheet.say("column.year")},
                 .labels = {},
                 .series = {}};
  for (const auto& [year, all] : years) chart.labels.push_back(std::to_string(year));
  for (const std::string_view figure : figures) {
    Series series{std::string{sheet.say("figure." + std::string{figure})}, {}};
    for (const auto& [year, all] : years) {
      const auto found = all.find(std::string{figure});
      series.values.push_back(found == all.end() ? 0 : found->second);
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

// Weeks before and after the deadline; what lies further off is in the outermost ones.
struct Week {
  std::int64_t first = 0;  // day, counted from the deadline
  std::string_view key;
};
constexpr std::array<Week, 8> kWeeks{{{-100'000, "days.m3"},
                                      {-20, "days.m2"},
                                      {-13, "days.m1"},
                                      {-6, "days.m0"},
                                      {1, "days.p0"},
                                      {8, "days.p1"},
                                      {31, "days.p2"},
                                      {91, "days.p3"}}};

std::size_t week_of(std::int64_t days) {
  std::size_t week = 0;
  while (week + 1 < kWeeks.size() && days >= kWeeks[week + 1].first) ++week;
  return week;
}

BarChart punctuality(const Sheet& sheet, const store::Rows& rows) {
  BarChart chart{.title = std::string{sheet.say("statistics.punctuality")},
                 .label_head = std::string{sheet.say("statistics.days")},
                 .labels = {},
                 .series = {{std::string{sheet.say("web.reports")}, {}}}};
  chart.series[0].values.resize(kWeeks.size());
  for (const Week& week : kWeeks) chart.labels.emplace_back(sheet.say(week.key));
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    chart.series[0].values[week_of(row.number("days"))] += row.number("reports");
  }
  return chart;
}

std::vector<Share> shares_of(const Sheet& sheet, const HeatTable& table) {
  std::vector<Share> shares;
  for (const auto& [group, years] : table.groups) {
    const auto words = find_words(sheet.language, "region." + group);
    Share share{words ? group + " " + std::string{*words} : group, 0, 0};
    for (const auto& [year, standing] : years) {
      share.part += standing.count("on_time");
      share.whole += standing.judged();
    }
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace

Answer statistics_page(Sheet sheet) {
  constexpr std::array<std::string_view, 3> kFilters{"region", "class", "year"};
  constexpr std::array<std::string_view, 2> kReceived{"NEW", "CIN"};
  constexpr std::array<std::string_view, 6> kOutcomes{"R1", "R2", "R3", "R4", "R5", "R6"};
  constexpr std::size_t kPrefecture = 4, kDistrict = 6;
  const auto filter = filter_of(sheet.request, kAll);
  if (!filter) return failure_of(filter.error(), sheet);
  const auto figures = sheet.site.queries.figures(*filter);
  const auto days = sheet.site.queries.punctuality(*filter);
  const auto tally = sheet.site.queries.tally(*filter);
  for (const auto* rows : {&figures, &days, &tally}) {
    if (!*rows) return failure_of(rows->error(), sheet);
  }
  write_filters(sheet, kFilters);
  const ByYear years = figures_by_year(*figures);
  sheet.html.leaf("p", {{"class", "note"}}, sheet.say("statistics.note"));
  write_bars(sheet, yearly(sheet, years, kReceived, "statistics.received"));
  write_bars(sheet, yearly(sheet, years, kOutcomes, "statistics.outcomes"));
  write_bars(sheet, punctuality(sheet, *days));
  const bool is_narrow = filter->region_prefix.size() >= kPrefecture;
  write_shares(sheet, std::string{sheet.say("statistics.regions")},
               shares_of(sheet, by_region(*tally, is_narrow ? kDistrict : kPrefecture)));
  const auto title = sheet.say("web.statistics");
  return page(title, std::move(sheet));
}

}  // namespace gkwatch::web
