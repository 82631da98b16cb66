#include "alerts/events.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "core/json.h"
#include "core/text.h"
#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

using std::chrono::hours;

const AlertPolicy kPolicy = policy_with({hook()});

AlertEvent only_event(const std::vector<Finding>& findings, const std::vector<Alert>& before,
                      Instant now, const EvidenceLinks& links = shiling_links()) {
  const auto events =
      events_of(reconcile(findings, before, kPolicy, now), shiling(), links, kPolicy, now);
  EXPECT_EQ(events.size(), 1u);
  return events.empty() ? AlertEvent{} : events.front();
}

Json body_of(const AlertEvent& event) { return *Json::parse(event.body); }

TEST(Events, SayWhatTheWebhookPromises) {
  const Json body = body_of(only_event({balance(Severity::Error)}, {}, kMonday));
  EXPECT_EQ(body["event"].string_or(""), "firing");
  EXPECT_TRUE(body["change"].is_null());
  EXPECT_EQ(body["rule"].string_or(""), "R-T3-BALANCE");
  EXPECT_EQ(body["severity"].string_or(""), "error");
  EXPECT_EQ(body["agency"]["id"].string_or(""), "huadu-shiling");
  EXPECT_EQ(body["agency"]["name"].string_or(""), "广州市花都区狮岭镇政府");
  EXPECT_EQ(body["agency"]["class"].string_or(""), "Z");
  EXPECT_EQ(body["agency"]["region"].string_or(""), "440114");
  EXPECT_EQ(body["year"].integer(), 2020);
  EXPECT_EQ(body["title"].string_or(""),
            "广州市花都区狮岭镇政府2020年度报告：收到与办理的申请数量不平衡");
  EXPECT_EQ(body["text"].string_or(""), "总计一栏：本年新收 1 件，办理结果合计却是 2 件。");
  EXPECT_EQ(body["cells"].at(0)["cell"].string_or(""), "T3.R7.SUM");
  EXPECT_EQ(body["cells"].at(0)["raw"].string_or(""), "2");
  EXPECT_EQ(body["url"].string_or(""), shiling_links().by_year.at(2020).url);
  EXPECT_EQ(body["sha256"].string_or(""), std::string(64, 'a'));
}

TEST(Events, SpeakTheLanguageOfThePolicy) {
  AlertPolicy english = kPolicy;
  english.language = Language::English;
  const Json body = body_of(first_events({balance(Severity::Error)}, english).at(0));
  EXPECT_EQ(body["text"].string_or(""),
            "Total column: 1 request came in, but the results add up to 2.");
}

TEST(Events, SayWhatChangedInTheDocument) {
  EvidenceLinks links = shiling_links();
  links.by_year.at(2020).change = "cells";
  const auto event =
      only_event({balance(Severity::Error)}, open_since(kMonday, {balance(Severity::Warning)}),
                 kMonday + hours{24}, links);
  EXPECT_EQ(event.reason, TellReason::Changed);
  EXPECT_EQ(body_of(event)["event"].string_or(""), "changed");
  EXPECT_EQ(body_of(event)["change"].string_or(""), "cells");
}

TEST(Events, GoOnlyToReceiversThatWantThem) {
  ReceiverSettings elsewhere = post_box();
  elsewhere.match.region_prefix = "4403";
  const auto events = first_events({balance(Severity::Error)}, policy_with({elsewhere, hook()}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].receiver.text, "hook");
}

TEST(Events, HaveOneIdHoweverOftenTheyAreMade) {
  const std::vector<Finding> today{balance(Severity::Error)};
  const auto first = only_event(today, {}, kMonday);
  // The commit failed; an hour later the same is found again.
  EXPECT_EQ(first.id, only_event(today, {}, kMonday + hours{1}).id);
  EXPECT_EQ(first.id.size(), 64u);
}

TEST(Events, HaveAnotherIdForEachReceiverPlaceAndReason) {
  AlertPolicy two = policy_with({hook(), post_box()});
  const auto events = first_events({balance(Severity::Error), late()}, two);
  ASSERT_EQ(events.size(), 4u);
  const auto open = open_since(kMonday, {balance(Severity::Error)});
  const auto over = only_event({}, open, kMonday + hours{1});
  std::set<std::string> ids{over.id};
  for (const AlertEvent& event : events) ids.insert(event.id);
  EXPECT_EQ(ids.size(), 5u);
}

TEST(Events, HaveAnotherIdWhenTheSameChangeComesBack) {
  const std::vector<Finding> two{balance(Severity::Error, "2")};
  const std::vector<Finding> three{balance(Severity::Error, "3")};
  std::vector<Alert> alerts = open_since(kMonday, two);
  std::set<std::string> ids;
  for (int day = 1; day <= 4; ++day) {
    const Instant now = kMonday + hours{24 * day};
    const auto& today = day % 2 == 1 ? three : two;
    ids.insert(only_event(today, alerts, now).id);
    alerts = reconcile(today, alerts, kPolicy, now).upserts;
  }
  EXPECT_EQ(ids.size(), 4u);
}

TEST(Events, HaveAnotherIdForEachTimeAnAlertOpens) {
  const std::vector<Finding> today{balance(Severity::Error)};
  auto alerts = open_since(kMonday, today);
  alerts = reconcile({}, alerts, kPolicy, kMonday + hours{1}).upserts;
  EXPECT_NE(only_event(today, {}, kMonday).id, only_event(today, alerts, kMonday + hours{2}).id);
}

TEST(Events, CallARuleWithoutTitleByItsMessageAndThenByItsId) {
  EvidenceLinks links;
  Finding finding = balance(Severity::Error);
  EXPECT_EQ(body_of(only_event({finding}, {}, kMonday, links))["rule_title"].string_or(""),
            finding.message.zh);
  finding.message = {};
  EXPECT_EQ(body_of(only_event({finding}, {}, kMonday, links))["rule_title"].string_or(""),
            "R-T3-BALANCE");
}

TEST(Events, HaveNoYearWhereTheFindingHasNone) {
  Finding finding = late();
  finding.key.year = 0;
  const Json body = body_of(only_event({finding}, {}, kMonday));
  EXPECT_TRUE(body["year"].is_null());
  EXPECT_TRUE(body["url"].is_null());
  EXPECT_EQ(body["title"].string_or(""), "广州市花都区狮岭镇政府：迟于法定期限公布");
}

TEST(Events, CutForeignTextShort) {
  Finding finding = balance(Severity::Error, std::string(100'000, '9'));
  finding.message.zh.assign(100'000, 'x');
  finding.cells.resize(500);
  const auto event = only_event({finding}, {}, kMonday);
  EXPECT_LT(event.body.size(), 30'000u);
  const Json body = body_of(event);
  EXPECT_EQ(length(body["text"].string_or("")), 2'000u);
  EXPECT_EQ(body["cells"].items().size(), 50u);
  EXPECT_TRUE(body["text"].string_or("").ends_with("…"));
}

}  // namespace
}  // namespace gkwatch::alerts
