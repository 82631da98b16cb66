#pragma once

#include "net/mail.h"

namespace gkwatch::net {

// SMTP over libcurl. A recipient refused for good (5xx) does not keep the mail from the
// others; one refused for now (4xx) keeps it from all, so that the next attempt repeats
// nothing. A connection lost after the last byte and before the reply may mean a repeat,
// which the message id tells.
class CurlMail final : public MailTransport {
 public:
  Status send(const MailServer& server, const MailMessage& message, std::stop_token stop) override;
};

}  // namespace gkwatch::net
