#include <gtest/gtest.h>

#include <set>

#include "alerts/render.h"
#include "core/json.h"
#include "tests/alerts/golden_file.h"
#include "tests/alerts/sample_pass.h"

namespace gkwatch::alerts {
namespace {

const AlertPolicy kPolicy = policy_with({hook()});

std::vector<Telling> many_tellings(int count, std::size_t text_length = 10) {
  std::vector<Finding> findings;
  for (int i = 0; i < count; ++i) {
    Finding finding = balance(Severity::Error);
    finding.key.place = "T3." + std::to_string(1000 + i);
    finding.message.zh.clear();
    for (std::size_t k = 0; k < text_length; ++k) finding.message.zh += "字";
    findings.push_back(finding);
  }
  return tellings_of(first_events(findings, kPolicy));
}

Json body_of(const Rendered& rendered) { return *Json::parse(rendered.delivery.payload); }

TEST(RenderWebhook, WritesTheBodyOfTheInterface) {
  const auto rendered = render(hook(), a_whole_pass(kPolicy), kPolicy, kMonday);
  ASSERT_EQ(rendered.size(), 1u);
  expect_golden("webhook.json", body_of(rendered[0]).dump(2) + "\n");
}

TEST(RenderWebhook, NumbersAlertsAndLinksTheirPages) {
  auto tellings = many_tellings(2);
  tellings.at(1).report_number.reset();
  const Json body = body_of(render(hook(), tellings, kPolicy, kMonday).at(0));
  const Json& alerts = body["data"]["alerts"];
  EXPECT_EQ(alerts.at(0)["id"].integer(), 7);
  EXPECT_EQ(alerts.at(0)["page"].string_or(""), "http://127.0.0.1:8480/reports/12");
  EXPECT_EQ(alerts.at(1)["id"].integer(), 8);
  EXPECT_EQ(alerts.at(1)["page"].string_or(""), "http://127.0.0.1:8480/agencies/huadu-shiling");
}

TEST(RenderWebhook, HasNoPageWithoutPages) {
  AlertPolicy policy = kPolicy;
  policy.page_base.clear();
  const Json body = body_of(render(hook(), many_tellings(1), policy, kMonday).at(0));
  EXPECT_TRUE(body["data"]["alerts"].at(0)["page"].is_null());
}

TEST(RenderWebhook, SaysNothingOfNothing) {
  EXPECT_TRUE(render(hook(), {}, kPolicy, kMonday).empty());
}

TEST(RenderWebhook, SplitsMoreThanAHundredAlertsAndKeepsTheirOrder) {
  const auto tellings = many_tellings(250);
  const auto rendered = render(hook(), tellings, kPolicy, kMonday);
  ASSERT_EQ(rendered.size(), 3u);
  EXPECT_EQ(rendered[0].events.size(), 100u);
  EXPECT_EQ(rendered[2].events.size(), 50u);
  std::vector<std::string> events;
  std::set<std::string> ids;
  for (const Rendered& each : rendered) {
    events.insert(events.end(), each.events.begin(), each.events.end());
    ids.insert(each.delivery.id.text);
    EXPECT_EQ(body_of(each)["data"]["alerts"].items().size(), each.events.size());
  }
  EXPECT_EQ(ids.size(), 3u);
  for (std::size_t i = 0; i < tellings.size(); ++i) EXPECT_EQ(events.at(i), tellings[i].event.id);
}

TEST(RenderWebhook, SplitsBodiesThatGrowTooLarge) {
  const auto rendered = render(hook(), many_tellings(300, 3'000), kPolicy, kMonday);
  EXPECT_GT(rendered.size(), 3u);
  for (const Rendered& each : rendered) EXPECT_LE(each.delivery.payload.size(), 520u << 10);
}

TEST(RenderWebhook, GivesTheSameEventsTheSameDeliveryId) {
  const auto tellings = many_tellings(3);
  const auto once = render(hook(), tellings, kPolicy, kMonday);
  const auto again = render(hook(), tellings, kPolicy, kMonday + std::chrono::hours{1});
  EXPECT_EQ(once.at(0).delivery.id, again.at(0).delivery.id);
  ReceiverSettings other = hook();
  other.name = {"other"};
  EXPECT_NE(once.at(0).delivery.id, render(other, tellings, kPolicy, kMonday).at(0).delivery.id);
}

TEST(RenderWebhook, MarksATest) {
  const Delivery delivery = render_test(hook(), kPolicy, kMonday);
  const Json body = *Json::parse(delivery.payload);
  EXPECT_EQ(body["type"].string_or(""), "test");
  EXPECT_TRUE(body["data"]["alerts"].is_array());
  EXPECT_TRUE(body["data"]["alerts"].items().empty());
}

}  // namespace
}  // namespace gkwatch::alerts
