// Reports in archives.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/text.h"
#include "parser/archive_members.h"
#include "parser/document_reader.h"
#include "tests/support/office_writer.h"

namespace gkwatch::parser {
namespace {

using testing::Layout;
using testing::print_docx;
using testing::print_report;
using testing::ReportSpec;
using testing::write_zip;

Result<ParsedDocument> read(const std::string& bytes) {
  PlainReader reader;
  return reader.read(Document{.body = std::make_shared<std::string>(bytes)}, {});
}

std::string docx(unsigned seed) {
  const ReportSpec spec{.seed = seed};
  return print_docx(spec, make_figures(spec));
}

std::string html(unsigned seed) {
  const ReportSpec spec{.seed = seed};
  return print_report(spec, make_figures(spec), Layout::Html);
}

TEST(Archive, TheReportInItIsReadAndTheOthersAreNoted) {
  const auto parsed = read(write_zip({{"说明.txt", "请见附件。"},
                                      {"报告.docx", docx(1)},
                                      {"扫描.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}}));
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->status, ReadStatus::Read);
  EXPECT_EQ(parsed->media_type, "application/zip");
  EXPECT_EQ(parsed->cells.begin()->second.where.rfind("报告.docx, table ", 0), 0u);
  EXPECT_TRUE(contains(parsed->text, "扫描.doc: "));
}

TEST(Archive, TwoPrintingsOfOneReportAreOne) {
  const auto parsed = read(write_zip({{"a.html", html(1)}, {"b.docx", docx(1)}}));
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->status, ReadStatus::Read);
}

TEST(Archive, TwoReportsThatContradictEachOtherAreNeither) {
  const auto parsed = read(write_zip({{"a.docx", docx(1)}, {"b.docx", docx(2)}}));
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->status, ReadStatus::Unreadable);
  EXPECT_TRUE(contains(parsed->error, "several reports")) << parsed->error;
}

TEST(Archive, AnArchiveInAnArchiveIsRead) {
  const auto parsed = read(write_zip({{"in.zip", write_zip({{"r.docx", docx(3)}})}}));
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->status, ReadStatus::Read);
}

TEST(Archive, ArchivesWithoutEndAreTooLarge) {
  std::string nested = docx(1);
  for (int i = 0; i < 6; ++i) nested = write_zip({{"in.zip", nested}});
  const auto parsed = read(nested);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().code, ErrorCode::TooLarge);
}

TEST(Archive, ABombIsTooLarge) {
  const auto parsed = read(write_zip({{"a.txt", std::string(std::size_t{20} << 20, '0')}}));
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().code, ErrorCode::TooLarge);
}

TEST(Archive, TooManyFilesAreTooLarge) {
  std::vector<testing::ZipMember> members;
  for (std::size_t i = 0; i <= kMaxMembers; ++i) members.push_back({std::to_string(i), "x"});
  const auto parsed = read(write_zip(members));
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().code, ErrorCode::TooLarge);
}

TEST(Archive, NamesInGbkAreDecoded) {
  const std::string zip = write_zip({{"\xB1\xA8\xB8\xE6.txt", "x"}});
  const auto members = read_members({.bytes = zip}, {});
  ASSERT_TRUE(members.has_value());
  EXPECT_EQ(members->at(0).name, "报告.txt");
}

TEST(Archive, WithADamagedMemberIsNotRead) {
  std::string zip = write_zip({{"r.txt", std::string(400, 'a') + "report"}});
  zip[40] = static_cast<char>(zip[40] ^ 0x55);
  const auto parsed = read(zip);
  EXPECT_TRUE(!parsed || parsed->status == ReadStatus::Unreadable);
}

TEST(Archive, OlderFormsAreNamedWithAnAdvice) {
  for (const std::string& bytes :
       {std::string{"{\\rtf1 x}"}, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" +
                                       std::string{"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24}}) {
    const auto parsed = read(bytes);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->status, ReadStatus::Unreadable);
    EXPECT_TRUE(contains(parsed->error, "convert it to DOCX")) << parsed->error;
  }
}

}  // namespace
}  // namespace gkwatch::parser
