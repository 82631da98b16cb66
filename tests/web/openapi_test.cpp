// The description of the API against its answers, and its every parameter with nonsense in it.

#include "embedded/openapi.h"

#include <gtest/gtest.h>

#include <array>

#include "core/text.h"
#include "tests/web/recorded_site.h"
#include "tests/web/schema.h"
#include "view/parsed_file.h"

namespace gkwatch::web {
namespace {

const Json& description() {
  static const Json json = *Json::parse(data::openapi);
  return json;
}

// "/api/v1/reports/{id}" as it is asked for here.
std::string asked(std::string path, const std::string& hash) {
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"{id}", "1"}, {"{sha256}", hash}}) {
    const auto at = path.find(name);
    if (at != std::string::npos) path.replace(at, name.size(), value);
  }
  return path;
}

const Json& resolved(const Json& parameter) {
  const std::string_view ref = parameter["$ref"].string_or("");
  constexpr std::string_view kBegin = "#/components/parameters/";
  return ref.empty() ? parameter
                     : description()["components"]["parameters"][ref.substr(kBegin.size())];
}

using OpenApi = RecordedSite;

TEST_F(OpenApi, DescribesEveryAnswerAsItIs) {
  record("狮岭镇");
  int described = 0;
  for (const auto& [path, item] : description()["paths"].members()) {
    if (!item["get"].is_object()) continue;
    std::multimap<std::string, std::string> query;
    if (path == "/api/v1/search") query.emplace("q", "收到");
    const Answer answer = get(asked(path, hash_), query);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    const Json& content = item["get"]["responses"]["200"]["content"];
    const std::string type = answer.type.substr(0, answer.type.find(';'));
    ASSERT_TRUE(content[type].is_object()) << path << " answers " << type;
    if (type != "application/json") continue;
    const auto body = Json::parse(answer.body);
    ASSERT_TRUE(body) << path;
    EXPECT_TRUE(!body->is_array() || !body->items().empty()) << path << ": nothing to compare";
    for (const auto& fault :
         testing::schema_faults(*body, content[type]["schema"], description())) {
      ADD_FAILURE() << path << " " << fault;
    }
    ++described;
  }
  EXPECT_EQ(described, 10);
}

TEST(CheckedFile, IsDescribedWithWhatIsOnlySometimesThere) {
  ParsedDocument document;
  document.form = Form::F2021;
  document.media_type = "application/pdf";
  document.declared_type = "application/msword";
  document.converted_by = "LibreOffice 7.4.7.2";
  document.error = "the last page is cut off";
  document.is_read_by_ocr = true;
  Cell& cell = document.cells[CellKey{"T3.NEW.NP"}];
  cell.unit = "件";
  cell.why = "a fold";
  cell.confidence = 12;
  const Json file =
      view::to_json({.file = "a.doc", .hash = {}, .document = document, .findings = {}});
  const Json& schema = description()["components"]["schemas"]["CheckedFile"];
  const auto faults = testing::schema_faults(file, schema, description());
  EXPECT_TRUE(faults.empty()) << faults.front();
  EXPECT_EQ(file["converted_by"].string_or(""), "LibreOffice 7.4.7.2");
  EXPECT_TRUE(file["read_by_ocr"].bool_or(false));
}

TEST_F(OpenApi, DescribesTheRefusalToo) {
  record("狮岭镇");
  const Answer wrong = get("/api/v1/reports", {{"year", "soon"}});
  const Json& schema = description()["components"]["schemas"]["Problem"];
  EXPECT_TRUE(testing::schema_faults(*Json::parse(wrong.body), schema, description()).empty());
}

TEST_F(OpenApi, NamesNoParameterThatIsNotTaken) {
  record("狮岭镇");
  const std::map<std::string, std::string> good{{"agency", "huadu-shiling"},
                                                {"region", "44"},
                                                {"class", "T"},
                                                {"year", "2020"},
                                                {"since", "2020-01-01"},
                                                {"until", "2030-01-01"},
                                                {"rule", "R-T3-BALANCE"},
                                                {"severity", "info"},
                                                {"state", "x"},
                                                {"limit", "5"},
                                                {"q", "收到"},
                                                {"version", "1"},
                                                {"group_by", "region,year"},
                                                {"cursor", ""}};
  for (const auto& [path, item] : description()["paths"].members()) {
    for (const Json& given : item["get"]["parameters"].items()) {
      const Json& parameter = resolved(given);
      const std::string name{parameter["name"].string_or("")};
      if (parameter["in"].string_or("") != "query") continue;
      ASSERT_TRUE(good.contains(name)) << name;
      std::multimap<std::string, std::string> query{{name, good.at(name)}};
      if (path == "/api/v1/search" && name != "q") query.emplace("q", "收到");
      EXPECT_EQ(get(asked(path, hash_), query).status, 200) << path << " " << name;
    }
  }
}

TEST_F(OpenApi, FailsForNoValueOfAnyParameter) {
  record("狮岭镇");
  const std::array<std::string, 24> nonsense{"",
                                             "0",
                                             "-1",
                                             "99999999999999999999",
                                             "1e9",
                                             "NaN",
                                             "null",
                                             "true",
                                             "[]",
                                             "{}",
                                             "'",
                                             "\"",
                                             "' OR 1=1 --",
                                             "%",
                                             "_",
                                             "*",
                                             std::string(1, '\0'),
                                             "\xff\xfe",
                                             "\r\nX: y",
                                             "<script>",
                                             "../../etc/passwd",
                                             "２０２０",
                                             "WzFd",
                                             std::string(100'000, 'a')};
  for (const auto& [path, item] : description()["paths"].members()) {
    for (const Json& given : item["get"]["parameters"].items()) {
      const Json& parameter = resolved(given);
      const std::string name{parameter["name"].string_or("")};
      for (const std::string& value : nonsense) {
        const bool is_in_path = parameter["in"].string_or("") == "path";
        const std::string place = is_in_path ? path.substr(0, path.find('{')) + value : path;
        std::multimap<std::string, std::string> query;
        if (!is_in_path) query.emplace(name, value);
        if (path == "/api/v1/search" && name != "q") query.emplace("q", "收到");
        const Answer answer = get(is_in_path ? place : asked(place, hash_), query);
        EXPECT_LT(answer.status, 500) << path << " " << name << "=" << value.substr(0, 40);
      }
    }
  }
}

}  // namespace
}  // namespace gkwatch::web
