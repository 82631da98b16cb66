#include "core/log.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch {
namespace {

std::string journal_of(log::Level level, std::string_view event,
                       std::initializer_list<log::Field> fields) {
  log::start({.from = log::Level::Info, .is_journal = true});
  ::testing::internal::CaptureStderr();
  log::write(level, event, fields);
  return ::testing::internal::GetCapturedStderr();
}

TEST(Log, WritesOneLineWithItsPriority) {
  EXPECT_EQ(journal_of(log::Level::Info, "check", {{"agency", "shiling"}, {"ms", "87"}}),
            "<6>check agency=shiling ms=87\n");
  EXPECT_EQ(journal_of(log::Level::Warning, "odd", {}), "<4>odd\n");
  EXPECT_EQ(journal_of(log::Level::Error, "bad", {}), "<3>bad\n");
}

TEST(Log, QuotesWhatWouldBreakTheLineApart) {
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "two words"}}), "<6>e k=\"two words\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", ""}}), "<6>e k=\"\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "a=b"}}), "<6>e k=\"a=b\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "a\"b\\"}}), "<6>e k=\"a\\\"b\\\\\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "狮岭镇"}}), "<6>e k=狮岭镇\n");
}

TEST(Log, LetsNoForeignTextFakeALine) {
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "a\n<3>fire"}}), "<6>e k=\"a\\n<3>fire\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e\r\n<3>fire", {}), "<6>e\\x0d\\n<3>fire\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "\x1b[2J"}}), "<6>e k=\"\\x1b[2J\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "\u2028\u202e\ufeff"}}),
            "<6>e k=\"\\xe2\\x80\\xa8\\xe2\\x80\\xae\\xef\\xbb\\xbf\"\n");
  EXPECT_EQ(journal_of(log::Level::Info, "e", {{"k", "a\xffz"}}), "<6>e k=\"a\\xffz\"\n");
}

TEST(Log, TakesNoFormatsFromForeignText) {
  EXPECT_EQ(journal_of(log::Level::Info, "{} %s", {{"k", "{0}"}}), "<6>{} %s k={0}\n");
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
  EXPECT_EQ(journal_of(log::Level::Debug, "detail", {}), "");
}

TEST(Log, PutsATimeInFrontWhereNoJournalDoes) {
  log::start({.from = log::Level::Debug, .is_journal = false});
  ::testing::internal::CaptureStderr();
  log::debug("detail");
  const std::string line = ::testing::internal::GetCapturedStderr();
  EXPECT_TRUE(line.ends_with(" debug detail\n")) << line;
  EXPECT_EQ(line.find('T'), 10u) << line;
}

}  // namespace
}  // namespace gkwatch
