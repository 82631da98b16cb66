#include "crawler/js_literal.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch::crawler {
namespace {

TEST(ReadJsObject, ReadsMembersAsWritten) {
  const auto members = read_js_object(
      "var a = {};\nwindow._CONFIG = {\n  APP_URL: 'https://a.cn/b', SID: \"200999\",\n"
      "  'TREE': [{\"id\":1,\"name\":\"x, y\"}], N: 7\n};",
      "window._CONFIG");
  ASSERT_TRUE(members);
  EXPECT_EQ(members->at("APP_URL"), "'https://a.cn/b'");
  EXPECT_EQ(js_scalar(members->at("SID")), "200999");
  EXPECT_EQ(members->at("TREE"), R"([{"id":1,"name":"x, y"}])");
  EXPECT_EQ(js_scalar(members->at("N")), "7");
}

TEST(ReadJsObject, IsNotMisledByBracesInStringsAndComments) {
  const auto members = read_js_object(
      "_CONFIG = { A: {\"t\":\"}, { ] \\\" '\"}, // B: {\n /* C: } */ D: '\\'}' , E: `x}` }",
      "_CONFIG");
  ASSERT_TRUE(members);
  EXPECT_EQ(members->at("A"), R"({"t":"}, { ] \" '"})");
  EXPECT_EQ(js_scalar(members->at("D")), "'}");
  EXPECT_FALSE(members->contains("B"));
  EXPECT_FALSE(members->contains("C"));
  EXPECT_TRUE(members->contains("E"));
}

TEST(ReadJsObject, FindsNothingWhereThereIsNone) {
  EXPECT_FALSE(read_js_object("<html>no script</html>", "_CONFIG"));
  EXPECT_FALSE(read_js_object("if (window._CONFIG) {}", "_CONFIG"));
  EXPECT_FALSE(read_js_object("_CONFIG = 7", "_CONFIG"));
}

TEST(ReadJsObject, RefusesEveryCutOffLiteral) {
  const std::string whole = R"(_CONFIG = {A: {"t":"}"}, B: '2', "C": [1,{}]})";
  ASSERT_TRUE(read_js_object(whole, "_CONFIG"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read_js_object(whole.substr(0, size), "_CONFIG")) << whole.substr(0, size);
  }
}

TEST(JsScalar, ReadsStringsAndNumbersOnly) {
  EXPECT_EQ(js_scalar(R"('a\'b\n')"), "a'b\n");
  EXPECT_EQ(js_scalar("12"), "12");
  EXPECT_EQ(js_scalar("{}"), "");
  EXPECT_EQ(js_scalar("'open"), "");
  EXPECT_EQ(js_scalar(""), "");
}

}  // namespace
}  // namespace gkwatch::crawler
