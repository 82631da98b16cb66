#pragma once

#include "net/mail.h"

namespace gkwatch::net {

// SMTP over libcurl. A recipient who is refused, for good or for now, does not keep the mail
// from the others. A connection lost after the last byte and before the reply may mean a
// repeat, which the message id tells.
class CurlMail final : public MailTransport {
 public:
  Result<MailReceipt> send(const MailServer& server, const MailMessage& message,
                           std::stop_token stop) override;
};

}  // namespace gkwatch::net
