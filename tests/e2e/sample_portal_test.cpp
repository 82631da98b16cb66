// The main job on the sample portal, from the watch list to the receivers.

#include <gtest/gtest.h>

#include <algorithm>

#include "core/crypto.h"
#include "core/text.h"
#include "tests/e2e/neighbourhood.h"

namespace gkwatch::testing {
namespace {

std::string cells_of(const Json& alert) {
  std::string cells;
  for (const Json& cell : alert["cells"].items()) {
    cells += std::string{cell["cell"].string_or("")} + "=" +
             std::string{cell["raw"].string_or("")} + " ";
  }
  return cells;
}

TEST(SamplePortal, CatchesTheTotalOfShilingWithItsCell) {
  const Neighbourhood here;
  here.poll_twice();
  const auto alerts =
      where(where(here.rows("alerts"), "agency", "huadu-shiling"), "severity", "error");
  ASSERT_EQ(alerts.size(), 1u) << "one cause, one alert";
  EXPECT_EQ(alerts[0]["state"].string_or(""), "firing");
  const auto findings =
      where(here.rows("findings", {"--agency", "huadu-shiling"}), "severity", "error");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0]["expected"].string_or(""), "1");
  EXPECT_EQ(findings[0]["actual"].string_or(""), "2");
  EXPECT_TRUE(contains(findings[0]["message"].dump(), "总计"));
}

TEST(SamplePortal, TellsBothReceiversOfShilingAndOfTheTownThatPublishedNothing) {
  Neighbourhood here;
  here.poll_twice();
  const auto told = here.hook().alerts();
  const auto shiling = where(told, "rule", "R-T3-BALANCE");
  ASSERT_EQ(shiling.size(), 1u);
  EXPECT_EQ(shiling[0]["agency"]["id"].string_or(""), "huadu-shiling");
  EXPECT_TRUE(contains(cells_of(shiling[0]), "T3.R7.")) << cells_of(shiling[0]);
  const auto missing = where(told, "rule", "R-P-MISSING");
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0]["agency"]["id"].string_or(""), "sample-town");
  EXPECT_GE(here.mailbox().mails().size(), 1u) << "the error at once";
  here.run({"poll", "--all"}, std::chrono::hours{24});
  EXPECT_GE(here.mailbox().mails().size(), 2u) << "the warning by the next digest time";
}

TEST(SamplePortal, SignsEachBodyAsStandardWebhooksSays) {
  Neighbourhood here;
  here.poll_twice();
  const auto key = from_base64("c2FtcGxlLXNlY3JldC1vZi1xdWlja3N0YXJ0");
  ASSERT_TRUE(key);
  ASSERT_FALSE(here.hook().calls().empty());
  for (const HookCall& call : here.hook().calls()) {
    const std::string text = call.id + "." + call.timestamp + "." + call.body;
    EXPECT_EQ(call.signature, "v1," + to_base64(hmac_sha256(*key, text)));
  }
}

TEST(SamplePortal, AccusesNobodyWhoseTablesLostRows) {
  const Neighbourhood here;
  here.poll_twice();
  for (const char* agency : {"xigong-luobei", "huadu-xinfang", "panyu-luopu", "panyu-zhengshu"}) {
    const auto findings = where(here.rows("findings", {"--agency", agency}), "severity", "error");
    EXPECT_TRUE(findings.empty()) << agency << ": " << (findings.empty() ? "" : findings[0].dump());
  }
}

TEST(SamplePortal, CallsNothingMissingAfterOneLook) {
  const Neighbourhood here;
  here.run({"poll", "--all"});
  const auto town = where(here.rows("reports"), "agency", "sample-town");
  ASSERT_EQ(town.size(), 1u);
  EXPECT_EQ(town[0]["status"].string_or(""), "due_soon");
  EXPECT_TRUE(where(here.rows("alerts"), "rule", "R-P-MISSING").empty());
}

