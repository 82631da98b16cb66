#include "alerts/webhook.h"

#include <utility>

#include "alerts/post.h"
#include "alerts/trouble.h"
#include "core/crypto.h"

namespace gkwatch::alerts {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";

}  // namespace

std::optional<std::string> webhook_key(std::string_view secret) {
  if (secret.starts_with(kSecretPrefix)) secret.remove_prefix(kSecretPrefix.size());
  auto key = from_base64(secret);
  if (key && key->empty()) return std::nullopt;
  return key;
}

std::string webhook_signature(const std::vector<std::string>& keys, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  std::string signed_text{id};
  signed_text.append(".").append(timestamp).append(".").append(body);
  std::string signatures;
  for (const std::string& key : keys) {
    if (!signatures.empty()) signatures += ' ';
    signatures += "v1," + to_base64(hmac_sha256(key, signed_text));
  }
  return signatures;
}

Webhook::Webhook(ReceiverId name, Url url, std::vector<std::string> keys, net::HttpTransport& http,
                 const Clock& clock)
    : name_{std::move(name)},
      url_{std::move(url)},
      keys_{std::move(keys)},
      http_{http},
      clock_{clock} {}

net::HttpRequest Webhook::request_for(const Delivery& delivery) const {
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
  const std::string timestamp = std::to_string(now.time_since_epoch().count());
  net::HttpRequest request{.url = url_,
                           .headers = {{"Content-Type", "application/json"},
                                       {"User-Agent", "gkwatch"},
                                       {"webhook-id", delivery.id.text},
                                       {"webhook-timestamp", timestamp}},
                           .post_body = delivery.payload,
                           .max_body_bytes = kMaxAnswerBytes,
                           .may_call_private = true};
  if (!keys_.empty()) {
    request.headers.emplace_back(
        "webhook-signature",
        webhook_signature(keys_, delivery.id.text, timestamp, delivery.payload));
  }
  return request;
}

Attempt Webhook::deliver(const Delivery& delivery, std::stop_token stop) {
  const auto answer = post(http_, request_for(delivery), std::move(stop));
  if (!answer) return not_answered(answer.error());
  if (!is_success(*answer)) return failed_with(*answer);
  return {};
}

}  // namespace gkwatch::alerts
