#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alerts/policy.h"
#include "alerts/receiver.h"
#include "core/clock.h"
#include "core/url.h"
#include "net/http.h"

namespace gkwatch::alerts {

// The key of a Standard Webhooks secret: `whsec_` (may be left out) and base64. Nothing if it
// is not that.
std::optional<std::string> webhook_key(std::string_view secret);

// The header webhook-signature (Standard Webhooks 1.0.0, "Signature scheme"): `v1,` and the
// base64 of HMAC-SHA-256 over `id.timestamp.body`, once for each key, a blank between.
std::string webhook_signature(const std::vector<std::string>& keys, std::string_view id,
                              std::string_view timestamp, std::string_view body);

// Kind `webhook`: the payload is the body of INTERFACES 5, signed anew for each attempt. Any
// 2xx is "delivered"; 410 (gone) and 413 (too large) are Refused, all else may pass. No
// redirect is followed: it would carry the signature to a stranger.
class Webhook final : public Receiver {
 public:
  // `keys`: newest first; none: unsigned. `http` and `clock` must outlive this.
  Webhook(ReceiverId name, Url url, std::vector<std::string> keys, net::HttpTransport& http,
          const Clock& clock);

  const ReceiverId& id() const override { return name_; }
  Attempt deliver(const Delivery& delivery, std::stop_token stop) override;

 private:
  net::HttpRequest request_for(const Delivery& delivery) const;

  ReceiverId name_;
  Url url_;
  std::vector<std::string> keys_;
  net::HttpTransport& http_;
  const Clock& clock_;
};

}  // namespace gkwatch::alerts
