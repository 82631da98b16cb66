// Commands from outside: exit codes, messages with file and line, formats.

#include <gtest/gtest.h>

#include "core/text.h"
#include "store/database.h"
#include "tests/e2e/neighbourhood.h"

namespace gkwatch::testing {
namespace {

TEST(Command, EndsWithTwoAndAHintOnWrongUsage) {
  const Neighbourhood here;
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{},
                                             {"pol"},
                                             {"reports", "--year", "twenty"},
                                             {"poll", "--nonsense"},
                                             {"parse"},
                                             {"history", "--since", "yesterday"},
                                             {"rules", "R-NO-SUCH"},
                                             {"notify"},
                                             {"poll", "--agency", "nobody"},
                                             {"notify", "--test", "nobody"}}) {
    const Ran ran = here.run(wrong);
    EXPECT_EQ(ran.exit, 2) << ran.err;
    EXPECT_TRUE(ran.out.empty());
    EXPECT_FALSE(ran.err.empty());
  }
}

TEST(Command, SaysInChineseWhatIsWrongWithACommandLine) {
  const Neighbourhood here;
  const std::vector<std::pair<std::vector<std::string>, std::string>> said{
      {{}, "缺少命令"},
      {{"pol"}, "没有命令“pol”"},
      {{"rules", "--format", "xml"}, "--format：“xml”不可用，应为 {text,json,csv} 之一"},
      {{"reports", "--year", "twenty"}, "看不懂的值：--year = twenty"},
      {{"poll", "--nonsense"}, "不认识或多余的参数：--nonsense"},
      {{"parse"}, "缺少 FILE"},
      {{"show", "town", "2020"}, "REPORT 最多 1 个，给了 2 个"},
      {{"rules", "--format"}, "--format 后面缺少值"},
      {{"history", "--since", "yesterday"}, "--since：“yesterday”不是日期"},
      {{"agencies", "--rule", "R-T3-SUM"}, "agencies 不能用 --rule"}};
  for (const auto& [wrong, words] : said) {
    const Ran ran = here.run(wrong);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(contains(ran.err, words)) << ran.err;
  }
  const std::string help = here.run({"show", "--help"}).out;
  for (const char* foreign : {"Usage", "Options", "REQUIRED", "Print this help"}) {
    EXPECT_FALSE(contains(help, foreign)) << help;
  }
}

TEST(Command, ShowsHelpThatIsAlignedAndNamesTheWholeCommand) {
  const Neighbourhood here;
  const std::string help = here.run({"alerts", "silence", "--help"}).out;
  EXPECT_TRUE(contains(help, "gkwatch alerts silence [选项]")) << help;
  EXPECT_TRUE(contains(help, "--language zh|en ")) << help;
  const auto column_of = [&](std::string_view option, std::string_view meaning) {
    const std::size_t line = help.find(option);
    const std::size_t end = help.find(meaning, line);
    if (line == std::string::npos || end == std::string::npos) return std::string::npos;
    return display_width(help.substr(line, end - line));
  };
  EXPECT_EQ(column_of("--by ", "经办人"), column_of("--language ", "输出语言")) << help;
  EXPECT_EQ(column_of("--by ", "经办人"), column_of("--agency ", "该机构")) << help;
  EXPECT_TRUE(contains(here.run({"import", "--help"}).out, "--year 1990-2100 必填 "));
}

TEST(Command, HelpsAndComplainsInTheLanguageThatTheCommandLineAsksFor) {
  const Neighbourhood here;
  EXPECT_TRUE(contains(here.run({"--language", "en", "show", "--help"}).out, "Usage"));
  EXPECT_TRUE(contains(here.run({"show", "--help", "--language=en"}).out, "Usage"));
  EXPECT_TRUE(contains(here.run({"pol", "--language", "en"}).err, "no command"));
}

TEST(Command, SaysInBothLanguagesThatThereIsNoConfiguration) {
  const Neighbourhood here;
  const std::string absent = (here.folder() / "absent.toml").string();
  const Ran chinese = here.run({"alerts", "--config", absent});
  EXPECT_EQ(chinese.exit, 3);
  EXPECT_TRUE(contains(chinese.err, "没有配置文件 " + absent)) << chinese.err;
  const Ran english = here.run({"alerts", "--config", absent, "--language", "en"});
  EXPECT_TRUE(contains(english.err, "there is no configuration " + absent)) << english.err;
}

