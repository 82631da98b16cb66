#include "net/curl_mail.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/crypto.h"
#include "tests/support/smtp_server.h"

namespace gkwatch::net {
namespace {

using namespace std::chrono_literals;
using gkwatch::testing::SmtpServer;

MailMessage message() {
  MailMessage mail;
  mail.from = "monitor@example.org";
  mail.to = {"a@example.org", "b@example.org"};
  mail.subject = "缺报";
  mail.text = ".\n一行\n";
  mail.html = "<p>x</p>";
  mail.message_id = "<7.1@example.org>";
  mail.date = "Thu, 21 Jan 2021 07:24:00 +0000";
  return mail;
}

Result<MailReceipt> send(const SmtpServer& server, const MailMessage& mail = message()) {
  MailServer where{.url = server.url()};
  where.timeout = 10s;
  return CurlMail{}.send(where, mail, {});
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(CurlMail, HandsTheMailOver) {
  SmtpServer server;
  const auto sent = send(server);
  ASSERT_TRUE(sent) << sent.error().message;
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].sender, "monitor@example.org");
  EXPECT_EQ(mails[0].recipients, (std::vector<std::string>{"a@example.org", "b@example.org"}));
  EXPECT_TRUE(holds(mails[0].content, "Message-ID: <7.1@example.org>\n"));
  EXPECT_TRUE(holds(mails[0].content, to_base64(".\r\n一行\r\n")));
}

TEST(CurlMail, LogsIn) {
  SmtpServer server;
  const MailServer where{.url = server.url(), .user = "me", .password = "secret"};
  ASSERT_TRUE(CurlMail{}.send(where, message(), {}));
  std::string all;
  for (const std::string& command : server.commands()) all += command + "\n";
  EXPECT_TRUE(holds(all, to_base64(std::string{"\0me\0secret", 10})));
}

TEST(CurlMail, GivesUpOnAWrongPasswordAndDoesNotTellIt) {
  SmtpServer server{{.replies = {{"AUTH", "535 wrong"}}}};
  const MailServer where{.url = server.url(), .user = "me", .password = "secret"};
  const auto sent = CurlMail{}.send(where, message(), {});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::Refused) << sent.error().message;
  EXPECT_FALSE(holds(sent.error().message, "secret"));
  EXPECT_TRUE(server.mails().empty());
}

TEST(CurlMail, TellsWhoWasRefusedWhileTheOthersGetTheMail) {
  SmtpServer server{{.replies = {{"RCPT TO:<a@", "550 no such user"}}}};
  const auto sent = send(server);
  ASSERT_TRUE(sent) << sent.error().message;
  EXPECT_EQ(sent->taken, std::vector<std::string>{"b@example.org"});
  EXPECT_EQ(names_of(sent->refused), "a@example.org (550 no such user)");
  EXPECT_TRUE(sent->postponed.empty());
  ASSERT_EQ(server.mails().size(), 1u);
  EXPECT_EQ(server.mails()[0].recipients, (std::vector<std::string>{"b@example.org"}));
}

TEST(CurlMail, LetsNobodyWaitForOneWhoIsRefusedForNow) {
  SmtpServer server{{.replies = {{"RCPT TO:<a@", "450 greylisted"}}}};
  const auto sent = send(server);
  ASSERT_TRUE(sent) << sent.error().message;
  EXPECT_EQ(sent->taken, std::vector<std::string>{"b@example.org"});
  EXPECT_EQ(names_of(sent->postponed), "a@example.org (450 greylisted)");
}

TEST(CurlMail, GivesNobodyTheMailTwice) {
  SmtpServer server;
  MailMessage again = message();
  again.served = {"b@example.org"};
  ASSERT_TRUE(send(server, again));
  ASSERT_EQ(server.mails().size(), 1u);
  EXPECT_EQ(server.mails()[0].recipients, std::vector<std::string>{"a@example.org"});
  EXPECT_TRUE(holds(server.mails()[0].content, "To: a@example.org,\n b@example.org\n"))
      << "it is the same mail: " << server.mails()[0].content;
}

