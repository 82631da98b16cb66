// Every kind of receiver at once, each as its public documentation describes it, well and in
// trouble.

#include <gtest/gtest.h>

#include <stop_token>
#include <utility>

#include "core/system_clock.h"
#include "core/text.h"
#include "tests/e2e/neighbourhood.h"
#include "tests/support/group_robot.h"

namespace gkwatch::testing {
namespace {

using std::chrono::hours;

constexpr std::string_view kDingTalkSecret = "SECdingtalk";
constexpr std::string_view kFeishuSecret = "feishu-secret";

std::string receiver(const std::string& kind, const std::string& url, std::string_view secret) {
  std::string toml =
      "[[receiver]]\nname = \"" + kind + "\"\nkind = \"" + kind + "\"\nurl = \"" + url + "\"\n";
  if (!secret.empty()) toml += "secret = \"" + std::string{secret} + "\"\n";
  return toml;
}

std::string mail_to_three(const SmtpServer& server) {
  return "[[receiver]]\nname = \"three\"\nkind = \"email\"\nsmtp = \"" + server.url() +
         "\"\nfrom = \"gkwatch@example.org\"\nto = [\"a@example.org\", \"b@example.org\", "
         "\"c@example.org\"]\n";
}

std::string message_id_of(const ReceivedMail& mail) {
  const auto begin = mail.content.find("Message-ID: ");
  return mail.content.substr(begin, mail.content.find('\n', begin) - begin);
}

// From now to the noon of China's day: between two passes an hour apart no digest falls due,
// whenever the tests run.
hours to_noon() {
  static const hours shift = [] {
    constexpr hours kChina{8};
    const auto of_day = (SystemClock{}.now().time_since_epoch() + kChina) % hours{24};
    return hours{12} - std::chrono::duration_cast<hours>(of_day);
  }();
  return shift;
}

// The time of the pass that is under way.
class PassClock final : public Clock {
 public:
  Instant now() const override { return clock_.now() + shift; }
  Tick tick() const override { return clock_.tick(); }
  bool sleep_until(Tick until, std::stop_token stop) override {
    return clock_.sleep_until(until, std::move(stop));
  }

  hours shift{0};

 private:
  SystemClock clock_;
};

class AllKinds : public ::testing::Test {
 protected:
  void SetUp() override { here_.configure("", robots()); }

  std::string robots() const {
    return receiver("dingtalk", dingtalk_.url(), kDingTalkSecret) +
           receiver("wecom", wecom_.url(), "") + receiver("feishu", feishu_.url(), kFeishuSecret) +
           receiver("slack", slack_.url(), "");
  }

  void poll(hours shift = {}) {
    clock_.shift = to_noon() + shift;
    here_.run({"poll", "--all"}, clock_.shift);
  }

  std::vector<GroupRobot*> all() { return {&dingtalk_, &wecom_, &feishu_, &slack_}; }

  void expect_only_documented_calls() {
    for (const GroupRobot* robot : all()) {
      for (const std::string& fault : robot->complaints()) ADD_FAILURE() << robot->url() << fault;
    }
  }

  // The alerts that gkwatch raises about receivers, as people see them.
  std::vector<Json> about_receivers() const {
    return where(here_.rows("alerts"), "rule", "GK-RECEIVER");
  }

