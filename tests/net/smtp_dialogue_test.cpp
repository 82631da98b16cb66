#include "net/smtp_dialogue.h"

#include <gtest/gtest.h>

namespace gkwatch::net {
namespace {

TEST(SmtpDialogue, RemembersWhoWasRefused) {
  SmtpDialogue dialogue;
  dialogue.note_command("RCPT TO:<a@b>\r\n");
  EXPECT_TRUE(dialogue.note_reply("250 ok\r\n"));
  dialogue.note_command("RCPT TO:<c@d> X=Y\r\n");
  EXPECT_TRUE(dialogue.note_reply("550-no\r\n"));
  EXPECT_TRUE(dialogue.note_reply("550 such user\r\n"));
  ASSERT_EQ(dialogue.refusals().size(), 1u);
  EXPECT_EQ(dialogue.refusals()[0].recipient, "c@d");
  EXPECT_EQ(dialogue.refusals()[0].reply, "550 such user");
  EXPECT_TRUE(dialogue.is_refused_for_good());
  EXPECT_FALSE(dialogue.is_postponed());
}

TEST(SmtpDialogue, StopsAtARecipientRefusedForNow) {
  SmtpDialogue dialogue;
  dialogue.note_command("RCPT TO:<a@b>\r\n");
  EXPECT_FALSE(dialogue.note_reply("450 greylisted\r\n"));
  EXPECT_TRUE(dialogue.is_postponed());
}

TEST(SmtpDialogue, BelievesAReplyForItsOwnCommandOnly) {
  SmtpDialogue dialogue;
  dialogue.note_command("EHLO x\r\n");
  dialogue.note_reply("500 what\r\n");
  dialogue.note_command("HELO x\r\n");
  EXPECT_FALSE(dialogue.is_refused_for_good());
  dialogue.note_command("MAIL FROM:<a@b>\r\n");
  EXPECT_TRUE(dialogue.note_reply("451 later\r\n"));
  EXPECT_TRUE(dialogue.refusals().empty());
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
