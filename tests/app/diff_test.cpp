// `diff`: what changed between two versions of a report.

#include "core/text.h"
#include "tests/app/asked_house.h"

namespace gkwatch::testing {
namespace {

using Diff = AskedHouse;

TEST_F(Diff, ShowsCellsFirstThenTheChecksThenTheText) {
  record_version(version("v2", kEvening, "5"));
  const Told told = run({"diff", "town:2020"});
  EXPECT_EQ(told.exit, 0) << told.err;
  const std::size_t cells = told.out.find("T3.NEW.SUM");
  const std::size_t checks = told.out.find("对核对的影响");
  const std::size_t text = told.out.find("+ 本年新收5件");
  ASSERT_NE(cells, std::string::npos) << told.out;
  ASSERT_NE(text, std::string::npos) << told.out;
  EXPECT_LT(cells, checks) << told.out;
  EXPECT_LT(checks, text) << told.out;
  EXPECT_TRUE(contains(told.out, "+2")) << "from 3 to 5";
  EXPECT_TRUE(contains(told.out, "- 本年新收3件"));
}

TEST_F(Diff, TellsWhatACorrectionDoesToTheIdentities) {
  ReportVersion corrected = version("v2", kEvening, "0");
  corrected.report.parsed.sections = version("v1", kMorning).report.parsed.sections;
  record_version(corrected);
  const Json json = run({"diff", "1", "--format", "json"}).json();
  EXPECT_EQ(json["cells"].items().size(), 1u);
  EXPECT_EQ(json["cells"].at(0)["cell"].string_or(""), "T3.NEW.SUM");
  EXPECT_EQ(json["cells"].at(0)["before"]["value"].integer(), 3);
  EXPECT_EQ(json["cells"].at(0)["after"]["value"].integer(), 0);
  EXPECT_EQ(json["cells"].at(0)["delta"].integer(), -3);
  bool is_mended = false;
  for (const Json& change : json["findings"].items()) {
    if (change["change"].string_or("") != "mended") continue;
    is_mended = true;
    EXPECT_FALSE(change["before"].is_null());
    EXPECT_TRUE(change["after"].is_null());
  }
  EXPECT_TRUE(is_mended) << json.dump(1);
  EXPECT_TRUE(json["text"].items().empty());
  EXPECT_FALSE(json["bytes_only"].bool_or(true));
}

TEST_F(Diff, SaysThatOnlyTheBytesDiffer) {
  record_version(version("v2", kEvening));
  const Told text = run({"diff", "1", "--language", "en"});
  EXPECT_TRUE(contains(text.out, "Only the bytes of the files differ")) << text.out;
  const Json json = run({"diff", "1", "--format", "json"}).json();
  EXPECT_TRUE(json["bytes_only"].bool_or(false));
  EXPECT_NE(json["from"]["sha256"], json["to"]["sha256"]);
}

TEST_F(Diff, TakesTheVersionsThatAreAskedFor) {
  record_version(version("v2", kEvening, "5"));
  record_version(version("v3", kNextDay, "7"));
  const auto between = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"diff", "1", "--format", "csv"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words).out;
  };
  EXPECT_TRUE(contains(between({}), "T3.NEW.SUM,5,number,7,number,2\r\n"));
  EXPECT_TRUE(contains(between({"--from", "1"}), "T3.NEW.SUM,3,number,7,number,4\r\n"));
  EXPECT_TRUE(
      contains(between({"--from", "3", "--to", "1"}), "T3.NEW.SUM,7,number,3,number,-4\r\n"));
  EXPECT_EQ(run({"diff", "1", "--from", "9"}).exit, 4);
  EXPECT_EQ(run({"diff", "1", "--from", "0"}).exit, 2);
  EXPECT_EQ(run({"diff", "town:2019"}).exit, 4);
  EXPECT_EQ(run({"diff", "nonsense"}).exit, 2);
}

TEST_F(Diff, SaysThatThereIsOnlyOneVersion) {
  const Told told = run({"diff", "1"});
  EXPECT_EQ(told.exit, 0);
  EXPECT_TRUE(contains(told.out, "只有这一个版本")) << told.out;
}

}  // namespace
}  // namespace gkwatch::testing