TEST(SamplePortal, LooksASecondTimeForWhatIsOverdueAfterTwelveHoursNotAfterAWeek) {
  const Neighbourhood here;
  here.run({"poll"}, std::chrono::hours{-13});
  here.run({"poll"});
  const auto town = where(here.rows("reports"), "agency", "sample-town");
  EXPECT_EQ(town.at(0)["status"].string_or(""), "missing");
}

TEST(SamplePortal, ListsEveryAgencyOnTimeButTheTownThatIsMissing) {
  const Neighbourhood here;
  here.poll_twice();
  const auto reports = here.rows("reports");
  ASSERT_EQ(reports.size(), 6u);
  for (const Json& report : reports) {
    const bool is_town = report["agency"].string_or("") == "sample-town";
    EXPECT_EQ(report["status"].string_or(""), is_town ? "missing" : "on_time") << report.dump();
    EXPECT_TRUE(report["complete"].bool_or(false)) << report.dump();
    EXPECT_EQ(report["report"].is_null(), is_town);
  }
}

TEST(SamplePortal, SendsNothingNewOnASecondPassAndFetchesNoUnchangedArticle) {
  Neighbourhood here;
  here.poll_twice();
  const auto calls = here.hook().calls().size();
  const auto mails = here.mailbox().mails().size();
  here.portal().forget_requests();
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 0);
  EXPECT_EQ(here.hook().calls().size(), calls);
  EXPECT_EQ(here.mailbox().mails().size(), mails);
  for (const auto& [path, count] : here.portal().requests()) {
    EXPECT_FALSE(contains(path, "post_") || contains(path, "/attachment/")) << path;
  }
}

TEST(SamplePortal, ResolvesTheAlertWhenTheReportIsCorrected) {
  Neighbourhood here;
  here.poll_twice();
  auto corrected = here.portal().fixture("huadu-shiling", "report-2020-corrected.html");
  ASSERT_TRUE(corrected);
  ASSERT_TRUE(here.portal().replace_body("huadu-shiling", "report-2020", *corrected));
  EXPECT_EQ(here.run({"poll", "--all"}, std::chrono::hours{24 * 8}).exit, 0);
  const auto alerts = where(here.rows("alerts"), "rule", "R-T3-BALANCE");
  ASSERT_EQ(alerts.size(), 1u);
  EXPECT_EQ(alerts[0]["state"].string_or(""), "resolved");
  const auto resolved =
      where(where(here.hook().alerts(), "rule", "R-T3-BALANCE"), "event", "resolved");
  EXPECT_EQ(resolved.size(), 1u);
  const auto report = where(here.rows("reports"), "agency", "huadu-shiling");
  EXPECT_EQ(report.at(0)["versions"].integer(), 2);
}

TEST(SamplePortal, KeepsWhatAPersonAcknowledged) {
  const Neighbourhood here;
  here.poll_twice();
  const auto alert = where(here.rows("alerts"), "rule", "R-T3-BALANCE").at(0);
  const std::string number = std::to_string(alert["id"].integer().value_or(0));
  EXPECT_EQ(here.run({"alerts", "ack", number, "--by", "Li", "--note", "called them"}).exit, 0);
  here.run({"poll", "--all"});
  const auto after = where(here.rows("alerts"), "rule", "R-T3-BALANCE").at(0);
  EXPECT_EQ(after["state"].string_or(""), "acknowledged");
}

TEST(SamplePortal, KeepsQuietAboutABaseline) {
  Neighbourhood here;
  here.run({"poll", "--all", "--baseline"}, std::chrono::hours{-13});
  here.run({"poll", "--all", "--baseline"});
  EXPECT_TRUE(here.hook().calls().empty());
  EXPECT_TRUE(here.mailbox().mails().empty());
  EXPECT_FALSE(here.rows("alerts").empty()) << "recorded all the same";
}

}  // namespace
}  // namespace gkwatch::testing
