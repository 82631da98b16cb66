#include "tests/support/smtp_server.h"

#include <utility>

namespace gkwatch::testing {
namespace {

// "MAIL FROM:<a@b> SIZE=12" -> "a@b"
std::string address_in(const std::string& command) {
  const std::size_t begin = command.find('<') + 1;
  return command.substr(begin, command.find('>') - begin);
}

bool begins(const std::string& command, const std::string& start) {
  return start.empty() ? command.empty() : command.starts_with(start);
}

}  // namespace

SmtpServer::SmtpServer(SmtpScript script)
    : script_{std::move(script)}, server_{[this](Connection& c) { serve(c); }} {}

std::vector<ReceivedMail> SmtpServer::mails() const {
  const std::lock_guard lock{mutex_};
  return mails_;
}

std::vector<std::string> SmtpServer::commands() const {
  const std::lock_guard lock{mutex_};
  return commands_;
}

bool SmtpServer::reply(Connection& connection, const std::string& command,
                       const std::string& usual) {
  if (script_.hang_up_at && begins(command, *script_.hang_up_at)) return false;
  std::string text = usual;
  for (const auto& [start, scripted] : script_.replies) {
    if (begins(command, start)) text = scripted;
  }
  return connection.send(text + "\r\n") && text.starts_with(usual.substr(0, 1));
}

void SmtpServer::serve(Connection& connection) {
  if (script_.is_silent) return connection.wait_for_the_end();
  if (script_.hang_up_at == "") return;
  reply(connection, "", "220 scripted ESMTP");
  ReceivedMail mail;
  while (const auto command = connection.read_line()) {
    {
      const std::lock_guard lock{mutex_};
      commands_.push_back(*command);
    }
    if (script_.hang_up_at && begins(*command, *script_.hang_up_at)) return;
    if (!take_command(connection, *command, mail)) return;
  }
}

// False to hang up.
bool SmtpServer::take_command(Connection& connection, const std::string& command,
                              ReceivedMail& mail) {
  if (command.starts_with("EHLO")) {
    reply(connection, command, "250-scripted\r\n250-AUTH PLAIN\r\n250 8BITMIME");
  } else if (command.starts_with("AUTH")) {
    reply(connection, command, command.size() > 11 ? "235 welcome" : "334 ");
  } else if (command.starts_with("MAIL FROM:")) {
    if (reply(connection, command, "250 ok")) mail = {address_in(command), {}, {}};
  } else if (command.starts_with("RCPT TO:")) {
    if (reply(connection, command, "250 ok")) mail.recipients.push_back(address_in(command));
  } else if (command == "DATA") {
    return !reply(connection, command, "354 go on") || take_content(connection, mail);
  } else if (command == "QUIT") {
    reply(connection, command, "221 bye");
    return false;
  } else {
    // Among the rest is the second line of AUTH PLAIN.
    reply(connection, command, "235 welcome");
  }
  return true;
}

bool SmtpServer::take_content(Connection& connection, ReceivedMail& mail) {
  while (auto line = connection.read_line()) {
    if (*line == ".") {
      if (script_.hang_up_at == ".") return false;
      const std::lock_guard lock{mutex_};
      if (reply(connection, ".", "250 queued")) mails_.push_back(std::exchange(mail, {}));
      return true;
    }
    if (line->starts_with('.')) line->erase(0, 1);
    mail.content += *line + "\n";
  }
  return false;
}

}  // namespace gkwatch::testing