TEST(Command, NamesFileAndLineOfABadConfiguration) {
  const Neighbourhood here;
  here.write("gkwatch.toml", "agencies = \"agencies.csv\"\n[schedule]\nintervall = \"6h\"\n");
  const Ran ran = here.run({"check-config"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_TRUE(contains(ran.err, "gkwatch.toml:3")) << ran.err;
  EXPECT_TRUE(contains(ran.err, "intervall")) << ran.err;
  EXPECT_EQ(here.run({"reports"}).exit, 3);
}

TEST(Command, GoesOnWithTheRestOfAWatchListThatHasABadRow) {
  Neighbourhood here;
  here.write("agencies.csv", here.portal().watch_list() + "Bad Id!,无名,Q,,not-a-url,\n");
  const Ran checked = here.run({"check-config"});
  EXPECT_EQ(checked.exit, 3);
  EXPECT_TRUE(contains(checked.err, "agencies.csv:8")) << checked.err;
  const Ran polled = here.run({"poll", "--all"});
  EXPECT_EQ(polled.exit, 0) << polled.err;
  EXPECT_TRUE(contains(polled.err, "agencies.csv:8"));
  EXPECT_EQ(here.rows("reports").size(), 6u);
}

TEST(Command, EndsWithFourWhereThereIsNoDatabaseYet) {
  const Neighbourhood here;
  EXPECT_EQ(here.run({"reports"}).exit, 4);
  EXPECT_EQ(here.run({"parse", "/nonexistent/report.txt"}).exit, 4);
}

TEST(Command, EndsWithFourOnAFileThatNoReaderUnderstands) {
  const Neighbourhood here;
  here.write("empty.html", "");
  const Ran ran = here.run({"parse", (here.folder() / "empty.html").string(), "--format", "json"});
  EXPECT_EQ(ran.exit, 4);
  EXPECT_EQ(ran.json().at(0)["status"].string_or(""), "unreadable");
  EXPECT_FALSE(ran.json().at(0)["error"].is_null());
}

TEST(Command, TellsOfADocumentThatIsTooLargeToRead) {
  const Neighbourhood here;
  std::string rows;
  for (int row = 0; row < 300; ++row) rows += "<tr><td colspan=1000>1</td></tr>";
  here.write("wide.html", "<html><body><table>" + rows + "</table></body></html>");
  const Ran ran = here.run({"parse", (here.folder() / "wide.html").string(), "--format", "json"});
  EXPECT_EQ(ran.exit, 4);
  EXPECT_EQ(ran.json().at(0)["status"].string_or(""), "unreadable");
  EXPECT_TRUE(contains(ran.json().at(0)["error"].string_or(""), "200,000")) << ran.out;
}

TEST(Command, TellsAnAgencyThatIsNotThereFromAnEmptyAnswer) {
  const Neighbourhood here;
  here.run({"poll", "--all"});
  EXPECT_EQ(here.run({"reports", "--agency", "nobody"}).exit, 2);
  EXPECT_EQ(here.run({"show", "nonsense"}).exit, 2);
  EXPECT_EQ(here.rows("reports", {"--rule", "R-T3-BALANCE"}).size(), 1u);
}

TEST(Command, EndsWithFiveWhileAnotherProcessKeepsTheDatabase) {
  const Neighbourhood here;
  const auto keeper =
      store::Database::open(here.folder() / "gkwatch.db", store::Database::Role::Keeper);
  ASSERT_TRUE(keeper);
  const Ran ran = here.run({"poll", "--all"});
  EXPECT_EQ(ran.exit, 5) << ran.err;
}

TEST(Command, PrintsTheRowsOfTheContractAsJson) {
  const Neighbourhood here;
  here.run({"poll", "--all"});
  const Json report = here.rows("reports", {"--agency", "huadu-shiling"}).at(0);
  for (const char* member : {"report", "agency", "name", "year", "status", "published_at",
                             "first_seen", "due", "checked_at", "complete", "url", "sha256",
                             "version", "versions", "form", "errors", "warnings"}) {
    EXPECT_FALSE(report[member].is_null()) << member;
  }
  EXPECT_EQ(report["published_at"].string_or(""), "2021-01-21T15:24:00+08:00");
  EXPECT_EQ(report["due"].string_or(""), "2021-01-31");
  const Json visit = here.rows("history").at(0);
  for (const char* member :
       {"time", "agency", "url", "kind", "outcome", "http_status", "bytes", "ms"}) {
    EXPECT_FALSE(visit[member].is_null()) << member;
  }
  const Json alert = here.rows("alerts").at(0);
  for (const char* member : {"id", "rule", "severity", "state", "agency", "year", "title",
                             "first_seen", "last_seen", "notified"}) {
    EXPECT_FALSE(alert[member].is_null()) << member;
  }
}

TEST(Command, AnswersSqlOverTheViewsAndNothingElse) {
  const Neighbourhood here;
  here.run({"poll", "--all"});
  const Ran ran = here.run({"sql",
                            "SELECT raw FROM cells WHERE agency = 'huadu-shiling' AND "
                            "cell = 'T3.R7.SUM'",
                            "--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.json().at(0)["raw"].string_or(""), "2");
  EXPECT_NE(here.run({"sql", "DELETE FROM cells"}).exit, 0);
  EXPECT_NE(here.run({"sql", "SELECT * FROM sqlite_master"}).exit, 0);
}

TEST(Command, CountsWhatTheReportsSayTogether) {
  const Neighbourhood here;
  here.poll_twice();
  const Ran ran = here.run({"stats", "--group-by", "year,class", "--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  const auto rates = where(ran.json().items(), "metric", "on_time_rate");
  ASSERT_FALSE(rates.empty());
  EXPECT_EQ(rates[0]["year"].integer(), 2020);
  EXPECT_TRUE(contains(here.run({"stats"}).out, "按时发布率"));
  EXPECT_TRUE(contains(here.run({"stats", "--class", "V", "--language", "en"}).out, "n/a"));
  EXPECT_EQ(here.run({"stats", "--group-by", "colour"}).exit, 2);
}

TEST(Command, KeepsADismissalThroughLaterRuns) {
  const Neighbourhood here;
  here.poll_twice();
  const auto findings =
      where(here.rows("findings", {"--agency", "huadu-shiling"}), "severity", "error");
  ASSERT_EQ(findings.size(), 1u);
  const std::string id = findings[0]["id"].dump();
  const Ran ran = here.run({"findings", "dismiss", id, "--by", "desk", "--note", "seen"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  here.run({"poll", "--all"});
  const auto dismissed = here.rows("findings", {"--state", "dismissed"});
  ASSERT_EQ(dismissed.size(), 1u);
  EXPECT_EQ(dismissed[0]["id"].dump(), id);
  const Ran sheet = here.run({"show", "huadu-shiling", "--format", "html"});
  EXPECT_FALSE(contains(sheet.out, "R-T3-BALANCE")) << sheet.out;
  EXPECT_EQ(here.run({"findings", "dismiss", "999"}).exit, 4);
  EXPECT_EQ(here.run({"findings", "dismiss", "one"}).exit, 2);
}

TEST(Command, ShowsAReportByAgencyAndYear) {
  const Neighbourhood here;
  here.run({"poll", "--all"});
  const Ran text = here.run({"show", "huadu-shiling:2020"});
  EXPECT_EQ(text.exit, 0) << text.err;
  EXPECT_TRUE(contains(text.out, "R-T3-BALANCE"));
  EXPECT_TRUE(contains(text.out, "!2"));
  const Ran json = here.run({"show", "huadu-shiling:2020", "--format", "json"});
  EXPECT_EQ(json.json()["cells"]["T3.R7.NP"]["value"].integer(), 2);
  EXPECT_EQ(here.run({"show", "sample-town:2020"}).exit, 4);
}

TEST(Command, PrintsASheetForAnAgencyAlsoWhereThereIsNoReport) {
  const Neighbourhood here;
  here.poll_twice();
  const Ran shiling = here.run({"show", "huadu-shiling:2020", "--format", "html"});
  EXPECT_EQ(shiling.exit, 0) << shiling.err;
  EXPECT_TRUE(contains(shiling.out, "【错误】表三收到与办理的申请数量不平衡")) << shiling.out;
  EXPECT_TRUE(contains(shiling.out, "应为 1，报告为 2"));
  const Ran town = here.run({"show", "sample-town", "--format", "html"});
  EXPECT_TRUE(contains(town.out, "未见按期公布")) << town.out;
  EXPECT_EQ(here.run({"show", "nobody", "--format", "html"}).exit, 4);
  EXPECT_EQ(here.run({"show", "sample-town:x", "--format", "html"}).exit, 2);
}

TEST(Command, TellsTheRuleThatRuns) {
  const Neighbourhood here;
  const Ran ran = here.run({"rules", "R-T3-BALANCE"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_TRUE(contains(ran.out, "R-T3-BALANCE"));
  EXPECT_GT(here.run({"rules", "--format", "json"}).json().items().size(), 10u);
}

TEST(Command, DiscoversTheAgenciesOfAPortalAndGoesOnWhereItWasEnded) {
  Neighbourhood here;
  const std::vector<std::string> discover{"discover", here.portal().base_url() + "/", "--journal",
                                          (here.folder() / "journal").string()};
  const Ran ran = here.run(discover);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("id,name,class,region,url,sid,column,note")) << ran.out;
  EXPECT_TRUE(contains(ran.out, "/gzhdslz/gkmlpt/annualreport#6198")) << ran.out;
  here.portal().forget_requests();
  EXPECT_EQ(here.run(discover).out, ran.out);
  for (const auto& [path, count] : here.portal().requests()) EXPECT_EQ(path, "/robots.txt");
  here.write("agencies.csv", ran.out);
  EXPECT_EQ(here.run({"check-config"}).exit, 0) << "the rows are those of a watch list";
  EXPECT_EQ(here.run({"discover", "no address"}).exit, 2);
}

TEST(Command, KeepsTheBudgetOfTheDayOverARestart) {
  Neighbourhood here;
  here.run({"poll", "--all"});
  here.portal().forget_requests();
  here.configure("daily_requests_per_host = 10");
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 1);
  EXPECT_TRUE(here.portal().requests().empty()) << "more than ten were sent before";
  EXPECT_FALSE(where(here.rows("history"), "error", "rate_limited").empty());
}

TEST(Command, SendsATestMessageToAReceiver) {
  Neighbourhood here;
  EXPECT_EQ(here.run({"notify", "--test", "hook"}).exit, 0);
  EXPECT_EQ(here.hook().calls().size(), 1u);
  EXPECT_EQ(here.run({"notify", "--test", "mail"}).exit, 0);
  EXPECT_EQ(here.mailbox().mails().size(), 1u);
  here.hook().answer_with(500);
  EXPECT_EQ(here.run({"notify", "--test", "hook"}).exit, 4);
}

TEST(Command, SaysInChineseWhyATestMessageWasNotTaken) {
  Neighbourhood here;
  here.hook().answer_with(410);
  const Ran gone = here.run({"notify", "--test", "hook"});
  EXPECT_EQ(gone.exit, 4);
  EXPECT_TRUE(contains(gone.err, "没有送达 hook：对方答复 HTTP 410（此地址已停用")) << gone.err;
  const Ran unknown = here.run({"notify", "--test", "nobody"});
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_TRUE(contains(unknown.err, "没有名为“nobody”的接收者；已配置： hook mail")) << unknown.err;
  EXPECT_TRUE(contains(here.run({"notify", "--test", "nobody", "--language", "en"}).err,
                       "There is no receiver 'nobody'"));
}

TEST(Command, ServesAReceiverAgainThatWasGoneAndTakesATestMessage) {
  Neighbourhood here;
  here.hook().answer_with(410);
  here.poll_twice();
  here.hook().answer_with(204);
  here.run({"poll", "--all"});
  EXPECT_TRUE(here.hook().alerts().empty() || here.hook().calls().size() == 1u);
  const std::size_t before = here.hook().calls().size();
  EXPECT_EQ(here.run({"notify", "--test", "hook"}).exit, 0);
  here.run({"poll", "--all"});
  EXPECT_GE(here.hook().calls().size(), before + 2) << "the test message and what was waiting";
}

}  // namespace
}  // namespace gkwatch::testing
