#pragma once

#include <deque>
#include <utility>
#include <vector>

#include "net/mail.h"

namespace gkwatch::testing {

// Takes every mail, or fails as often as it was told to; remembers what it was given.
class CollectingMail final : public net::MailTransport {
 public:
  struct Sent {
    net::MailServer server;
    net::MailMessage message;
  };

  void will_fail(Error error) { failures_.push_back(std::move(error)); }
  const std::vector<Sent>& sent() const { return sent_; }

  void will_answer(net::MailReceipt receipt) { receipt_ = std::move(receipt); }

  Result<net::MailReceipt> send(const net::MailServer& server, const net::MailMessage& message,
                                std::stop_token stop) override {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped"};
    sent_.push_back({server, message});
    if (failures_.empty()) return receipt_;
    Error error = std::move(failures_.front());
    failures_.pop_front();
    return error;
  }

 private:
  std::deque<Error> failures_;
  std::vector<Sent> sent_;
  net::MailReceipt receipt_;
};

}  // namespace gkwatch::testing
