#include "alerts/render.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "alerts/chat_message.h"
#include "alerts/mail_parts.h"
#include "core/china_time.h"
#include "core/content_hash.h"
#include "core/json.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kAlertsInBody = 100;
constexpr std::size_t kAlertsInMail = 2'000;
constexpr std::size_t kBytesInBody = 512u << 10;
constexpr std::size_t kIdDigits = 40;  // 160 bits: fits the left part of a Message-ID

std::string delivery_id(const ReceiverSettings& receiver, std::span<const std::string> events) {
  Json said;
  said.push("delivery").push(receiver.name.text);
  for (const std::string& event : events) said.push(event);
  return to_hex(hash_of(said.dump())).substr(0, kIdDigits);
}

std::string webhook_body(std::string_view type, Json::Array alerts, Instant now) {
  Json data;
  data.set("alerts", std::move(alerts));
  Json body;
  body.set("type", type).set("timestamp", iso_time(now)).set("data", std::move(data));
  return body.dump();
}

std::string message_for_people(const ReceiverSettings& receiver, std::span<const Notice> notices,
                               const AlertPolicy& policy, const std::string& id, Instant now) {
  if (receiver.kind != ReceiverKind::Email) return chat_message(receiver.kind, notices, policy);
  return to_payload(write_mail(notices, receiver, policy, id, now));
}

Rendered put_together(const ReceiverSettings& receiver, std::vector<std::string> events,
                      Instant now) {
  Delivery delivery{.id = {delivery_id(receiver, events)},
                    .receiver = receiver.name,
                    .made_at = now,
                    .due_at = now};
  return {std::move(delivery), std::move(events)};
}

Rendered one_message(const ReceiverSettings& receiver, std::span<const Telling> tellings,
                     const AlertPolicy& policy, Instant now) {
  std::vector<std::string> events;
  for (const Telling& telling : tellings) events.push_back(telling.event.id);
  Rendered rendered = put_together(receiver, std::move(events), now);
  Delivery& delivery = rendered.delivery;
  delivery.payload =
      message_for_people(receiver, notices_of(tellings, policy), policy, delivery.id.text, now);
  return rendered;
}

// The alerts of one webhook body, as long as there is room.
struct Batch {
  Json::Array alerts;
  std::vector<std::string> events;
  std::size_t bytes = 0;

  bool has_room_for(std::size_t more) const {
    return alerts.empty() || (alerts.size() < kAlertsInBody && bytes + more <= kBytesInBody);
  }
};

Rendered close(Batch batch, const ReceiverSettings& receiver, Instant now) {
  Rendered rendered = put_together(receiver, std::move(batch.events), now);
  rendered.delivery.payload = webhook_body("alerts", std::move(batch.alerts), now);
  return rendered;
}

std::vector<Rendered> webhook_bodies(const ReceiverSettings& receiver,
                                     std::span<const Telling> tellings, const AlertPolicy& policy,
                                     Instant now) {
  std::vector<Rendered> all;
  Batch batch;
  for (const Telling& telling : tellings) {
    Json alert = alert_json(telling, policy);
    const std::size_t bytes = alert.dump().size();
    if (!batch.has_room_for(bytes)) {
      all.push_back(close(std::exchange(batch, {}), receiver, now));
    }
    batch.alerts.push_back(std::move(alert));
    batch.events.push_back(telling.event.id);
    batch.bytes += bytes;
  }
  all.push_back(close(std::move(batch), receiver, now));
  return all;
}

// A mail names every alert that it tells; past this it would be too long to be taken.
std::vector<Rendered> mails(const ReceiverSettings& receiver, std::span<const Telling> tellings,
                            const AlertPolicy& policy, Instant now) {
  std::vector<Rendered> all;
  while (!tellings.empty()) {
    const std::size_t count = std::min(tellings.size(), kAlertsInMail);
    all.push_back(one_message(receiver, tellings.first(count), policy, now));
    tellings = tellings.subspan(count);
  }
  return all;
}

Notice test_notice(Language language, Instant now) {
  const std::string words{say(language, "alert.test.title")};
  return {.rule = "TEST",
          .rule_title = words,
          .agency = "gkwatch",
          .title = words,
          .text = std::string{say(language, "alert.test.text")},
          .first_seen = iso_date(china_date(now))};
}

}  // namespace

std::vector<Rendered> render(const ReceiverSettings& receiver, std::span<const Telling> tellings,
                             const AlertPolicy& policy, Instant now) {
  if (tellings.empty()) return {};
  if (receiver.kind == ReceiverKind::Webhook) {
    return webhook_bodies(receiver, tellings, policy, now);
  }
  if (receiver.kind == ReceiverKind::Email) return mails(receiver, tellings, policy, now);
  return {one_message(receiver, tellings, policy, now)};
}

Delivery render_test(const ReceiverSettings& receiver, const AlertPolicy& policy, Instant now) {
  Delivery delivery = put_together(receiver, {"test " + iso_time(now)}, now).delivery;
  if (receiver.kind == ReceiverKind::Webhook) {
    delivery.payload = webhook_body("test", {}, now);
    return delivery;
  }
  const Notice notice = test_notice(policy.language, now);
  delivery.payload = message_for_people(receiver, {&notice, 1}, policy, delivery.id.text, now);
  return delivery;
}

}  // namespace gkwatch::alerts
