#include "core/decimal.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace gkwatch {
namespace {

Decimal number(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  if (!parsed) ADD_FAILURE() << "not a number: " << text;
  return parsed.value_or(Decimal{});
}

TEST(Decimal, ReadsWhatReportsPrint) {
  EXPECT_EQ(number("0"), (Decimal{0, 0}));
  EXPECT_EQ(number("-12"), (Decimal{-12, 0}));
  EXPECT_EQ(number("+54"), (Decimal{54, 0}));
  EXPECT_EQ(number("190.457379"), (Decimal{190457379, 6}));
  EXPECT_EQ(number("-0.05"), (Decimal{-5, 2}));
  EXPECT_EQ(number("99999999999.999999"), (Decimal{99999999999999999, 6}));
}

TEST(Decimal, RefusesAnythingElse) {
  for (const char* text :
       {"",    "-",   "+",   ".",   "1.",    ".5", "1,000", "1 000",     " 1",           "1 ",
        "1e3", "0x1", "--1", "+-1", "1.2.3", "一", "１",    "1.0000001", "123456789012", "nan"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, ComparesByValueAndNotBySpelling) {
  EXPECT_EQ(number("1.50"), number("1.5"));
  EXPECT_EQ(number("-0"), number("0.00"));
  EXPECT_LT(number("1.49"), number("1.5"));
  EXPECT_GT(number("-1.49"), number("-1.5"));
  EXPECT_LT(number("99999999999"), number("99999999999.000001"));
}

TEST(Decimal, AddsAndSubtractsExactly) {
  EXPECT_EQ(number("0.1") + number("0.2"), number("0.3"));
  EXPECT_EQ(number("1") - number("0.000001"), number("0.999999"));
  EXPECT_EQ(number("-3") - number("-5"), number("2"));
}

TEST(Decimal, HoldsTheSumOfNinetyOfTheLargestNumbers) {
  Decimal sum;
  for (int i = 0; i < 90; ++i) sum = sum + number("99999999999.999999");
  EXPECT_EQ(to_text(sum), "8999999999999.99991");
}

TEST(DecimalDeathTest, EndsTheProcessRatherThanBeWrong) {
  const Decimal most{INT64_MAX, 0};
  EXPECT_DEATH((void)(most + Decimal{1, 0}), "");
}

TEST(Decimal, WritesTheShortestSpelling) {
  EXPECT_EQ(to_text(number("+1.50")), "1.5");
  EXPECT_EQ(to_text(number("-12")), "-12");
  EXPECT_EQ(to_text(number("-0")), "0");
  EXPECT_EQ(to_text(number("0.000")), "0");
  EXPECT_EQ(to_text(number("-0.05")), "-0.05");
  EXPECT_EQ(to_text(number("100")), "100");
  EXPECT_EQ(to_text(Decimal{INT64_MIN, 0}), "-9223372036854775808");
  EXPECT_EQ(to_text(Decimal{5, 9}), "0.000000005");
}

}  // namespace
}  // namespace gkwatch
