#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/socket_server.h"

namespace gkwatch::testing {

struct ReceivedMail {
  std::string sender;
  std::vector<std::string> recipients;  // those that were accepted
  std::string content;                  // lines end in LF, dots unstuffed
};

// How the mail server behaves; the default takes everything.
struct SmtpScript {
  // The reply to the commands that begin with the key, in place of the usual one: "RCPT TO:<b@",
  // "AUTH", "DATA"; "." is the end of the content, "" the greeting. Lines end in CRLF.
  std::map<std::string, std::string> replies{};
  // Hangs up instead of replying to the first command that begins so; "." and "" as above.
  std::optional<std::string> hang_up_at{};
  // Never says a word.
  bool is_silent = false;
};

// A mail server on a free port of 127.0.0.1 that plays a script and keeps what it gets.
class SmtpServer {
 public:
  explicit SmtpServer(SmtpScript script = {});

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(server_.port()); }
  std::vector<ReceivedMail> mails() const;
  // Every command line, in order, without the contents.
  std::vector<std::string> commands() const;

 private:
  void serve(Connection& connection);
  bool reply(Connection& connection, const std::string& command, const std::string& usual);
  bool take_command(Connection& connection, const std::string& command, ReceivedMail& mail);
  bool take_content(Connection& connection, ReceivedMail& mail);

  const SmtpScript script_;
  mutable std::mutex mutex_;
  std::vector<ReceivedMail> mails_;    // guarded by mutex_
  std::vector<std::string> commands_;  // guarded by mutex_
  SocketServer server_;                // last member: ends its threads first
};

}  // namespace gkwatch::testing
