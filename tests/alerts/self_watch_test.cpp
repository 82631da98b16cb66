#include "alerts/self_watch.h"

#include <gtest/gtest.h>

#include "alerts/events.h"
#include "alerts/route.h"
#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

std::vector<std::string> rules_of(const SelfFacts& facts, Instant now = kMonday) {
  std::vector<std::string> rules;
  for (const Finding& finding : self_findings(facts, now)) rules.push_back(finding.key.rule.text);
  return rules;
}

using Rules = std::vector<std::string>;

TEST(SelfWatch, SaysNothingOfAHealthyProgram) {
  EXPECT_TRUE(self_findings({.free_bytes = 1ull << 40}, kMonday).empty());
}

TEST(SelfWatch, SaysWhatIsWrong) {
  EXPECT_EQ(rules_of({.free_bytes = 5}), Rules{"GK-DISK"});
  EXPECT_EQ(rules_of({.reader_trouble = "not there"}), Rules{"GK-READER"});
  EXPECT_EQ(rules_of({.deaf = {{{"hook"}, kMonday, true, "410"}}}), Rules{"GK-RECEIVER"});
  EXPECT_EQ(rules_of({.unread = {{{"a"}, "甲", kMonday}}}), Rules{"GK-SOURCE"});
  EXPECT_EQ(rules_of({.holidays_known_until = 2024}), Rules{"GK-HOLIDAYS"});
  EXPECT_TRUE(rules_of({.holidays_known_until = 2025}).empty());
}

TEST(SelfWatch, TellsOfOnePortalOnceAndOfNoneBesideABlackout) {
  const std::vector<SelfFacts::Dark> dark{{"www.huadu.gov.cn", 40, kMonday}};
  EXPECT_EQ(rules_of({.dark = dark}), Rules{"GK-PORTAL"});
  EXPECT_EQ(rules_of({.dark = dark, .is_blind = true}), Rules{"GK-POLL"});
}

TEST(SelfWatch, TellsOfADeafReceiverThroughTheOthers) {
  const Finding finding = self_findings({.deaf = {{{"hook"}, kMonday, false, "x"}}}, kMonday).at(0);
  const AlertPolicy policy = policy_with({hook(), post_box()});
  EXPECT_FALSE(hears(policy.receivers[0], finding, self_agency(), policy));
  EXPECT_TRUE(hears(policy.receivers[1], finding, self_agency(), policy));
}

TEST(SelfWatch, SaysOfAMessageThatWasRefusedThatItIsNotSentAgain) {
  const SelfFacts facts{.deaf = {{{"mail"}, kMonday, false, "550 no such user", true}}};
  const Finding finding = self_findings(facts, kMonday).at(0);
  EXPECT_EQ(finding.message.zh,
            "接收者 mail 没有收下 2025-02-03 08:00 的消息，此消息不再重发：550 no such user");
}

TEST(SelfWatch, TellsThoseWhoAreConfinedOnlyIfThereIsNobodyElse) {
  const Finding finding = self_findings({.free_bytes = 5}, kMonday).at(0);
  AlertPolicy policy = policy_with({hook({.region_prefix = "440113"}), post_box()});
  EXPECT_FALSE(hears(policy.receivers[0], finding, self_agency(), policy));
  policy.receivers.pop_back();
  EXPECT_TRUE(hears(policy.receivers[0], finding, self_agency(), policy));
}

}  // namespace
}  // namespace gkwatch::alerts
