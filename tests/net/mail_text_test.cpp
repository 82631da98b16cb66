#include "net/mail_text.h"

#include <gtest/gtest.h>

#include <string>

#include "core/crypto.h"

namespace gkwatch::net {
namespace {

MailMessage message() {
  MailMessage mail;
  mail.from = "gkwatch <monitor@example.org>";
  mail.to = {"ops@example.org", "值班 <duty@example.org>"};
  mail.subject = "缺报";
  mail.text = "一行\n二行\n";
  mail.message_id = "<7.1@example.org>";
  mail.date = "Thu, 21 Jan 2021 07:24:00 +0000";
  mail.headers = {{"Auto-Submitted", "auto-generated"}, {"References", "<7.0@x> <6@x>"}};
  return mail;
}

TEST(MailText, HasTheEnvelope) {
  const auto mail = compose(message());
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->sender, "monitor@example.org");
  EXPECT_EQ(mail->recipients, (std::vector<std::string>{"ops@example.org", "duty@example.org"}));
}

TEST(MailText, IsOnePartWithoutHtml) {
  EXPECT_EQ(compose(message())->content,
            "From: \"gkwatch\" <monitor@example.org>\r\n"
            "To: ops@example.org,\r\n =?UTF-8?B?5YC854+t?= <duty@example.org>\r\n"
            "Subject: =?UTF-8?B?57y65oql?=\r\n"
            "Date: Thu, 21 Jan 2021 07:24:00 +0000\r\n"
            "Message-ID: <7.1@example.org>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "References: <7.0@x> <6@x>\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n" +
                to_base64("一行\r\n二行\r\n") + "\r\n");
}

TEST(MailText, HasBothPartsWithHtml) {
  MailMessage mail = message();
  mail.html = "<p>缺报</p>";
  const std::string content = compose(mail)->content;
  const std::size_t body = content.find("Content-Type: multipart/alternative; boundary=\"");
  ASSERT_NE(body, std::string::npos);
  const std::size_t begin = content.find('"', body) + 1;
  const std::string boundary = content.substr(begin, content.find('"', begin) - begin);
  const std::size_t first = content.find("--" + boundary + "\r\nContent-Type: text/plain");
  const std::size_t second = content.find("--" + boundary + "\r\nContent-Type: text/html");
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos);
  EXPECT_NE(content.find(to_base64("<p>缺报</p>")), std::string::npos);
  EXPECT_TRUE(content.ends_with("--" + boundary + "--\r\n"));
}

TEST(MailText, IsTheSameForEveryAttempt) {
  EXPECT_EQ(compose(message())->content, compose(message())->content);
}

TEST(MailText, KeepsLinesShort) {
  MailMessage mail = message();
  mail.text = std::string(5000, 'x');
  const std::string content = compose(mail)->content;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = content.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 78u);
    begin = end + 2;
  }
}

TEST(MailText, RefusesInjectedHeaders) {
  const auto refuses = [](auto change) {
    MailMessage mail = message();
    change(mail);
    const auto composed = compose(mail);
    return !composed && composed.error().code == ErrorCode::Refused;
  };
  EXPECT_TRUE(refuses([](auto& m) { m.to = {"a@b>\r\nRCPT TO:<c@d"}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.from = "a@b\r\nBcc: c@d"; }));
  EXPECT_TRUE(refuses([](auto& m) { m.subject = "x\r\nBcc: c@d"; }));
  EXPECT_TRUE(refuses([](auto& m) { m.subject = std::string{"x\0y", 3}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.date = "today\nBcc: c@d"; }));
  EXPECT_TRUE(refuses([](auto& m) { m.date = ""; }));
  EXPECT_TRUE(refuses([](auto& m) { m.headers = {{"X", "y\nz"}}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.headers = {{"X\r\nY", "z"}}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.headers = {{"X: Y", "z"}}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.headers = {{"", "z"}}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.headers = {{"References", "<a> >b"}}; }));
  EXPECT_TRUE(refuses([](auto& m) { m.to.clear(); }));
  for (const char* id : {"", "7@x", "<7@x", "<7>", "<7 8@x>", "<7@x>\r\nX: y", "<7@x><8@x>>"}) {
    EXPECT_TRUE(refuses([id](auto& m) { m.message_id = id; })) << id;
  }
}

}  // namespace
}  // namespace gkwatch::net
