#include "core/json.h"

#include <gtest/gtest.h>

#include <array>

namespace gkwatch {
namespace {

Json parsed(std::string_view text) {
  auto json = Json::parse(text);
  EXPECT_TRUE(json.has_value()) << text;
  return std::move(json).value_or(Json{});
}

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST(Json, AcceptsWhatRfc8259Allows) {
  for (const auto* text : {"[]",
                           "{}",
                           "null",
                           "true",
                           " 1 ",
                           "\"\"",
                           "[1,2]",
                           "{\"a\":{\"b\":[]}}",
                           "-0",
                           "-0.0",
                           "1e5",
                           "1E+2",
                           "0.1e-2",
                           "123456789012345678901234567890",
                           "\"\\u0061\\n\\/\"",
                           "\"\\ud83d\\ude00\"",
                           "\"\xF0\x9F\x98\x80\"",
                           "{\"\":0}",
                           "{\"a\":1,\"a\":2}",
                           "[\"\x7F\"]",
                           "\"\\u0000\"",
                           "\t[\r\n]",
                           "[null,\t1]",
                           "\"\xE2\x80\xA8\""}) {
    EXPECT_TRUE(Json::parse(text).has_value()) << text;
  }
}

TEST(Json, RefusesWhatRfc8259DoesNotAllow) {
  for (const auto* text : {"",
                           " ",
                           "[",
                           "]",
                           "[1,]",
                           "[,1]",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{'a':1}",
                           "{\"a\" 1}",
                           "{1:1}",
                           "01",
                           "-",
                           "+1",
                           ".5",
                           "1.",
                           "1e",
                           "0x1",
                           "1 000",
                           "NaN",
                           "Infinity",
                           "-Infinity",
                           "nul",
                           "True",
                           "\"",
                           "\"a",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u00G0\"",
                           "\"\n\"",
                           "\"\t\"",
                           "[1]x",
                           "[1][2]",
                           "/*c*/[]",
                           "[1,2",
                           "{\"a\"",
                           "[\"a\xFF\"]",
                           "\"\xC0\xAF\"",
                           "\"\xED\xA0\x80\"",
                           "'a'",
                           "\xEF\xBB\xBF",
                           "[\x0C]",
                           "--1",
                           "1..2",
                           "[1 2]",
                           "{\"a\":1 \"b\":2}",
                           "\xC2\xA0[]"}) {
    const auto json = Json::parse(text);
    ASSERT_FALSE(json.has_value()) << text;
    EXPECT_EQ(json.error().code, ErrorCode::Malformed) << text;
  }
}

TEST(Json, RefusesAZeroByte) {
  EXPECT_FALSE(Json::parse(std::string_view{"[1]\0", 4}).has_value());
  EXPECT_FALSE(Json::parse(std::string_view{"\"\0\"", 3}).has_value());
}

TEST(Json, NamesLineAndColumn) {
  EXPECT_EQ(Json::parse("{\n  \"政府\": x}").error().message, "not JSON at line 2, column 9");
  EXPECT_EQ(Json::parse("]").error().message, "not JSON at line 1, column 1");
}

TEST(Json, RefusesTheSixtyFifthLevel) {
  EXPECT_TRUE(Json::parse(nested(64)).has_value());
  EXPECT_EQ(Json::parse(nested(65)).error().code, ErrorCode::TooLarge);
  EXPECT_EQ(Json::parse(std::string(1'000'000, '[')).error().code, ErrorCode::TooLarge);
}

TEST(Json, RefusesMoreThanAMillionValues) {
  const auto of_values = [](std::size_t count) {
    std::string text = "[";
    for (std::size_t i = 1; i < count; ++i) text += i == 1 ? "0" : ",0";
    return Json::parse(text + "]");
  };
  EXPECT_TRUE(of_values(1'000'000).has_value());
  EXPECT_EQ(of_values(1'000'001).error().code, ErrorCode::TooLarge);
}

TEST(Json, ReplacesLoneSurrogates) {
  EXPECT_EQ(parsed("\"a\\ud800b\"").string_or(""),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(parsed("\"\\uDC00\\ud83d\\ude00\"").string_or(""), "\xEF\xBF\xBD\xF0\x9F\x98\x80");
  EXPECT_EQ(parsed("\"\\ud800\\ud83d\\ude00\"").string_or(""), "\xEF\xBF\xBD\xF0\x9F\x98\x80");
  EXPECT_EQ(parsed("{\"\\ud800\":1}").members()[0].first, "\xEF\xBF\xBD");
}

TEST(Json, TakesAnEscapedBackslashBeforeUForWhatItIs) {
  EXPECT_EQ(parsed("\"\\\\ud800\"").string_or(""), "\\ud800");
}

TEST(Json, KeepsTheSpellingOfNumbers) {
  for (const auto* text : {"1.50", "-0", "1e5", "1E-07", "123456789012345678901234567890",
                           "-9223372036854775808", "18446744073709551615", "0.0"}) {
    EXPECT_EQ(parsed(text).number_text(), text);
    EXPECT_EQ(parsed(text).dump(), text);
  }
}

TEST(Json, ReadsWholeNumbersAsIntegers) {
  EXPECT_EQ(parsed("-42").integer(), -42);
  EXPECT_EQ(parsed("1.0").integer(), std::nullopt);
  EXPECT_EQ(parsed("1e2").integer(), std::nullopt);
  EXPECT_EQ(parsed("9223372036854775808").integer(), std::nullopt);
  EXPECT_EQ(parsed("\"1\"").integer(), std::nullopt);
}

TEST(Json, ReadsDecimalsExactly) {
  EXPECT_EQ(parsed("190.457379").decimal(), Decimal::parse("190.457379"));
  EXPECT_EQ(parsed("1e2").decimal(), std::nullopt);
  EXPECT_EQ(parsed("\"1\"").decimal(), std::nullopt);
}

TEST(Json, ReadsWhatIsAbsentOrOfAnotherTypeAsTheFallback) {
  const Json json = parsed(R"({"a": [1, "x"], "b": null, "c": true})");
  EXPECT_EQ(json["a"].at(1).string_or("?"), "x");
  EXPECT_EQ(json["a"].at(0).string_or("?"), "?");
  EXPECT_TRUE(json["a"].at(7).is_null());
  EXPECT_TRUE(json["none"]["deeper"].at(3).is_null());
  EXPECT_TRUE(json["c"].bool_or(false));
  EXPECT_FALSE(json["a"].bool_or(false));
  EXPECT_TRUE(json["b"].items().empty());
  EXPECT_TRUE(json["a"].members().empty());
}

TEST(Json, TakesTheLastOfTwoMembersOfOneName) {
  EXPECT_EQ(parsed(R"({"a":1,"a":2})")["a"].integer(), 2);
}

TEST(Json, IsBuiltByHand) {
  Json json;
  json.set("id", 7).set("name", "狮岭").set("list", Json{}.push(1).push(nullptr).push(false));
  json.set("id", Decimal{150, 2});
  EXPECT_EQ(json.dump(), R"({"id":1.5,"name":"狮岭","list":[1,null,false]})");
  EXPECT_EQ(parsed(json.dump()), json);
}

TEST(Json, IndentsIfAsked) {
  EXPECT_EQ(parsed(R"({"a":[1,2],"b":{},"c":[]})").dump(2),
            "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}");
}

TEST(Json, WritesTextThatEveryReaderTakesBack) {
  const std::string text = std::string{"\0", 1} + "\"\\\n\r\t\x01\x7F信";
  const std::string dumped = Json{text}.dump();
  EXPECT_EQ(dumped, "\"\\u0000\\\"\\\\\\n\\r\\t\\u0001\\u007f信\"");
  EXPECT_EQ(parsed(dumped).string_or(""), text);
}

TEST(Json, WritesBrokenUtf8AsReplacement) { EXPECT_EQ(Json{"a\xFF"}.dump(), "\"a\xEF\xBF\xBD\""); }

TEST(JsonDeathTest, EndsTheProcessIfANumberIsAskedToHoldMembers) {
  EXPECT_DEATH(Json{1}.set("a", 1), "");
  EXPECT_DEATH(Json{"x"}.push(1), "");
}

}  // namespace
}  // namespace gkwatch
