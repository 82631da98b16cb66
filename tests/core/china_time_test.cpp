#include "core/china_time.h"

#include <gtest/gtest.h>

namespace gkwatch {
namespace {

using namespace std::chrono_literals;

constexpr Date kJanuary31{2021y, std::chrono::January, 31d};
constexpr Date kJanuary21{2021y, std::chrono::January, 21d};

TEST(ChinaTime, TurnsTheDayAtSixteenHoursUniversalTime) {
  const Instant midnight = std::chrono::sys_days{kJanuary31} - 8h;
  EXPECT_EQ(china_date(midnight), kJanuary31);
  EXPECT_EQ(china_date(midnight - 1ms), (Date{2021y, std::chrono::January, 30d}));
  EXPECT_EQ(start_of(kJanuary31), midnight);
}

TEST(ChinaTime, CountsTheLastDayIn) {
  EXPECT_EQ(china_date(end_of(kJanuary31) - 1ms), kJanuary31);
  EXPECT_EQ(china_date(end_of(kJanuary31)), (Date{2021y, std::chrono::February, 1d}));
}

TEST(ChinaTime, WritesIsoWithTheOffset) {
  EXPECT_EQ(iso_time(start_of(kJanuary21) + 15h + 24min + 999ms), "2021-01-21T15:24:00+08:00");
  EXPECT_EQ(iso_date(kJanuary21), "2021-01-21");
  EXPECT_EQ(iso_time(Instant{} - 1ms), "1970-01-01T07:59:59+08:00");
}

TEST(ChinaTime, ReadsADateAndNothingElse) {
  EXPECT_EQ(parse_date("2021-01-21"), kJanuary21);
  EXPECT_EQ(parse_date("2024-02-29"), (Date{2024y, std::chrono::February, 29d}));
  for (const char* text : {"", "2021-1-21", "2021-02-29", "2021-13-01", "2021-00-10", "2021-01-00",
                           "2021/01/21", "2021-01-21 ", " 2021-01-21", "21-01-21", "2021-01-211",
                           "2021-01-21T00:00:00Z", "+021-01-21"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(ChinaTime, ReadsWhatPortalsPrint) {
  const Instant day = start_of(kJanuary21);
  for (const char* text : {"2021-01-21", "2021年1月21日", "2021年01月21日", "2021/01/21",
                           "2021/1/21", " 2021-01-21\n", "2021-01-21 00:00"}) {
    EXPECT_EQ(parse_china_time(text), day) << text;
  }
  const Instant afternoon = day + 15h + 24min;
  for (const char* text :
       {"2021-01-21 15:24", "2021-01-21 15:24:00", "2021-01-21T15:24:00+08:00",
        "2021-01-21T07:24:00Z", "2021-01-21T02:24:00-0500", "2021-01-21T15:24:00.123",
        "2021年1月21日 15:24", "2021/01/21 15:24:00", "2021-01-21T12:54:00+05:30"}) {
    EXPECT_EQ(parse_china_time(text), afternoon) << text;
  }
}

TEST(ChinaTime, RefusesWhatIsNoRealMoment) {
  for (const char* text :
       {"", "2021", "2021-01", "2021-02-30", "2021-01-32", "2021-01-21 24:00", "2021-01-21 15:60",
        "2021-01-21 15:24:60", "2021-01-21 15", "2021-01-21x", "2021年1月21", "2021-01/21",
        "2021-01-21 15:24 later", "2021-01-21T15:24:00+8", "昨天", "2021-01-21T", "1611213840"}) {
    EXPECT_FALSE(parse_china_time(text)) << text;
  }
}

TEST(ChinaTime, WritesTheDateOfAMail) {
  EXPECT_EQ(rfc5322_time(start_of(kJanuary21) + 15h + 24min), "Thu, 21 Jan 2021 07:24:00 +0000");
  EXPECT_EQ(rfc5322_time(Instant{}), "Thu, 01 Jan 1970 00:00:00 +0000");
}

}  // namespace
}  // namespace gkwatch
