// Texts that were made to do harm, in the answers of every command that asks.

#include <algorithm>

#include "app/commands.h"
#include "core/csv.h"
#include "core/text.h"
#include "tests/app/asked_house.h"
#include "tests/app/workbook.h"
#include "tests/web/recorded_site.h"

namespace gkwatch::testing {
namespace {

const std::vector<std::string>& hostile_texts() {
  static const std::string nasty =
      "<script>alert(1)</script>\"'" + std::string(1, '\0') + "\x01\x1b[31m" +
      "\x1b]0;x\x07\xc2\x9b\u202Egnp.exe\u2066\u200F\xf0\x28\x8c\xbc\xff" +
      "_x0041_ ]]> &#0; \xef\xbf\xbe\r\nb\r\n\"c\",=1+1\r\n";
  static const std::vector<std::string> texts{nasty,
                                              "=HYPERLINK(\"http://evil.example\")" + nasty,
                                              "@SUM(1+1)*cmd|' /C calc'!A0",
                                              "+1+cmd|' /C calc'!A0",
                                              "\t=1+1",
                                              std::string(33'000, 'x') + "<b>"};
  return texts;
}

class HostileCommand : public web::RecordedSite, public ::testing::WithParamInterface<std::size_t> {
 protected:
  std::string run(std::vector<std::string> arguments) const {
    std::ofstream{folder_ / "agencies.csv"} << "id,name,class,region,url\n";
    std::ofstream{folder_ / "gkwatch.toml"} << "agencies = \"agencies.csv\"\n";
    arguments.insert(arguments.end(), {"--config", (folder_ / "gkwatch.toml").string()});
    std::ostringstream out, err;
    std::stop_source stop;
    app::ReloadBell reload;
    ManualClock clock;
    app::World world{.clock = clock,
                     .out = out,
                     .err = err,
                     .environment = [](const std::string&) { return std::nullopt; },
                     .stop = stop,
                     .reload = reload};
    EXPECT_EQ(app::run_program(arguments, world), 0) << arguments[0] << err.str();
    return out.str();
  }
};

const std::vector<std::vector<std::string>>& questions() {
  static const std::vector<std::vector<std::string>> all{
      {"agencies"},       {"reports"},
      {"history"},        {"findings"},
      {"alerts"},         {"stats"},
      {"show", "1"},      {"diff", "1"},
      {"search", "收到"}, {"sql", "SELECT * FROM cells UNION ALL SELECT * FROM cells"}};
  return all;
}

// A spreadsheet takes what begins so for a formula.
bool is_formula(const std::string& field) {
  const bool is_number = field.find_first_not_of("0123456789.-+") == std::string::npos;
  return !field.empty() && !is_number &&
         std::string{"=+-@\t\r"}.find(field[0]) != std::string::npos;
}

void expect_harmless_csv(const std::string& csv, const std::string& what) {
  EXPECT_TRUE(is_utf8(csv)) << what;
  const auto rows = parse_csv(csv);
  for (const CsvRow& row : rows) {
    EXPECT_EQ(row.fields.size(), rows[0].fields.size()) << what << " line " << row.line;
    for (const std::string& field : row.fields) {
      EXPECT_FALSE(is_formula(field)) << what << ": " << field.substr(0, 40);
    }
  }
}

TEST_P(HostileCommand, SaysItHarmlessly) {
  record(hostile_texts()[GetParam()]);
  for (std::vector<std::string> question : questions()) {
    const std::string what = question[0];
    const std::string text = run(question);
    EXPECT_TRUE(is_utf8(text)) << what;
    for (const char c : {'\0', '\x01', '\x1b', '\r', '\x07'}) {
      EXPECT_EQ(text.find(c), std::string::npos) << what << " " << static_cast<int>(c);
    }
    for (const char* mark : {"\u202E", "\u2066", "\u200F", "\xc2\x9b"}) {
      EXPECT_FALSE(contains(text, mark)) << what;
    }
    question.insert(question.end(), {"--format", "json"});
    EXPECT_TRUE(Json::parse(run(question))) << what;
    question.back() = "csv";
    expect_harmless_csv(run(question), what);
  }
}

TEST_P(HostileCommand, ExportsItHarmlessly) {
  record(hostile_texts()[GetParam()]);
  for (const char* what : {"reports", "cells", "findings", "history"}) {
    const std::vector<std::string> words{"export", "--what", what, "--format"};
    const auto in = [&](const char* format) {
      std::vector<std::string> all = words;
      all.emplace_back(format);
      return run(all);
    };
    expect_harmless_csv(in("csv"), what);
    EXPECT_TRUE(Json::parse(in("json"))) << what;
    for (const auto& [name, xml] : files_in(in("xlsx"))) {
      EXPECT_TRUE(is_utf8(xml)) << what << name;
      EXPECT_FALSE(contains(xml, "<f>")) << what << ": a formula in " << name;
      EXPECT_FALSE(contains(xml, "<script")) << what << name;
      EXPECT_EQ(xml.find_first_of(std::string_view{"\0\x01\x07\x1b", 4}), std::string::npos)
          << what << name;
      EXPECT_FALSE(contains(xml, "\xef\xbf\xbe")) << what << ": no character of XML, " << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileCommand, ::testing::Range<std::size_t>(0, 6));

}  // namespace
}  // namespace gkwatch::testing
