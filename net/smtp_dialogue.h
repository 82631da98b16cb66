#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gkwatch::net {

// Listens to the commands and replies of one SMTP session (RFC 5321), to know afterwards who
// was refused and whether for good. Remembers no command but RCPT: others hold passwords.
class SmtpDialogue {
 public:
  struct Refusal {
    std::string recipient;
    std::string reply;  // "550 no such user"
  };

  void note_command(std::string_view command);
  // A reply line. False if a recipient was refused for now (4xx): nobody shall get the mail
  // yet, or the next attempt would give it to the others twice.
  bool note_reply(std::string_view line);

  const std::vector<Refusal>& refusals() const { return refusals_; }  // RCPT only
  bool is_postponed() const { return is_postponed_; }
  // The last command (but QUIT) was answered by a 5xx reply.
  bool is_refused_for_good() const { return last_reply_.starts_with('5'); }
  const std::string& last_reply() const { return last_reply_; }  // empty: not answered yet

 private:
  std::string recipient_;   // of the command that waits for its reply
  std::string last_reply_;  // to the last command
  std::vector<Refusal> refusals_;
  bool is_postponed_ = false;
  bool has_quit_ = false;
};

}  // namespace gkwatch::net
