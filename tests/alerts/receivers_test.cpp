#include "alerts/receivers.h"

#include <gtest/gtest.h>

#include "tests/alerts/receiver_bench.h"

namespace gkwatch::alerts {
namespace {

std::string complaint(const ReceiverSettings& settings) {
  const Status checked = check_receiver(settings);
  return checked ? "" : checked.error().message;
}

ReceiverSettings mail_to(std::string to) {
  ReceiverSettings settings = post_box();
  settings.to = {std::move(to)};
  return settings;
}

TEST(Receivers, AcceptWhatCanWork) {
  EXPECT_EQ(complaint(hook()), "");
  EXPECT_EQ(complaint(post_box()), "");
  EXPECT_EQ(complaint(mail_to("\"Li, Si\" <li@example.cn>")), "");
  EXPECT_EQ(complaint(chat_of(ReceiverKind::DingTalk, "SECany text")), "");
}

TEST(Receivers, NameTheOneThatCannotWork) {
  ReceiverSettings settings = hook();
  settings.url = "ftp://example.cn/";
  EXPECT_TRUE(complaint(settings).starts_with("receiver 'hook': url: ")) << complaint(settings);
  settings = hook();
  settings.secrets = {"whsec_AAEC", "whsec_%%"};
  EXPECT_EQ(complaint(settings), "receiver 'hook': secret must be whsec_ and base64");
  settings = post_box();
  settings.smtp = "mail.example.cn";
  EXPECT_NE(complaint(settings), "");
  settings = post_box();
  settings.to.clear();
  EXPECT_EQ(complaint(settings), "receiver 'mail': to names nobody");
}

TEST(Receivers, RefuseAddressesThatCouldEndAHeader) {
  for (const char* address : {"a@b>\r\nRCPT TO:<c@d", "a@b\nBcc: c@d", "a@b>", "<a@b", "<a@b> x",
                              "<a@b><c@d>", "a<@>b<", "nobody", "", "Name <nobody>"}) {
    EXPECT_NE(complaint(mail_to(address)), "") << address;
  }
  EXPECT_NE(complaint(mail_to(std::string{"a@b\0c", 5})), "");
  ReceiverSettings settings = post_box();
  settings.from = "a@b\r\nBcc: c@d";
  EXPECT_NE(complaint(settings), "");
  settings = post_box();
  settings.smtp = "smtp://127.0.0.1:25\r\nQUIT";
  EXPECT_NE(complaint(settings), "");
}

TEST(Receivers, AreMadeInTheOrderOfTheSettings) {
  testing::ManualClock clock;
  testing::ScriptedTransport http{clock};
  testing::CollectingMail mail;
  const std::vector<ReceiverSettings> settings{post_box(), hook(), chat_of(ReceiverKind::Slack)};
  const auto made = make_receivers(settings, {http, mail, clock});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->size(), 3u);
  EXPECT_EQ((*made)[0]->id().text, "mail");
  EXPECT_EQ((*made)[1]->id().text, "hook");
  EXPECT_EQ((*made)[2]->id().text, "group");
}

}  // namespace
}  // namespace gkwatch::alerts
