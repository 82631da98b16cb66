#pragma once

#include <cstddef>
#include <stop_token>
#include <string_view>

#include "net/curl_handle.h"
#include "net/mail.h"
#include "net/mail_text.h"
#include "net/smtp_dialogue.h"

namespace gkwatch::net {

// One mail over one connection.
class SmtpSession {
 public:
  // Both must outlive the session.
  SmtpSession(const MailServer& server, const ComposedMail& mail);

  Result<MailReceipt> run(const std::stop_token& stop);

 private:
  static std::size_t on_read(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static std::size_t on_reply(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static int on_debug(CURL* handle, curl_infotype type, char* data, std::size_t size,
                      void* self) noexcept;

  void set_server(const MailServer& server);
  void set_mail(const ComposedMail& mail);
  void set_callbacks();
  Error failure(CURLcode code) const;

  std::string_view unsent_;
  SmtpDialogue dialogue_;
  CurlHandle handle_;
};

}  // namespace gkwatch::net
