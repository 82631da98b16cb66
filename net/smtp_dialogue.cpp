#include "net/smtp_dialogue.h"

#include <utility>

namespace gkwatch::net {
namespace {

constexpr std::string_view kRecipient = "RCPT TO:<";

std::string_view without_line_end(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

void SmtpDialogue::note_command(std::string_view command) {
  // What comes after is courtesy; the mail's fate is decided.
  if (command.starts_with("QUIT")) has_quit_ = true;
  if (has_quit_) return;
  last_reply_.clear();
  recipient_.clear();
  if (!command.starts_with(kRecipient)) return;
  command.remove_prefix(kRecipient.size());
  recipient_ = command.substr(0, command.find('>'));
}

void SmtpDialogue::note_reply(std::string_view line) {
  line = without_line_end(line);
  const bool goes_on = line.size() > 3 && line[3] == '-';  // RFC 5321, 4.2.1
  if (goes_on || has_quit_) return;
  last_reply_ = line;
  const std::string recipient = std::exchange(recipient_, {});
  if (recipient.empty()) return;
  if (line.starts_with('2')) {
    recipients_.taken.push_back(recipient);
  } else if (line.starts_with('4')) {
    recipients_.postponed.push_back({recipient, last_reply_});
  } else {
    recipients_.refused.push_back({recipient, last_reply_});
  }
}

}  // namespace gkwatch::net
