// A scan is read behind the walls as before them: tesseract finds there what it has learned, and
// starts no thread.
#include <gtest/gtest.h>

#include <string>

#include "core/system_clock.h"
#include "model/report_json.h"
#include "parser/recogniser.h"
#include "tests/sandbox/reading.h"
#include "tests/support/pdf_report.h"
#include "tests/support/scan_maker.h"

namespace gkwatch::sandbox {
namespace {

TEST(ConfinedScan, ReadsAsThePlainReaderDoes) {
  if (const std::string missing = parser::why_no_pictures(); !missing.empty()) {
    GTEST_SKIP() << missing << ": nothing was tested";
  }
  const testing::ReportSpec spec;
  const auto pages =
      testing::draw_pages(print_pdf_report(spec, make_figures(spec), {.page_height = 700}), 150);
  ASSERT_FALSE(pages.empty()) << "pdftoppm drew nothing";
  const auto document =
      testing::document_of(picture_file({pages.front()}, testing::PictureFormat::Jpeg), "scan.jpg");
  SystemClock clock;
  const auto inside = testing::reader_at(GKWATCH_READER_PROGRAM, clock)->read(document, {});
  const auto here = parser::PlainReader{}.read(document, {});
  ASSERT_TRUE(inside) << inside.error().message;
  ASSERT_TRUE(here) << here.error().message;
  EXPECT_EQ(to_json(*inside).dump(1), to_json(*here).dump(1));
  EXPECT_TRUE(inside->is_read_by_ocr);
  EXPECT_EQ(inside->year, spec.year);
  EXPECT_EQ(inside->status, ReadStatus::Partial);
}

}  // namespace
}  // namespace gkwatch::sandbox
