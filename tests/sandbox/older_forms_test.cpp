// Reports in the forms that LibreOffice converts, read by the confined reader: every figure.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/files.h"
#include "core/system_clock.h"
#include "core/text.h"
#include "sandbox/office_converter.h"
#include "tests/sandbox/reading.h"
#include "tests/support/office_writer.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::sandbox {
namespace {

namespace fs = std::filesystem;
using testing::ReportSpec;

constexpr const char* kOffice = "/usr/bin/soffice";

const ReportSpec kOld{.form = Form::F2019, .seed = 3};
const ReportSpec kNew{.form = Form::F2021, .seed = 4};

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream{file, std::ios::binary} << bytes;
}

class OlderForms : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(folder_ / "tmp");
    if (fs::exists(kOffice)) return;
#ifdef GKWATCH_OFFICE_REQUIRED
    FAIL() << "LibreOffice is not at " << kOffice;
#else
    GTEST_SKIP() << "NO LIBREOFFICE at " << kOffice << ": nothing was tested";
#endif
  }

  // The documents, made by LibreOffice from ours.
  void make() {
    write(folder_ / "old.docx", print_docx(kOld, make_figures(kOld)));
    write(folder_ / "new.docx", print_docx(kNew, make_figures(kNew)));
    write(folder_ / "old.xlsx", print_xlsx(kOld, make_figures(kOld)));
    const std::string place = folder_.path().string();
    const std::string start = "cd " + place + " && HOME=" + place +
                              " soffice --headless -env:UserInstallation=file://" + place +
                              "/profile --convert-to ";
    const std::string quiet = " >/dev/null 2>&1";
    EXPECT_EQ(std::system((start + "doc old.docx new.docx" + quiet).c_str()), 0);
    EXPECT_EQ(std::system((start + "rtf new.docx" + quiet).c_str()), 0);
    EXPECT_EQ(std::system((start + "xls old.xlsx" + quiet).c_str()), 0);
  }

  std::string made(const std::string& name) {
    auto bytes = read_file(folder_ / name);
    EXPECT_TRUE(bytes) << name;
    return bytes ? *std::move(bytes) : std::string{};
  }

  ParsedDocument read(const std::string& bytes, const std::string& name) {
    OfficeConverter converter{
        {.office = kOffice, .launcher = GKWATCH_READER_PROGRAM, .folder = folder_ / "tmp"},
        {},
        clock_};
    const auto reader = ConfinedReader::open(GKWATCH_READER_PROGRAM, {}, clock_, &converter);
    EXPECT_TRUE(reader);
    auto parsed = (*reader)->read(testing::document_of(bytes, name), {});
    EXPECT_TRUE(parsed) << parsed.error().message;
    EXPECT_TRUE(fs::is_empty(folder_ / "tmp"));
    return parsed ? *std::move(parsed) : ParsedDocument{};
  }

  static void expect_whole(const ParsedDocument& parsed, const ReportSpec& spec) {
    const testing::Figures figures = make_figures(spec);
    EXPECT_EQ(parsed.status, ReadStatus::Read) << parsed.error;
    EXPECT_EQ(parsed.form, spec.form);
    EXPECT_EQ(parsed.year, spec.year);
    EXPECT_EQ(parsed.cells.size(), figures.size());
    for (const auto& [key, cell] : parsed.cells) {
      const auto truth = figures.find(key);
      EXPECT_TRUE(truth != figures.end() && cell.value == truth->second)
          << key.text << " " << cell.raw << " " << cell.why;
    }
    EXPECT_TRUE(parsed.converted_by.starts_with("LibreOffice ")) << parsed.converted_by;
  }

  // What is cut off is not given to LibreOffice, which would show the part that is left.
  void expect_no_part_is_read(const std::string& whole) {
    for (const std::size_t size : {whole.size() / 3, whole.size() * 3 / 4, whole.size() - 2}) {
      const auto parsed = read(whole.substr(0, size), "");
      EXPECT_EQ(parsed.status, ReadStatus::Unreadable) << size;
      EXPECT_TRUE(parsed.cells.empty());
      EXPECT_TRUE(parsed.converted_by.empty());
    }
  }

  SystemClock clock_;
  testing::TemporaryFolder folder_;
};

// One test, as making the documents takes longer than reading them.
TEST_F(OlderForms, AreReadWholeAndNotAtAllWhereTheyAreCutOff) {
  make();
  const auto doc = read(made("old.doc"), "old.doc");
  expect_whole(doc, kOld);
  EXPECT_EQ(doc.media_type, "application/msword");
  const auto rtf = read(made("new.rtf"), "new.rtf");
  expect_whole(rtf, kNew);
  EXPECT_EQ(rtf.media_type, "application/rtf");
  // Among its figures gains and losses, whose plus only the number format shows.
  const auto xls = read(made("old.xls"), "old.et");
  expect_whole(xls, kOld);
  EXPECT_EQ(xls.media_type, "application/vnd.ms-excel");
  const std::string& raw = xls.cells.at(cell_key("T2", "LICENSE", "DELTA")).raw;
  EXPECT_TRUE(raw == "0" || raw.find_first_of("+-") == 0) << raw;
  const auto packed = read(testing::write_zip({{"r.wps", made("new.doc")}}), "r.zip");
  expect_whole(packed, kNew);
  EXPECT_EQ(packed.media_type, "application/zip");
  for (const char* name : {"old.doc", "new.rtf", "old.xls"}) expect_no_part_is_read(made(name));
}

TEST_F(OlderForms, RtfByHandIsRead) {
  const std::string rtf =
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 "
      "{\\v 12}2024\\'c4\\'ea\\u25919?\\u24220?\\u20449?\\u24687?\\u20844?\\u24320?"
      "\\u24037?\\u20316?\\u24180?\\u24230?\\u25253?\\u21578?\\par "
      "\\trowd\\cellx3000\\cellx6000\\intbl a\\cell {\\v 9}1{\\deleted 5}2\\cell\\row\\pard "
      "x\\par}";
  const auto parsed = read(rtf, "hand.rtf");
  EXPECT_EQ(parsed.year, 2024);
  EXPECT_EQ(parsed.status, ReadStatus::NoTables) << parsed.error;
  EXPECT_TRUE(contains(parsed.text, "a\t12\n")) << parsed.text;
}

}  // namespace
}  // namespace gkwatch::sandbox
