#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "alerts/notice.h"
#include "alerts/policy.h"
#include "core/clock.h"
#include "core/result.h"

namespace gkwatch::alerts {

// A mail without sender and recipients, which are the receiver's when it is sent. All one-line
// parts are without line ends.
struct MailParts {
  std::string subject;
  std::string text;
  std::string html;
  std::string date;
  std::string message_id;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string table;       // CSV, attached if not empty
  std::string table_name;  // "gkwatch-20250203.csv"
};

// The payload of a Delivery of kind `email`, and back. Malformed if it is not one.
std::string to_payload(const MailParts& mail);
Result<MailParts> mail_parts_from(std::string_view payload);

// One mail that says all of `notices`, which are in the order of notices_of. `delivery` makes
// the Message-ID. Mails on one agency's report of one year are a thread of their own, all
// others one of the receiver (References).
MailParts write_mail(std::span<const Notice> notices, const ReceiverSettings& receiver,
                     const AlertPolicy& policy, std::string_view delivery, Instant now);

}  // namespace gkwatch::alerts
