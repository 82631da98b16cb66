#pragma once

#include <memory>
#include <span>
#include <vector>

#include "alerts/policy.h"
#include "alerts/receiver.h"
#include "core/clock.h"
#include "core/result.h"
#include "net/http.h"
#include "net/mail.h"

namespace gkwatch::alerts {

// What receivers are made with. All three must outlive the receivers.
struct ReceiverTools {
  net::HttpTransport& http;
  net::MailTransport& mail;
  const Clock& clock;
};

// Each receiver of the settings, in their order. Malformed names the first one that cannot
// work: an address that is no http(s) URL, a secret that is not whsec_ and base64, no mail
// server, sender or recipient, an address or name that could end a header.
Result<std::vector<std::unique_ptr<Receiver>>> make_receivers(
    std::span<const ReceiverSettings> settings, const ReceiverTools& tools);

// The same question without making them (`check-config`).
Status check_receiver(const ReceiverSettings& settings);

}  // namespace gkwatch::alerts
