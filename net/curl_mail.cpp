#include "net/curl_mail.h"

#include "net/mail_address.h"
#include "net/mail_text.h"
#include "net/smtp_session.h"

namespace gkwatch::net {

std::string names_of(const std::vector<MailRefusal>& refusals) {
  std::string names;
  for (const auto& [recipient, reply] : refusals) {
    if (!names.empty()) names += ", ";
    names.append(recipient).append(" (").append(reply).append(")");
  }
  return names;
}

Result<MailReceipt> CurlMail::send(const MailServer& server, const MailMessage& message,
                                   std::stop_token stop) {
  const auto mail = compose(message);
  if (!mail) return mail.error();
  const bool is_smtp = server.url.starts_with("smtp://") || server.url.starts_with("smtps://");
  // A user name in the URL would end up in error messages, and its password too.
  if (!is_smtp || has_control(server.url) || server.url.find('@') != std::string::npos ||
      has_control(server.user)) {
    return Error{ErrorCode::Malformed, "a mail server is smtp://host:port or smtps://host:port"};
  }
  auto sent = SmtpSession{server, *mail}.run(stop);
  if (sent) return sent;
  return Error{sent.error()}.within(server.url);
}

}  // namespace gkwatch::net
