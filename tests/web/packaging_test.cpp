// What packaging/ says about /metrics: every metric it names is one, and none is forgotten.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "core/files.h"
#include "core/json.h"
#include "core/text.h"
#include "tests/web/recorded_site.h"
#include "web/metrics.h"

namespace gkwatch::web {
namespace {

std::string file(const std::string& name) {
  auto text = read_file(GKWATCH_SOURCE_DIR "/packaging/" + name);
  EXPECT_TRUE(text) << name;
  return text ? *text : "";
}

std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  for (auto at = text.find("gkwatch_"); at != std::string::npos; at = text.find("gkwatch_", at)) {
    const auto end = std::find_if(
        text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
        [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_'; });
    names.insert({text.begin() + static_cast<std::ptrdiff_t>(at), end});
    at = static_cast<std::size_t>(end - text.begin());
  }
  return names;
}

std::set<std::string> known_names() {
  std::set<std::string> names;
  for (const Metric& metric : metrics()) names.emplace(metric.name);
  return names;
}

TEST(Packaging, NamesOnlyMetricsThatThereAre) {
  const auto known = known_names();
  for (const char* name : {"prometheus/gkwatch.rules.yml", "grafana/gkwatch.json"}) {
    const auto named = names_in(file(name));
    EXPECT_GT(named.size(), 8u) << name;
    for (const std::string& one : named) EXPECT_TRUE(known.contains(one)) << name << ": " << one;
  }
}

TEST(Packaging, ShowsEveryMetricOnTheDashboard) {
  EXPECT_EQ(names_in(file("grafana/gkwatch.json")), known_names());
  EXPECT_TRUE(Json::parse(file("grafana/gkwatch.json")));
}

using Metrics = RecordedSite;

TEST_F(Metrics, AreSaidByTheNamesOfTheTableAndByNoOthers) {
  record("狮岭镇");
  auto queries = store::Queries::open(folder_ / "gkwatch.db");
  ASSERT_TRUE(queries);
  Site site{*queries, archive_, clock_, Language::Chinese};
  site.live = [this] {
    return LiveFigures{.pass_ended = clock_.now(),
                       .pass_took = std::chrono::milliseconds{1500},
                       .pass_checked = 3,
                       .pass_failed = 1,
                       .requests_today = {{"a.gov.cn", 7}},
                       .daily_requests_per_host = 20000};
  };
  const std::string text = metrics_answer(site).body;
  const auto vitals = queries->vitals(clock_.now());
  ASSERT_TRUE(vitals);
  const auto known = known_names();
  for (const auto& row : vitals->values) {
    const std::string name = "gkwatch_" + std::string{row[0].string_or("")};
    EXPECT_TRUE(known.contains(name)) << name << " is asked for and never said";
  }
  EXPECT_TRUE(contains(text, "gkwatch_pass_duration_seconds 1.5\n")) << text;
  EXPECT_TRUE(contains(text, "gkwatch_host_requests_today{host=\"a.gov.cn\"} 7\n"));
}

}  // namespace
}  // namespace gkwatch::web