  PassClock clock_;
  GroupRobot dingtalk_{Service::DingTalk, std::string{kDingTalkSecret}, clock_};
  GroupRobot wecom_{Service::WeCom, "", clock_};
  GroupRobot feishu_{Service::Feishu, std::string{kFeishuSecret}, clock_};
  GroupRobot slack_{Service::Slack, "", clock_};
  Neighbourhood here_;
};

TEST(Heartbeat, IsHeardOnceAfterEveryPass) {
  HookReceiver switch_of_dead_man;
  Neighbourhood here;
  here.configure("", "[service]\nheartbeat_url = \"" + switch_of_dead_man.url() + "\"\n");
  here.run({"poll", "--all"});
  EXPECT_EQ(switch_of_dead_man.calls().size(), 1u);
  switch_of_dead_man.answer_with(500);
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 0) << "nobody listening is no failure of the pass";
  EXPECT_EQ(switch_of_dead_man.calls().size(), 2u);
}

TEST_F(AllKinds, TakeWhatTheirDocumentationDescribes) {
  poll();
  for (const GroupRobot* robot : all()) {
    ASSERT_EQ(robot->taken().size(), 1u) << robot->url();
    EXPECT_TRUE(contains(robot->taken().front(), "狮岭镇")) << robot->taken().front();
    EXPECT_TRUE(contains(robot->taken().front(), "应为 1，报告为 2")) << robot->taken().front();
  }
  for (const char* name : {"dingtalk", "wecom", "feishu", "slack"}) {
    EXPECT_EQ(here_.run({"notify", "--test", name}, to_noon()).exit, 0) << name;
  }
  expect_only_documented_calls();
}

TEST_F(AllKinds, GetTheSameMessageOnceTheyAreOutOfTrouble) {
  dingtalk_.will({.body = R"({"errcode":130101,"errmsg":"send too fast"})"});
  wecom_.will({.status = 502, .body = "<html>Bad Gateway</html>"});
  feishu_.will({.hangs_up = true});
  slack_.will({.status = 429, .body = "rate_limited", .headers = "Retry-After: 60\r\n"});
  poll(hours{-1});
  for (const GroupRobot* robot : all()) EXPECT_TRUE(robot->taken().empty()) << robot->url();
  poll();
  for (const GroupRobot* robot : all()) {
    ASSERT_EQ(robot->troubled().size(), 1u) << robot->url();
    ASSERT_EQ(robot->taken().size(), 1u) << robot->url();
    if (robot != &feishu_) {  // whose messages carry the signature of each attempt
      EXPECT_EQ(robot->taken().front(), robot->troubled().front());
    }
  }
  EXPECT_EQ(here_.hook().calls().size(), 1u) << "one in trouble does not hold the others";
  expect_only_documented_calls();
}

TEST_F(AllKinds, HearOfTheOneThatIsGone) {
  here_.hook().answer_with(410);
  poll(hours{-2});
  EXPECT_EQ(here_.hook().calls().size(), 1u);
  poll();
  EXPECT_EQ(here_.hook().calls().size(), 1u) << "nothing more is sent to it";
  ASSERT_EQ(about_receivers().size(), 1u);
  EXPECT_TRUE(contains(about_receivers().front()["title"].string_or(""), "已停用（410）"));
  for (const GroupRobot* robot : all()) {
    ASSERT_EQ(robot->taken().size(), 2u) << robot->url();
    EXPECT_TRUE(contains(robot->taken().back(), "接收者 hook")) << robot->taken().back();
  }
}

TEST_F(AllKinds, HearOfTheOneThatIsNotReachedForHoursAndThatItIsReachedAgain) {
  here_.hook().answer_with(503);
  poll(hours{-5});
  EXPECT_TRUE(about_receivers().empty()) << "it may come back";
  poll();
  ASSERT_EQ(about_receivers().size(), 1u);
  EXPECT_TRUE(contains(slack_.taken().back(), "发往接收者 hook 的消息")) << slack_.taken().back();
  EXPECT_TRUE(contains(slack_.taken().back(), "HTTP 503")) << slack_.taken().back();
  here_.hook().answer_with(204);
  poll(hours{4});
  poll(hours{5});
  EXPECT_EQ(about_receivers().front()["state"].string_or(""), "resolved");
  EXPECT_TRUE(contains(slack_.taken().back(), "已解决")) << slack_.taken().back();
}

TEST_F(AllKinds, HearOfTheRecipientWhoWasRefusedWhileTheOtherTwoHaveTheMail) {
  SmtpServer server{{.replies = {{"RCPT TO:<b@", "550 5.1.1 no such user"}}}};
  here_.configure("", robots() + mail_to_three(server));
  poll(hours{-1});
  ASSERT_EQ(server.mails().size(), 1u);
  EXPECT_EQ(server.mails().front().recipients,
            (std::vector<std::string>{"a@example.org", "c@example.org"}));
  poll();
  EXPECT_EQ(server.mails().size(), 1u) << "those who have it do not get it again";
  ASSERT_EQ(about_receivers().size(), 1u);
  const std::string title{about_receivers().front()["title"].string_or("")};
  EXPECT_TRUE(contains(title, "没有收下") && contains(title, "b@example.org")) << title;
  EXPECT_TRUE(contains(slack_.taken().back(), "接收者 three")) << slack_.taken().back();
}

TEST_F(AllKinds, GetTheMailAlthoughOneRecipientIsToWait) {
  SmtpServer busy{{.replies = {{"RCPT TO:<b@", "452 4.2.2 mailbox full"}}}};
  here_.configure("", mail_to_three(busy));
  poll(hours{-1});
  ASSERT_EQ(busy.mails().size(), 1u);
  EXPECT_EQ(busy.mails().front().recipients,
            (std::vector<std::string>{"a@example.org", "c@example.org"}));
  SmtpServer free;
  here_.configure("", mail_to_three(free));
  poll();
  ASSERT_EQ(free.mails().size(), 1u);
  EXPECT_EQ(free.mails().front().recipients, std::vector<std::string>{"b@example.org"});
  EXPECT_EQ(free.mails().front().content, busy.mails().front().content) << "the same mail";
}

TEST_F(AllKinds, GetTheMailThatWasCutOffInTheMiddleOfTheDialogueAgain) {
  for (const char* moment : {"DATA", "."}) {
    SCOPED_TRACE(moment);
    Neighbourhood here;
    SmtpServer rude{{.hang_up_at = moment}};
    here.configure("", mail_to_three(rude));
    here.run({"poll", "--all"}, to_noon() - hours{1});
    EXPECT_TRUE(rude.mails().empty());
    SmtpServer kind;
    here.configure("", mail_to_three(kind));
    here.run({"poll", "--all"}, to_noon());
    ASSERT_EQ(kind.mails().size(), 1u);
    EXPECT_EQ(kind.mails().front().recipients.size(), 3u);
    const std::string own = message_id_of(kind.mails().front());
    const Ran made =
        here.run({"sql", "SELECT id, attempts FROM deliveries WHERE receiver = 'three'", "--format",
                  "json"});
    ASSERT_EQ(made.json().items().size(), 1u) << "the same message, not another";
    EXPECT_TRUE(contains(own, made.json().at(0)["id"].string_or("?"))) << own;
  }
}

}  // namespace
}  // namespace gkwatch::testing
