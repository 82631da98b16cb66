#include "alerts/digest.h"

#include <gtest/gtest.h>

#include "core/china_time.h"
#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

AlertEvent event_at(std::string_view time, Severity severity) {
  AlertEvent event = first_events({balance(severity)}, policy_with({hook()})).at(0);
  event.at = *parse_china_time(time);
  return event;
}

std::string told(std::string_view time, Severity severity,
                 const ReceiverSettings& receiver = post_box()) {
  return iso_time(told_from(event_at(time, severity), receiver, {}));
}

TEST(Digest, TellsAnErrorAtOnce) {
  EXPECT_EQ(told("2025-02-03 15:24:00", Severity::Error), "2025-02-03T15:24:00+08:00");
}

TEST(Digest, KeepsAWarningForTheMorning) {
  EXPECT_EQ(told("2025-02-03 15:24:00", Severity::Warning), "2025-02-04T08:30:00+08:00");
  EXPECT_EQ(told("2025-02-03 00:10:00", Severity::Warning), "2025-02-03T08:30:00+08:00");
  EXPECT_EQ(told("2025-02-03 08:30:00", Severity::Warning), "2025-02-03T08:30:00+08:00");
}

TEST(Digest, TellsAProgramAtOnce) {
  EXPECT_EQ(told("2025-02-03 15:24:00", Severity::Warning, hook()), "2025-02-03T15:24:00+08:00");
}

}  // namespace
}  // namespace gkwatch::alerts
