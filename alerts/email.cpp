#include "alerts/email.h"

#include <utility>

#include "alerts/mail_parts.h"
#include "alerts/trouble.h"

namespace gkwatch::alerts {
namespace {

net::MailServer::StartTls start_tls(StartTls wanted) {
  switch (wanted) {
    case StartTls::Never:
      return net::MailServer::StartTls::Never;
    case StartTls::Required:
      return net::MailServer::StartTls::Required;
    case StartTls::IfOffered:
      break;
  }
  return net::MailServer::StartTls::IfOffered;
}

// At least one has the mail. Those who were refused for good are told of when nobody is left to
// be tried again, for until then they are asked again with the others.
Attempt attempt_of(net::MailReceipt receipt) {
  if (receipt.postponed.empty() && receipt.refused.empty()) return {};
  const bool is_over = receipt.postponed.empty();
  const std::string names = net::names_of(is_over ? receipt.refused : receipt.postponed);
  Attempt attempt =
      is_over ? failed({ErrorCode::Refused, "recipients refused, the others have the mail: " + names},
                       "why.mail.refused")
              : failed({ErrorCode::Unreachable,
                        "recipients refused for now, the others have the mail: " + names},
                       "why.mail.refused");
  attempt.served = std::move(receipt.taken);
  return attempt;
}

}  // namespace

Email::Email(ReceiverSettings settings, net::MailTransport& mail)
    : settings_{std::move(settings)}, mail_{mail} {}

net::MailServer Email::server() const {
  return {.url = settings_.smtp,
          .user = settings_.user,
          .password = settings_.password,
          .starttls = start_tls(settings_.starttls)};
}

Attempt Email::deliver(const Delivery& delivery, std::stop_token stop) {
  auto parts = mail_parts_from(delivery.payload);
  if (!parts) return failed({ErrorCode::Refused, parts.error().message}, "why.damaged");
  net::MailMessage message{.from = settings_.from,
                           .to = settings_.to,
                           .subject = std::move(parts->subject),
                           .text = std::move(parts->text),
                           .html = std::move(parts->html),
                           .message_id = std::move(parts->message_id),
                           .date = std::move(parts->date),
                           .headers = std::move(parts->headers),
                           .served = delivery.served};
  if (!parts->table.empty()) {
    message.attachments.push_back({.name = std::move(parts->table_name),
                                   .media_type = "text/csv; charset=utf-8",
                                   .content = std::move(parts->table)});
  }
  auto sent = mail_.send(server(), message, std::move(stop));
  if (sent) return attempt_of(std::move(*sent));
  if (sent.error().code == ErrorCode::Refused) return failed(sent.error(), "why.mail.refused");
  return not_answered(sent.error());
}

}  // namespace gkwatch::alerts
