#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "net/mail.h"

namespace gkwatch::net {

// What an SMTP client hands over: the envelope and the message.
struct ComposedMail {
  std::string sender;                   // addr-spec
  std::vector<std::string> recipients;  // addr-specs, without those who are served
  std::string content;                  // RFC 5322 and MIME, lines end in CRLF
};

// The same message gives the same bytes, so that a second attempt is a true repeat. Plain
// text alone, or multipart/alternative, within multipart/mixed if there are attachments; parts are
// UTF-8 in Base64. Refused as MailTransport says, also without recipient, message id or date.
Result<ComposedMail> compose(const MailMessage& message);

}  // namespace gkwatch::net
