// What is done about the evidence, from outside: archive, backup, restore.

#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>

#include "core/content_hash.h"
#include "core/files.h"
#include "core/text.h"
#include "store/database.h"
#include "tests/e2e/neighbourhood.h"
#include "tests/e2e/program.h"

namespace gkwatch::testing {
namespace {

namespace fs = std::filesystem;

class EvidenceProgram : public ::testing::Test {
 protected:
  // One agency is enough: each costs the reading of its documents.
  void SetUp() override { ASSERT_EQ(here.run({"poll", "--agency", "huadu-shiling"}).exit, 0); }

  std::string some_hash() {
    return std::string{here.rows("reports", {"--agency", "huadu-shiling"})
                           .at(0)["sha256"]
                           .string_or("")};
  }
  fs::path file_of(const std::string& hex) const {
    return here.folder() / "archive" / hex.substr(0, 2) / hex.substr(2, 2) / hex;
  }

  Neighbourhood here;
};

using ArchiveGet = EvidenceProgram;

TEST_F(ArchiveGet, GivesTheBytesAsTheyWereHad) {
  const std::string hash = some_hash();
  const Ran ran = here.run({"archive", "get", hash});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(to_hex(hash_of(ran.out)), hash);
  const fs::path file = here.folder() / "copy.pdf";
  EXPECT_EQ(here.run({"archive", "get", hash, "--out", file.string()}).exit, 0);
  EXPECT_EQ(*read_file(file), ran.out);
}

TEST_F(ArchiveGet, TellsWhatWasNeverKeptFromWhatIsDamaged) {
  EXPECT_EQ(here.run({"archive", "get", "12"}).exit, 2);
  EXPECT_EQ(here.run({"archive", "get", to_hex(hash_of("never"))}).exit, 4);
  const std::string hash = some_hash();
  std::ofstream{file_of(hash), std::ios::trunc} << "something else";
  const Ran ran = here.run({"archive", "get", hash});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.out, "");
}

using ArchiveVerify = EvidenceProgram;

TEST_F(ArchiveVerify, EndsWithZeroWhenAllIsWholeAndWithOneWhenNot) {
  const Ran sound = here.run({"archive", "verify", "--format", "json"});
  EXPECT_EQ(sound.exit, 0) << sound.err;
  EXPECT_TRUE(sound.json().items().empty()) << sound.out;
  const std::string hash = some_hash();
  fs::remove(file_of(hash));
  const Ran damaged = here.run({"archive", "verify", "--format", "json"});
  EXPECT_EQ(damaged.exit, 1) << damaged.err;
  ASSERT_EQ(damaged.json().items().size(), 1u) << damaged.out;
  const Json row = damaged.json().at(0);
  EXPECT_EQ(row["sha256"].string_or(""), hash);
  EXPECT_EQ(row["problem"].string_or(""), "lost");
  EXPECT_TRUE(row["url"].string_or("").starts_with("http://"));
  EXPECT_FALSE(row["time"].is_null());
}

TEST_F(ArchiveVerify, NeedsADatabaseAndAnArchive) {
  fs::remove_all(here.folder() / "archive");
  EXPECT_EQ(here.run({"archive", "verify"}).exit, 4);
  EXPECT_FALSE(fs::exists(here.folder() / "archive"));
}

TEST_F(EvidenceProgram, WritesAWarcFileWithEveryRequestAsItWasSent) {
  const fs::path file = here.folder() / "crawl.warc";
  const Ran ran = here.run({"archive", "warc", "--out", file.string(), "--language", "en"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  const std::string warc = *read_file(file);
  EXPECT_TRUE(warc.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
  const auto count = [&](const std::string& what) {
    std::size_t found = 0;
    for (auto at = warc.find(what); at != std::string::npos; at = warc.find(what, at + 1)) ++found;
    return found;
  };
  std::size_t answers = 0;
  for (const Json& visit : here.rows("history")) answers += visit["http_status"].integer() != 0;
  EXPECT_EQ(count("WARC-Type: response\r\n") + count("WARC-Type: revisit\r\n"), answers);
  EXPECT_EQ(count("WARC-Type: request\r\n"), answers);
  EXPECT_EQ(count("\r\n\r\nGET /"), answers);
  const Ran none = here.run({"archive", "warc", "--out", "/nonexistent/crawl.warc"});
  EXPECT_EQ(none.exit, 4);
}

class BackupProgram : public EvidenceProgram {
 protected:
  // Another machine: the same configuration, and nothing else.
  std::string empty_machine() {
    fs::create_directory(machine);
    fs::copy(here.config(), machine / "gkwatch.toml");
    fs::copy(here.folder() / "agencies.csv", machine / "agencies.csv");
    return (machine / "gkwatch.toml").string();
  }
  Ran there(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--config", (machine / "gkwatch.toml").string()});
    return here.run(std::move(arguments));
  }

  fs::path machine = here.folder() / "machine";
  std::string copy = (here.folder() / "copy.backup").string();
  std::string mirror = (here.folder() / "mirror").string();
};

TEST_F(BackupProgram, ComesBackWholeOnAnEmptyMachine) {
  const Ran made = here.run({"backup", copy, "--archive", mirror});
  ASSERT_EQ(made.exit, 0) << made.err;
  empty_machine();
  const Ran back = there({"restore", copy, "--archive", mirror});
  ASSERT_EQ(back.exit, 0) << back.err;
  for (const char* question : {"reports", "history", "findings", "alerts"}) {
    EXPECT_EQ(there({question, "--format", "json"}).out,
              here.run({question, "--format", "json"}).out);
  }
  EXPECT_EQ(there({"archive", "verify"}).exit, 0);
  const std::size_t told = here.hook().calls().size();
  EXPECT_GT(told, 0u);
  EXPECT_EQ(there({"poll", "--agency", "huadu-shiling"}).exit, 0);
  EXPECT_EQ(here.hook().calls().size(), told) << "nothing is told again";
}

TEST_F(BackupProgram, SaysWhichBytesAreAbsentAndTakesThemLater) {
  ASSERT_EQ(here.run({"backup", copy}).exit, 0);
  ASSERT_EQ(here.run({"backup", copy, "--archive", mirror}).exit, 0);
  empty_machine();
  EXPECT_EQ(there({"restore", copy}).exit, 1);
  EXPECT_EQ(there({"archive", "verify"}).exit, 1);
  EXPECT_EQ(there({"restore", copy, "--archive", mirror}).exit, 0);
  EXPECT_EQ(there({"archive", "verify"}).exit, 0);
}

TEST_F(BackupProgram, RefusesWhatIsNoBackupAndADatabaseThatIsKept) {
  here.write("nonsense", "this is no backup");
  EXPECT_EQ(here.run({"restore", (here.folder() / "nonsense").string()}).exit, 4);
  EXPECT_EQ(here.run({"restore", (here.folder() / "nothing").string()}).exit, 4);
  EXPECT_EQ(here.run({"backup", "/nonexistent/copy"}).exit, 4);
  ASSERT_EQ(here.run({"backup", copy}).exit, 0);
  const auto keeper =
      store::Database::open(here.folder() / "gkwatch.db", store::Database::Role::Keeper);
  ASSERT_TRUE(keeper);
  EXPECT_EQ(here.run({"backup", copy}).exit, 0);
  EXPECT_EQ(here.run({"restore", copy}).exit, 5);
}

TEST_F(BackupProgram, IsWholeWhileTheDaemonWrites) {
  Program daemon{{"run", "--config", here.config().string()}, (here.folder() / "log").string()};
  // The first copies are made while it starts and looks at everything, the last when it is idle.
  for (int i = 0; i < 4; ++i) {
    const Ran made = here.run({"backup", copy, "--archive", mirror});
    ASSERT_EQ(made.exit, 0) << made.err;
    fs::remove_all(machine);
    empty_machine();
    const Ran back = there({"restore", copy, "--archive", mirror});
    ASSERT_EQ(back.exit, 0) << back.err;
    const Ran verified = there({"archive", "verify"});
    EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
    EXPECT_GE(there({"reports", "--format", "json"}).json().items().size(), 1u);
  }
  ASSERT_TRUE(daemon.is_running());
  daemon.send(SIGTERM);
  EXPECT_EQ(daemon.wait(), 0);
}

using ImportProgram = EvidenceProgram;

TEST_F(ImportProgram, TakesInAReportAndSaysEverywhereThatItDid) {
  const std::string file = (here.folder() / "from-mail.pdf").string();
  ASSERT_EQ(here.run({"archive", "get", some_hash(), "--out", file}).exit, 0);
  const std::vector<std::string> import{"import",      file,   "--agency", "sample-town",
                                        "--year",      "2020", "--by",     "王某",
                                        "--note", "来自邮件"};
  const Ran ran = here.run(import);
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const Json row = here.rows("reports", {"--agency", "sample-town"}).at(0);
  EXPECT_TRUE(row["imported"].bool_or(false));
  EXPECT_TRUE(row["url"].is_null());
  const Ran shown = here.run({"show", "sample-town:2020"});
  EXPECT_TRUE(contains(shown.out, "人工导入") && contains(shown.out, "王某")) << shown.out;
  const Json report = here.run({"show", "sample-town:2020", "--format", "json"}).json();
  EXPECT_TRUE(report["imported"].bool_or(false));
  EXPECT_EQ(report["imports"].at(0)["note"].string_or(""), "来自邮件");
  here.run({"poll", "--agency", "sample-town"});
  EXPECT_TRUE(contains(here.run({"findings", "--agency", "sample-town"}).out, "人工导入"));
  EXPECT_EQ(here.run({"archive", "verify"}).exit, 0);
}

TEST_F(ImportProgram, RefusesWhatIsIncomplete) {
  here.write("a.html", "<p>report</p>");
  const std::string file = (here.folder() / "a.html").string();
  std::vector<std::string> import{"import", file,   "--agency", "huadu-shiling", "--year", "2020",
                                  "--by",   "desk", "--note"};
  EXPECT_EQ(here.run({import.begin(), import.end() - 1}).exit, 2);
  import.emplace_back("why");
  import[3] = "nobody";
  EXPECT_EQ(here.run(import).exit, 2);
  import[3] = "huadu-shiling";
  import[1] = "/nonexistent";
  EXPECT_EQ(here.run(import).exit, 4);
}

TEST_F(EvidenceProgram, TellsAChangeOfTheParserFromOneOfTheAgency) {
  const std::size_t told = here.hook().calls().size();
  {
    auto database =
        store::Database::open(here.folder() / "gkwatch.db", store::Database::Role::Desk);
    Report old = database->current_reports({"huadu-shiling"})->at(0).report;
    Cell& cell = old.parsed.cells.at({"T3.CIN.NP"});
    cell = {.kind = CellKind::Gap, .raw = "?", .why = "an older parser could not read it"};
    ASSERT_TRUE(database->replace_reading(old));
  }
  const Ran ran = here.run({"reparse", "--agency", "huadu-shiling", "--format", "json"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  ASSERT_EQ(ran.json().items().size(), 1u) << ran.out;
  const Json row = ran.json().at(0);
  EXPECT_EQ(row["cell"].string_or(""), "T3.CIN.NP");
  EXPECT_TRUE(row["before"].is_null());
  EXPECT_FALSE(row["after"].is_null());
  EXPECT_TRUE(contains(here.run({"show", "huadu-shiling:2020"}).out, "解析程序的变化"));
  const Ran again = here.run({"reparse", "--format", "json"});
  EXPECT_TRUE(again.json().items().empty()) << again.out;
  here.run({"poll", "--agency", "huadu-shiling"});
  EXPECT_EQ(here.rows("reports", {"--agency", "huadu-shiling"}).at(0)["versions"].integer(), 1);
  EXPECT_EQ(here.hook().calls().size(), told) << "nobody is told of a change of the parser";
}

}  // namespace
}  // namespace gkwatch::testing
