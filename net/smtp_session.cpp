#include "net/smtp_session.h"

#include <algorithm>
#include <chrono>

namespace gkwatch::net {
namespace {

long tls_level(MailServer::StartTls starttls) {
  switch (starttls) {
    case MailServer::StartTls::Never:
      return CURLUSESSL_NONE;
    case MailServer::StartTls::IfOffered:
      return CURLUSESSL_TRY;
    case MailServer::StartTls::Required:
      break;
  }
  return CURLUSESSL_ALL;
}

}  // namespace

SmtpSession::SmtpSession(const MailServer& server, const ComposedMail& mail)
    : unsent_{mail.content} {
  set_server(server);
  set_mail(mail);
  set_callbacks();
}

void SmtpSession::set_server(const MailServer& server) {
  handle_.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  handle_.set(CURLOPT_URL, server.url.c_str());
  handle_.set(CURLOPT_USE_SSL, tls_level(server.starttls));
  const auto timeout = std::chrono::duration_cast<std::chrono::milliseconds>(server.timeout);
  handle_.set(CURLOPT_TIMEOUT_MS, std::max(1L, long{timeout.count()}));
  if (server.user.empty()) return;
  handle_.set(CURLOPT_USERNAME, server.user.c_str());
  handle_.set(CURLOPT_PASSWORD, server.password.c_str());
}

void SmtpSession::set_mail(const ComposedMail& mail) {
  handle_.set(CURLOPT_MAIL_FROM, mail.sender.c_str());
  handle_.set_lines(CURLOPT_MAIL_RCPT, mail.recipients);
  handle_.set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
  handle_.set(CURLOPT_UPLOAD, 1L);
  handle_.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.content.size()));
}

void SmtpSession::set_callbacks() {
  handle_.set(CURLOPT_READFUNCTION, &SmtpSession::on_read);
  handle_.set(CURLOPT_READDATA, this);
  handle_.set(CURLOPT_HEADERFUNCTION, &SmtpSession::on_reply);
  handle_.set(CURLOPT_HEADERDATA, this);
  // libcurl shows its commands to this callback alone.
  handle_.set(CURLOPT_DEBUGFUNCTION, &SmtpSession::on_debug);
  handle_.set(CURLOPT_DEBUGDATA, this);
  handle_.set(CURLOPT_VERBOSE, 1L);
}

std::size_t SmtpSession::on_read(char* data, std::size_t size, std::size_t count,
                                 void* self) noexcept {
  std::string_view& unsent = static_cast<SmtpSession*>(self)->unsent_;
  const std::size_t copied = unsent.copy(data, size * count);
  unsent.remove_prefix(copied);
  return copied;
}

std::size_t SmtpSession::on_reply(char* data, std::size_t size, std::size_t count,
                                  void* self) noexcept {
  static_cast<SmtpSession*>(self)->dialogue_.note_reply({data, size * count});
  return size * count;
}

int SmtpSession::on_debug(CURL*, curl_infotype type, char* data, std::size_t size,
                          void* self) noexcept {
  if (type == CURLINFO_HEADER_OUT) {
    static_cast<SmtpSession*>(self)->dialogue_.note_command({data, size});
  }
  return 0;
}

// Nobody has the mail.
Error SmtpSession::failure(CURLcode code) const {
  if (code == CURLE_OPERATION_TIMEDOUT) return {ErrorCode::Timeout, handle_.error_text(code)};
  const MailReceipt& asked = dialogue_.recipients();
  if (asked.taken.empty() && !asked.postponed.empty()) {
    return {ErrorCode::Unreachable, "recipients refused for now: " + names_of(asked.postponed)};
  }
  if (dialogue_.is_refused_for_good()) {
    const std::string names = names_of(asked.refused);
    return {ErrorCode::Refused, names.empty() ? dialogue_.last_reply() : "refused: " + names};
  }
  const std::string reply =
      dialogue_.last_reply().empty() ? "" : " (last reply: " + dialogue_.last_reply() + ")";
  return {ErrorCode::Unreachable, handle_.error_text(code) + reply};
}

Result<MailReceipt> SmtpSession::run(const std::stop_token& stop) {
  const auto code = handle_.perform(stop);
  if (!code) return Error{ErrorCode::Cancelled, "stopped"};
  if (*code != CURLE_OK) return failure(*code);
  return dialogue_.recipients();
}

}  // namespace gkwatch::net
