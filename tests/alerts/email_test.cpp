#include "alerts/email.h"

#include <gtest/gtest.h>

#include "alerts/mail_parts.h"
#include "tests/alerts/receiver_bench.h"

namespace gkwatch::alerts {
namespace {

std::string header(const net::MailMessage& message, std::string_view name) {
  for (const auto& [each, value] : message.headers) {
    if (each == name) return value;
  }
  return {};
}

net::MailMessage mail_about(const std::vector<Finding>& findings,
                            const Agency& agency = shiling()) {
  ReceiverBench bench{post_box()};
  const AlertPolicy policy = policy_with({post_box()});
  const auto rendered =
      render(post_box(), tellings_of(first_events(findings, policy, agency)), policy, kMonday);
  EXPECT_TRUE(bench.receiver().deliver(rendered.at(0).delivery, {}).status);
  return bench.mail.sent().at(0).message;
}

TEST(Email, GoesFromTheSenderToTheRecipientsOfTheSettings) {
  ReceiverSettings settings = post_box();
  settings.to = {"a@example.cn", "张三 <b@example.cn>"};
  settings.user = "watch";
  settings.password = "secret";
  settings.starttls = StartTls::Required;
  ReceiverBench bench{settings};
  ASSERT_TRUE(bench.deliver().status);
  const auto& sent = bench.mail.sent().at(0);
  EXPECT_EQ(sent.server.url, "smtp://127.0.0.1:2525");
  EXPECT_EQ(sent.server.user, "watch");
  EXPECT_EQ(sent.server.password, "secret");
  EXPECT_EQ(sent.server.starttls, net::MailServer::StartTls::Required);
  EXPECT_EQ(sent.message.from, settings.from);
  EXPECT_EQ(sent.message.to, settings.to);
}

TEST(Email, SaysThatNobodyWroteIt) {
  const auto mail = mail_about({balance(Severity::Error)});
  EXPECT_EQ(header(mail, "Auto-Submitted"), "auto-generated");
  EXPECT_EQ(mail.date, "Mon, 03 Feb 2025 00:00:00 +0000");
}

TEST(Email, HasAMessageIdMadeOfTheDelivery) {
  ReceiverBench bench{post_box()};
  ASSERT_TRUE(bench.deliver().status);
  const auto& mail = bench.mail.sent().at(0).message;
  EXPECT_EQ(mail.message_id, "<" + bench.delivery().id.text + "@example.gov.cn>");
}

TEST(Email, KeepsOneReportInOneThread) {
  const auto first = mail_about({balance(Severity::Error)});
  const auto second = mail_about({late()});
  Agency other = shiling();
  other.id = {"huadu-tanbu"};
  Finding elsewhere = late();
  elsewhere.key.agency = other.id;
  const auto third = mail_about({elsewhere}, other);
  EXPECT_EQ(header(first, "References"), header(second, "References"));
  EXPECT_NE(header(first, "References"), header(third, "References"));
  EXPECT_NE(header(first, "References"), first.message_id);
}

TEST(Email, PassesOnWhatTheServerRefusedForGood) {
  ReceiverBench bench{post_box()};
  bench.mail.will_fail({ErrorCode::Refused, "550 no such user"});
  const Attempt attempt = bench.deliver();
  EXPECT_EQ(attempt.status.error().code, ErrorCode::Refused);
  EXPECT_EQ(attempt.status.error().message, "550 no such user");
}

TEST(Email, IsOfferedAgainToThoseAloneWhoWereRefusedForNow) {
  ReceiverBench bench{post_box()};
  bench.mail.will_answer({.taken = {"a@example.cn"},
                          .refused = {{"b@example.cn", "550 no such user"}},
                          .postponed = {{"c@example.cn", "452 mailbox full"}}});
  const Attempt first = bench.deliver();
  EXPECT_EQ(first.status.error().code, ErrorCode::Unreachable);
  EXPECT_EQ(first.served, std::vector<std::string>{"a@example.cn"});
  EXPECT_NE(first.why.in(Language::Chinese).find("c@example.cn"), std::string::npos);
  Delivery again = bench.delivery();
  again.served = first.served;
  bench.mail.will_answer(
      {.taken = {"c@example.cn"}, .refused = {{"b@example.cn", "550 no such user"}}});
  const Attempt second = bench.receiver().deliver(again, {});
  EXPECT_EQ(bench.mail.sent().at(1).message.served, first.served);
  EXPECT_EQ(second.status.error().code, ErrorCode::Refused);
  EXPECT_NE(second.why.in(Language::Chinese).find("b@example.cn"), std::string::npos);
}

TEST(Email, RefusesAPayloadThatIsNoMail) {
  ReceiverBench bench{post_box()};
  Delivery delivery = bench.delivery();
  for (const char* payload : {"", "{}", "[1]", "{\"text\":\"x\"}"}) {
    delivery.payload = payload;
    EXPECT_EQ(bench.receiver().deliver(delivery, {}).status.error().code, ErrorCode::Refused);
  }
  EXPECT_TRUE(bench.mail.sent().empty());
}

}  // namespace
}  // namespace gkwatch::alerts
