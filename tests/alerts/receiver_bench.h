#pragma once

#include <memory>
#include <string>
#include <utility>

#include "alerts/receivers.h"
#include "alerts/render.h"
#include "tests/alerts/sample_alerts.h"
#include "tests/support/collecting_mail.h"
#include "tests/support/manual_clock.h"
#include "tests/support/scripted_transport.h"

namespace gkwatch::alerts {

// One receiver of any kind and the transports it stands on.
class ReceiverBench {
 public:
  explicit ReceiverBench(const ReceiverSettings& settings) : settings_{settings} {
    auto made = make_receivers({&settings, 1}, {http, mail, clock});
    if (made) receiver_ = std::move(made->front());
  }

  Attempt deliver(std::stop_token stop = {}) {
    return receiver_->deliver(delivery(), std::move(stop));
  }

  Delivery delivery() const {
    const AlertPolicy policy = policy_with({settings_});
    const auto events = first_events({balance(Severity::Error)}, policy);
    return render(settings_, tellings_of(events), policy, kMonday).at(0).delivery;
  }

  void will_answer(int status, std::string body) {
    http.will_answer({.status = status, .body = std::move(body)});
  }
  const net::HttpRequest& request(std::size_t index = 0) const {
    return http.sent().at(index).request;
  }
  std::string header(std::string_view name, std::size_t index = 0) const {
    for (const auto& [each, value] : request(index).headers) {
      if (each == name) return value;
    }
    return {};
  }
  Receiver& receiver() { return *receiver_; }

  testing::ManualClock clock;
  testing::ScriptedTransport http{clock};
  testing::CollectingMail mail;

 private:
  ReceiverSettings settings_;
  std::unique_ptr<Receiver> receiver_;
};

inline ReceiverSettings chat_of(ReceiverKind kind, std::string secret = "") {
  ReceiverSettings settings{.name = {"group"}, .kind = kind, .rate_per_minute = 20};
  settings.url = "http://127.0.0.1:9000/robot/send?access_token=t";
  if (!secret.empty()) settings.secrets = {std::move(secret)};
  return settings;
}

}  // namespace gkwatch::alerts
