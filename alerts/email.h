#pragma once

#include "alerts/policy.h"
#include "alerts/receiver.h"
#include "net/mail.h"

namespace gkwatch::alerts {

// Kind `email`: the payload is a mail without its envelope (mail_parts.h); sender, recipients
// and server are those of the settings at the time of the attempt.
class Email final : public Receiver {
 public:
  // `mail` must outlive this.
  Email(ReceiverSettings settings, net::MailTransport& mail);

  const ReceiverId& id() const override { return settings_.name; }
  Attempt deliver(const Delivery& delivery, std::stop_token stop) override;

 private:
  net::MailServer server() const;

  ReceiverSettings settings_;
  net::MailTransport& mail_;
};

}  // namespace gkwatch::alerts
