#include "crawler/retry_after.h"

#include <gtest/gtest.h>

#include "crawler/cookie_jar.h"

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2025} / 1 / 31} + 7h};

TEST(RetryAfter, ReadsSecondsAndDates) {
  EXPECT_EQ(retry_after("120", kNow), 120s);
  EXPECT_EQ(retry_after("0", kNow), 0s);
  EXPECT_EQ(retry_after("Fri, 31 Jan 2025 07:28:00 GMT", kNow), 28min);
  EXPECT_EQ(retry_after("Fri, 31 Jan 2025 06:00:00 GMT", kNow), 0s) << "a moment gone by";
}

TEST(RetryAfter, GrantsADayAtMost) {
  EXPECT_EQ(retry_after("99999999", kNow), 24h);
  EXPECT_EQ(retry_after("Fri, 31 Jan 2031 07:28:00 GMT", kNow), 24h);
}

TEST(RetryAfter, ReadsNothingElse) {
  for (const char* value : {"", "soon", "-5", "12x", "Fri, 31 Foo 2025 07:28:00 GMT",
                            "Fri, 31 Feb 2025 07:28:00 GMT", "99999999999999999999"}) {
    EXPECT_EQ(retry_after(value, kNow), std::nullopt) << value;
  }
}

TEST(CookieJar, GivesBackWhatTheHostSetAndNoOther) {
  CookieJar jar;
  const Url a = *Url::parse("https://a.gov.cn/x");
  jar.remember(a, "one=1; Path=/; HttpOnly");
  jar.remember(a, "two = 2");
  jar.remember(a, "nonsense");
  EXPECT_EQ(jar.header_for(a), "one=1; two=2");
  EXPECT_EQ(jar.header_for(*Url::parse("https://b.gov.cn/")), "");
  jar.remember(a, "one=; Max-Age=0");
  EXPECT_EQ(jar.header_for(a), "two=2");
}

TEST(CookieJar, TakesNoHeaderIntoAHeader) {
  CookieJar jar;
  const Url a = *Url::parse("https://a.gov.cn/x");
  jar.remember(a, "x=1\r\nX-Evil: 1");
  EXPECT_EQ(jar.header_for(a), "");
}

}  // namespace
}  // namespace gkwatch::crawler
