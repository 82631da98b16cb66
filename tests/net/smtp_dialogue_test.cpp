#include "net/smtp_dialogue.h"

#include <gtest/gtest.h>

namespace gkwatch::net {
namespace {

TEST(SmtpDialogue, RemembersWhoWasRefused) {
  SmtpDialogue dialogue;
  dialogue.note_command("RCPT TO:<a@b>\r\n");
  dialogue.note_reply("250 ok\r\n");
  dialogue.note_command("RCPT TO:<c@d> X=Y\r\n");
  dialogue.note_reply("550-no\r\n");
  dialogue.note_reply("550 such user\r\n");
  const MailReceipt& recipients = dialogue.recipients();
  EXPECT_EQ(recipients.taken, std::vector<std::string>{"a@b"});
  ASSERT_EQ(recipients.refused.size(), 1u);
  EXPECT_EQ(recipients.refused[0].recipient, "c@d");
  EXPECT_EQ(recipients.refused[0].reply, "550 such user");
  EXPECT_TRUE(dialogue.is_refused_for_good());
  EXPECT_TRUE(recipients.postponed.empty());
}

TEST(SmtpDialogue, TellsARecipientRefusedForNowFromOneRefusedForGood) {
  SmtpDialogue dialogue;
  dialogue.note_command("RCPT TO:<a@b>\r\n");
  dialogue.note_reply("450 greylisted\r\n");
  EXPECT_TRUE(dialogue.recipients().refused.empty());
  ASSERT_EQ(dialogue.recipients().postponed.size(), 1u);
  EXPECT_EQ(dialogue.recipients().postponed[0].recipient, "a@b");
}

TEST(SmtpDialogue, BelievesAReplyForItsOwnCommandOnly) {
  SmtpDialogue dialogue;
  dialogue.note_command("EHLO x\r\n");
  dialogue.note_reply("500 what\r\n");
  dialogue.note_command("HELO x\r\n");
  EXPECT_FALSE(dialogue.is_refused_for_good());
  dialogue.note_command("MAIL FROM:<a@b>\r\n");
  dialogue.note_reply("451 later\r\n");
  EXPECT_TRUE(dialogue.recipients().postponed.empty());
  EXPECT_FALSE(dialogue.is_refused_for_good());
}

TEST(SmtpDialogue, LetsAFarewellChangeNothing) {
  SmtpDialogue dialogue;
  dialogue.note_command("DATA\r\n");
  dialogue.note_reply("554 no\r\n");
  dialogue.note_command("QUIT\r\n");
  dialogue.note_reply("221 bye\r\n");
  EXPECT_TRUE(dialogue.is_refused_for_good());
  EXPECT_EQ(dialogue.last_reply(), "554 no");
}

}  // namespace
}  // namespace gkwatch::net
