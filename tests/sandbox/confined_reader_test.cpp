#include "sandbox/confined_reader.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/system_clock.h"
#include "model/report_json.h"
#include "tests/sandbox/reading.h"

namespace gkwatch::sandbox {
namespace {

using std::chrono::seconds;

std::ptrdiff_t open_files() {
  std::error_code failed;
  const std::filesystem::directory_iterator files{"/proc/self/fd", failed};
  return std::distance(begin(files), end(files));
}

// Answers as the plain reader does, or says how not.
void expect_same_answer(ConfinedReader& confined, const Document& document) {
  const auto inside = confined.read(document, {});
  const auto here = parser::PlainReader{}.read(document, {});
  ASSERT_TRUE(inside) << inside.error().message;
  ASSERT_TRUE(here) << here.error().message;
  EXPECT_EQ(to_json(*inside).dump(1), to_json(*here).dump(1));
}

TEST(ConfinedReader, AnswersAsThePlainReaderDoes) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_READER_PROGRAM, clock);
  for (const std::string& bytes : {std::string{}, std::string{"%PDF-1.7"}, std::string{"二○二三"},
                                   std::string{"\xff\xfe\x00\x01", 4}, std::string(200000, 'x')}) {
    expect_same_answer(*reader, testing::document_of(bytes));
  }
}

TEST(ConfinedReader, PassesOnWhatTheDocumentIsCalled) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_READER_PROGRAM, clock);
  Document document = testing::document_of("a\tb\n", "\xb1\xa8.md");
  document.declared_type = "text/plain; charset=gbk";
  document.found_at = "https://www.example.gov.cn/1";
  expect_same_answer(*reader, document);
}

TEST(ConfinedReader, NamesTheProgramThatIsNotThere) {
  SystemClock clock;
  const auto reader = ConfinedReader::open("/nowhere/gkwatch-reader", {}, clock);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::NotFound);
  EXPECT_EQ(reader.error().message, "the reader of documents is not at /nowhere/gkwatch-reader");
}

TEST(ConfinedReader, RefusesAProgramThatDoesNotLockItselfIn) {
  SystemClock clock;
  const auto reader = ConfinedReader::open("/bin/false", {}, clock);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::Unreachable);
  EXPECT_EQ(reader.error().message,
            "the reader /bin/false did not get ready: its reader ended with code 1 and no answer");
}

TEST(ConfinedReader, LosesPatienceWithAReaderThatWaits) {
  testing::ImpatientClock clock{seconds{36}};  // a hundred looks

  const auto reader =
      testing::reader_at(GKWATCH_MISBEHAVING_READER, clock, {.wall_time = seconds{3600}});
  const auto parsed = reader->read(testing::document_of("wait"), {});
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed->status, ReadStatus::Unreadable);
  EXPECT_EQ(parsed->error, "reading it took more than 3600 s");
}

TEST(ConfinedReader, BreaksOffWhenAskedTo) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_MISBEHAVING_READER, clock);
  std::stop_source stop;
  Result<ParsedDocument> parsed{ParsedDocument{}};
  {
    const std::jthread reading{
        [&] { parsed = reader->read(testing::document_of("wait"), stop.get_token()); }};
    stop.request_stop();
  }
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::Cancelled);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ConfinedReader, LetsACallerThatWaitsForItsTurnGo) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_READER_PROGRAM, clock, {.processes = 0});
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(reader->read(testing::document_of("x"), stop.get_token()).error().code,
            ErrorCode::Cancelled);
}

TEST(ConfinedReader, ServesManyCallersInTurn) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_READER_PROGRAM, clock, {.processes = 2});
  std::vector<int> years(6);
  {
    std::vector<std::jthread> callers;
    for (std::size_t i = 0; i < years.size(); ++i) {
      callers.emplace_back([&, i] {
        const std::string year = std::to_string(2019 + i);
        const auto parsed = reader->read(
            testing::document_of("某某局" + year + "年政府信息公开工作年度报告\n一、总体情况\n"),
            {});
        if (parsed) years[i] = parsed->year.value_or(0);
      });
    }
  }
  EXPECT_EQ(years, (std::vector<int>{2019, 2020, 2021, 2022, 2023, 2024}));
}

TEST(ConfinedReader, LeavesNoFileOpen) {
  SystemClock clock;
  const auto reader = testing::reader_at(GKWATCH_MISBEHAVING_READER, clock);
  const auto before = open_files();
  for (const char* document : {"die", "connect", "half an answer", "一、总体情况"}) {
    EXPECT_TRUE(reader->read(testing::document_of(document), {}));
  }
  EXPECT_EQ(open_files(), before);
}

}  // namespace
}  // namespace gkwatch::sandbox
