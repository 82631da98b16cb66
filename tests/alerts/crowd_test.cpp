#include "alerts/crowd.h"

#include <gtest/gtest.h>

#include <set>

#include "alerts/mail_parts.h"
#include "alerts/render.h"
#include "core/csv.h"
#include "core/json.h"
#include "core/text.h"
#include "tests/alerts/receiver_bench.h"

namespace gkwatch::alerts {
namespace {

constexpr int kAgencies = 2'000;

std::string name_of_agency(int i) { return "第" + std::to_string(i) + "号镇政府"; }

std::vector<Telling> a_late_midnight(const AlertPolicy& policy) {
  std::vector<AlertEvent> events;
  for (int i = 0; i < kAgencies; ++i) {
    Agency agency = shiling();
    agency.id = {"town-" + std::to_string(i)};
    agency.name = name_of_agency(i);
    agency.region = i % 3 == 0 ? "440113" : "440114";
    Finding finding = late();
    finding.key.agency = agency.id;
    for (auto& event : events_of(reconcile({{finding}}, {}, policy, kMonday), agency,
                                 shiling_links(), policy, kMonday)) {
      events.push_back(std::move(event));
    }
  }
  return tellings_of(events);
}

TEST(Crowd, TellsOfManyLateAgenciesInOneReadableMailThatForgetsNobody) {
  const AlertPolicy policy = policy_with({post_box()});
  const auto rendered = render(post_box(), a_late_midnight(policy), policy, kMonday);
  ASSERT_EQ(rendered.size(), 1u);
  EXPECT_EQ(rendered[0].events.size(), std::size_t{kAgencies});
  const MailParts mail = *mail_parts_from(rendered[0].delivery.payload);
  for (int i = 0; i < kAgencies; ++i) {
    ASSERT_TRUE(contains(mail.text, name_of_agency(i))) << i;
    ASSERT_TRUE(contains(mail.html, name_of_agency(i))) << i;
  }
  EXPECT_TRUE(contains(mail.html, "440113 广州市番禺区"));
  EXPECT_TRUE(contains(mail.html, "alerts?rule=R-P-LATE&amp;year=2020"));
  EXPECT_LT(mail.html.size(), 200'000u);
  EXPECT_EQ(parse_csv(mail.table).size(), std::size_t{kAgencies + 1});
}

TEST(Crowd, CountsEveryAgencyByRegionInOneMessageOfEachChat) {
  for (const ReceiverKind kind :
       {ReceiverKind::DingTalk, ReceiverKind::WeCom, ReceiverKind::Feishu, ReceiverKind::Slack}) {
    const ReceiverSettings group = chat_of(kind);
    const AlertPolicy policy = policy_with({group});
    const auto rendered = render(group, a_late_midnight(policy), policy, kMonday);
    ASSERT_EQ(rendered.size(), 1u);
    const std::string& payload = rendered[0].delivery.payload;
    EXPECT_TRUE(contains(payload, "共 2000 个单位")) << payload;
    EXPECT_TRUE(contains(payload, "440113 广州市番禺区 667 个")) << payload;
    EXPECT_TRUE(contains(payload, "440114 广州市花都区 1333 个")) << payload;
    EXPECT_LT(payload.size(), 4'000u);
  }
}

}  // namespace
}  // namespace gkwatch::alerts
