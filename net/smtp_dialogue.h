#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/mail.h"

namespace gkwatch::net {

// Listens to the commands and replies of one SMTP session (RFC 5321), to know afterwards who
// was taken, who refused and whether for good. Remembers no command but RCPT: others hold
// passwords.
class SmtpDialogue {
 public:
  void note_command(std::string_view command);
  void note_reply(std::string_view line);

  const MailReceipt& recipients() const { return recipients_; }
  // The last command (but QUIT) was answered by a 5xx reply.
  bool is_refused_for_good() const { return last_reply_.starts_with('5'); }
  const std::string& last_reply() const { return last_reply_; }  // empty: not answered yet

 private:
  std::string recipient_;   // of the command that waits for its reply
  std::string last_reply_;  // to the last command
  MailReceipt recipients_;
  bool has_quit_ = false;
};

}  // namespace gkwatch::net
