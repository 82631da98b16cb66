#include "config/units.h"

#include <gtest/gtest.h>

namespace gkwatch::config {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Duration, IsANumberAndAUnit) {
  EXPECT_EQ(parse_duration("250ms"), milliseconds{250});
  EXPECT_EQ(parse_duration("2s"), seconds{2});
  EXPECT_EQ(parse_duration("3m"), minutes{3});
  EXPECT_EQ(parse_duration("6h"), hours{6});
  EXPECT_EQ(parse_duration("7d"), hours{168});
  EXPECT_EQ(parse_duration("0s"), seconds{0});
}

TEST(Duration, IsNothingElse) {
  for (const auto* text : {"", "s", "2", "2 s", " 2s", "-2s", "+2s", "1.5h", "2S", "2sec", "2w",
                           "99999999999999999999s", "2000000000d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(Size, IsANumberAndABinaryUnit) {
  EXPECT_EQ(parse_size("512B"), 512u);
  EXPECT_EQ(parse_size("4KiB"), 4096u);
  EXPECT_EQ(parse_size("64MiB"), 64u << 20);
  EXPECT_EQ(parse_size("1GiB"), 1u << 30);
  for (const auto* text : {"64", "64MB", "64M", "MiB", "-1B", "1.5MiB"}) {
    EXPECT_EQ(parse_size(text), std::nullopt) << text;
  }
}

TEST(TimeOfDay, IsHoursAndMinutes) {
  EXPECT_EQ(parse_time_of_day("08:30"), minutes{510});
  EXPECT_EQ(parse_time_of_day("00:00"), minutes{0});
  EXPECT_EQ(parse_time_of_day("23:59"), minutes{1439});
  for (const auto* text :
       {"8:30", "24:00", "08:60", "08:30:00", "0830", "08.30", "-8:30", "aa:bb"}) {
    EXPECT_EQ(parse_time_of_day(text), std::nullopt) << text;
  }
}

TEST(Rate, IsSoManyInAMinute) {
  EXPECT_EQ(parse_rate("20/min"), 20);
  for (const auto* text : {"20", "0/min", "20/s", "/min", "20 /min", "-1/min"}) {
    EXPECT_EQ(parse_rate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace gkwatch::config
