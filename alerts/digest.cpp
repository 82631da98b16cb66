#include "alerts/digest.h"

#include "core/china_time.h"
#include "core/json.h"
#include "model/finding.h"

namespace gkwatch::alerts {
namespace {

Severity severity_of(const AlertEvent& event) {
  const Json body = Json::parse(event.body).value_or(Json{});
  return severity_from(body["severity"].string_or("")).value_or(Severity::Error);
}

}  // namespace

Instant told_from(const AlertEvent& event, const ReceiverSettings& receiver,
                  const AlertPolicy& policy) {
  if (receiver.kind == ReceiverKind::Webhook) return event.at;
  const bool is_reminder = event.reason == TellReason::Reminder;
  if (!is_reminder && severity_of(event) == Severity::Error) return event.at;
  const Date day = china_date(event.at);
  const Instant today = start_of(day) + policy.digest;
  return event.at <= today ? today : end_of(day) + policy.digest;
}

}  // namespace gkwatch::alerts
