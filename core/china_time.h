#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"

namespace gkwatch {

// A day in the calendar by which deadlines are written.
using Date = std::chrono::year_month_day;

// China Standard Time: eight hours ahead of UTC, no summer time. The whole
// program knows no other zone.
Date china_date(Instant moment);
// The first moment of `day`.
Instant start_of(Date day);
// The first moment after `day`. "By 31 January" includes the 31st.
Instant end_of(Date day);

// "2021-01-21T15:24:00+08:00" (ISO 8601, whole seconds) and "2021-01-21".
std::string iso_time(Instant moment);
std::string iso_date(Date day);

// Reads "2021-01-21" (a real calendar day, four-digit year) and nothing else.
std::optional<Date> parse_date(std::string_view text);
// Reads what portals print, taken as China Standard Time where no zone stands:
// "2021-01-21", "2021-01-21 15:24", "2021-01-21 15:24:00", "2021-01-21T15:24:00+08:00"
// (also Z and other offsets), "2021年1月21日", "2021/01/21". A day without a time is its
// first moment. Nothing if it is not a real moment.
std::optional<Instant> parse_china_time(std::string_view text);

// "Thu, 21 Jan 2021 07:24:00 +0000": the Date header of mail (RFC 5322, 3.3).
std::string rfc5322_time(Instant moment);

}  // namespace gkwatch