TEST(CurlMail, MayBeTriedAgainWhenOneOfAllThatAreRefusedMayComeRound) {
  SmtpServer server{{.replies = {{"RCPT TO:<a@", "550 no"}, {"RCPT TO:<b@", "450 later"}}}};
  const auto sent = send(server);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::Unreachable) << sent.error().message;
  EXPECT_TRUE(holds(sent.error().message, "b@example.org (450 later)")) << sent.error().message;
}

TEST(CurlMail, TellsWhenAllAreRefused) {
  SmtpServer server{{.replies = {{"RCPT TO:", "550 no"}}}};
  const auto sent = send(server);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::Refused);
  EXPECT_TRUE(holds(sent.error().message, "a@example.org"));
  EXPECT_TRUE(holds(sent.error().message, "b@example.org"));
  EXPECT_TRUE(server.mails().empty());
}

TEST(CurlMail, TellsARefusalForGoodFromOneForNow) {
  const std::pair<const char*, ErrorCode> replies[] = {{"554 never", ErrorCode::Refused},
                                                       {"451 later", ErrorCode::Unreachable}};
  for (const auto& [reply, expected] : replies) {
    for (const char* command : {"", "MAIL FROM:", "DATA", "."}) {
      SmtpServer server{{.replies = {{command, reply}}}};
      const auto sent = send(server);
      ASSERT_FALSE(sent) << command;
      EXPECT_EQ(sent.error().code, expected) << command << ": " << sent.error().message;
      EXPECT_TRUE(server.mails().empty());
    }
  }
}

TEST(CurlMail, MayBeTriedAgainAfterALostConnection) {
  for (const char* command : {"", "EHLO", "MAIL FROM:", "RCPT TO:", "DATA", "."}) {
    SmtpServer server{{.hang_up_at = command}};
    const auto sent = send(server);
    ASSERT_FALSE(sent) << command;
    EXPECT_EQ(sent.error().code, ErrorCode::Unreachable) << command << sent.error().message;
  }
}

TEST(CurlMail, CountsAMailAsSentWhateverFollows) {
  SmtpServer server{{.hang_up_at = "QUIT"}};
  EXPECT_TRUE(send(server));
  EXPECT_EQ(server.mails().size(), 1u);
}

TEST(CurlMail, SendsNothingOpenlyWhereTlsIsRequired) {
  SmtpServer server;
  const MailServer where{.url = server.url(),
                         .user = "me",
                         .password = "secret",
                         .starttls = MailServer::StartTls::Required};
  const auto sent = CurlMail{}.send(where, message(), {});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::Unreachable);
  EXPECT_TRUE(server.mails().empty());
  const auto commands = server.commands();
  EXPECT_TRUE(std::none_of(commands.begin(), commands.end(),
                           [](const auto& line) { return line.starts_with("AUTH"); }));
}

TEST(CurlMail, GivesUpAfterTheTimeout) {
  SmtpServer server{{.is_silent = true}};
  MailServer where{.url = server.url()};
  where.timeout = 0s;
  const auto sent = CurlMail{}.send(where, message(), {});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::Timeout) << sent.error().message;
}

TEST(CurlMail, AsksNoProxyThatTheEnvironmentNames) {
  SmtpServer server;
  ::setenv("all_proxy", "http://127.0.0.1:1", 1);
  const auto sent = send(server);
  ::unsetenv("all_proxy");
  EXPECT_TRUE(sent);
}

TEST(CurlMail, StopsWhenTold) {
  SmtpServer server{{.is_silent = true}};
  std::stop_source stop;
  stop.request_stop();
  const auto sent = CurlMail{}.send({.url = server.url()}, message(), stop.get_token());
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::Cancelled);
}

TEST(CurlMail, RefusesBeforeItConnects) {
  SmtpServer server;
  MailMessage mail = message();
  mail.to = {"a@b>\r\nRCPT TO:<c@d"};
  EXPECT_EQ(send(server, mail).error().code, ErrorCode::Refused);
  for (const char* url : {"http://127.0.0.1/", "smtp://a\r\nb", "", "smtp://me:secret@a"}) {
    const auto sent = CurlMail{}.send({.url = url}, message(), {});
    EXPECT_EQ(sent.error().code, ErrorCode::Malformed) << url;
  }
  EXPECT_TRUE(server.commands().empty());
}

}  // namespace
}  // namespace gkwatch::net
