// What the coloured tables and the charts count.

#include "web/charts.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "tests/web/recorded_site.h"
#include "web/heat_table.h"

namespace gkwatch::web {
namespace {

TEST(Standing, CountsOnlyWhatCouldBeJudgedAndRoundsDown) {
  Standing standing;
  EXPECT_EQ(standing.on_time_percent(), std::nullopt);
  standing.by_status = {{"source_down", 50}, {"not_due", 7}, {"unknown_date", 3}};
  EXPECT_EQ(standing.on_time_percent(), std::nullopt) << "nobody is called late for our failure";
  standing.by_status["on_time"] = 199;
  standing.by_status["late"] = 1;
  EXPECT_EQ(standing.judged(), 200);
  EXPECT_EQ(standing.on_time_percent(), 99);
}

using Charts = RecordedSite;

TEST_F(Charts, HaveTheirFiguresInATableToo) {
  record("某镇");
  auto queries = store::Queries::open(folder_ / "gkwatch.db");
  ASSERT_TRUE(queries);
  const Site site{*queries, archive_, clock_, Language::English};
  const Request request{.path = "/statistics"};
  Sheet sheet = sheet_for(request, site);
  write_bars(sheet, {.title = "Requests",
                     .label_head = "year",
                     .labels = {"2020", "2021"},
                     .series = {{"new", {12, 0}}, {"old", {0, 34'567}}}});
  const std::string html = sheet.html.take();
  EXPECT_TRUE(contains(html,
                       "<th scope=\"row\">2021</th><td class=\"number\">0</td>"
                       "<td class=\"number\">34567</td>"));
  EXPECT_TRUE(contains(html, "<title>2020 new: 12</title>"));
  EXPECT_TRUE(contains(html, ">40000</text>")) << "the scale ends above the highest bar";
}

TEST_F(Charts, SayNothingOfNothing) {
  record("某镇");
  auto queries = store::Queries::open(folder_ / "gkwatch.db");
  ASSERT_TRUE(queries);
  const Site site{*queries, archive_, clock_, Language::English};
  const Request request{.path = "/statistics"};
  Sheet sheet = sheet_for(request, site);
  write_bars(sheet, {.title = "Requests", .label_head = "year", .labels = {}, .series = {}});
  write_shares(sheet, "Rates", {{"4401", 0, 0}});
  EXPECT_FALSE(contains(sheet.html.str(), "<rect class=\"s0\" width=\"100\""));
  EXPECT_TRUE(contains(sheet.html.str(), "<td class=\"number\">–</td>"));
}

}  // namespace
}  // namespace gkwatch::web
