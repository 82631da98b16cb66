#include "alerts/mail_parts.h"

#include <algorithm>

#include "alerts/mail_html.h"
#include "alerts/mail_table.h"
#include "alerts/mail_text.h"
#include "alerts/plain_line.h"
#include "alerts/summary.h"
#include "core/china_time.h"
#include "core/content_hash.h"
#include "core/json.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kSubjectLimit = 120;
constexpr std::size_t kThreadDigits = 40;
constexpr std::string_view kHostCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";

// The host of "Name <user@host>" or "user@host", for the right side of our ids.
std::string host_of(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos) return "gkwatch.invalid";
  address.remove_prefix(at + 1);
  const auto host = address.substr(0, address.find_first_not_of(kHostCharacters));
  return host.empty() ? "gkwatch.invalid" : std::string{host};
}

std::string message_id(std::string_view left, const ReceiverSettings& receiver) {
  return "<" + std::string{left} + "@" + host_of(receiver.from) + ">";
}

bool is_one_report(std::span<const Notice> notices) {
  const auto is_like_first = [&](const Notice& notice) {
    return notice.agency_id == notices.front().agency_id && notice.year == notices.front().year;
  };
  return !notices.empty() && std::all_of(notices.begin(), notices.end(), is_like_first);
}

// The id of a message that nobody has sent: mail programs put together what refers to it.
std::string thread_of(std::span<const Notice> notices, const ReceiverSettings& receiver) {
  Json topic;
  topic.push("thread").push(receiver.name.text);
  if (is_one_report(notices)) {
    const auto& first = notices.front();
    topic.push(first.agency_id).push(first.year ? Json{*first.year} : Json{});
  }
  return to_hex(hash_of(topic.dump())).substr(0, kThreadDigits);
}

std::string without_dashes(std::string text) {
  std::erase(text, '-');
  return text;
}

}  // namespace

std::string to_payload(const MailParts& mail) {
  Json json;
  json.set("subject", mail.subject).set("date", mail.date).set("message_id", mail.message_id);
  Json headers{Json::Array{}};
  for (const auto& [name, value] : mail.headers) {
    Json header;
    header.push(name).push(value);
    headers.push(std::move(header));
  }
  json.set("headers", std::move(headers)).set("text", mail.text).set("html", mail.html);
  if (!mail.table.empty()) json.set("table", mail.table).set("table_name", mail.table_name);
  return json.dump();
}

Result<MailParts> mail_parts_from(std::string_view payload) {
  const auto json = Json::parse(payload);
  if (!json) return Error{json.error()}.within("payload of a mail");
  const auto text = [&](std::string_view name) { return std::string{(*json)[name].string_or("")}; };
  MailParts mail{.subject = text("subject"),
                 .text = text("text"),
                 .html = text("html"),
                 .date = text("date"),
                 .message_id = text("message_id"),
                 .table = text("table"),
                 .table_name = text("table_name")};
  for (const Json& header : (*json)["headers"].items()) {
    mail.headers.emplace_back(header.at(0).string_or(""), header.at(1).string_or(""));
  }
  if (mail.message_id.empty() || mail.text.empty()) {
    return Error{ErrorCode::Malformed, "payload of a mail: no message_id or no text"};
  }
  return mail;
}

MailParts write_mail(std::span<const Notice> notices, const ReceiverSettings& receiver,
                     const AlertPolicy& policy, std::string_view delivery, Instant now) {
  const std::string thread = message_id(thread_of(notices, receiver), receiver);
  MailParts mail{.subject = plain_line(subject_of(notices, policy.language), kSubjectLimit),
                 .text = mail_text(notices, policy, now),
                 .date = rfc5322_time(now),
                 .message_id = message_id(delivery, receiver),
                 // RFC 3834: no holiday notes back, please.
                 .headers = {{"Auto-Submitted", "auto-generated"},
                             {"X-Auto-Response-Suppress", "All"},
                             {"References", thread},
                             {"In-Reply-To", thread}}};
  mail.html = mail_html(notices, mail.subject, policy, now);
  if (notices.size() < kTableFrom) return mail;
  mail.table = mail_table(notices, policy);
  mail.table_name = "gkwatch-" + without_dashes(iso_date(china_date(now))) + ".csv";
  return mail;
}

}  // namespace gkwatch::alerts
