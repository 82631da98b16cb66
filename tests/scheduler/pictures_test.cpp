// Reports whose page shows pictures of them, and nothing else.

#include <gtest/gtest.h>

#include "core/china_time.h"
#include "parser/recogniser.h"
#include "tests/scheduler/check_rig.h"
#include "tests/support/pdf_report.h"
#include "tests/support/scan_maker.h"

namespace gkwatch::testing {
namespace {

using std::chrono::hours;

const AgencyId kTown{"town"};

class ReportInPictures : public ::testing::Test {
 protected:
  ReportInPictures() {
    Agency town;
    town.id = kTown;
    town.name = spec_.agency;
    town.kind = AgencyClass::T;
    town.region = "440114";
    const std::string pdf = print_pdf_report(spec_, make_figures(spec_), {});
    rig_.portal().add(town, "www.example.gov.cn", "town").posts[100] = {
        .id = 100,
        .year = 2023,
        .stamp = *parse_china_time("2024-01-10 09:00"),
        .body = "",
        .picture = picture_file(draw_pages(pdf, 150), PictureFormat::Tiff)};
    rig_.open();
  }

  void SetUp() override {
    if (const std::string missing = parser::why_no_pictures(); !missing.empty()) {
      GTEST_SKIP() << missing << ": nothing was tested";
    }
  }

  void check() {
    ASSERT_TRUE(scheduler::check_agency(rig_.agencies().front(), rig_.tools(), {}));
    rig_.clock().advance(hours{24 * 8});
  }
  SimulatedPost& post() { return rig_.portal().site(kTown).posts.at(100); }
  std::vector<store::ReportVersion> versions() {
    return rig_.database().with(
        [](const store::Database& held) { return *held.versions(kTown); });
  }

  ReportSpec spec_{.agency = "广州市示例区示例镇人民政府", .year = 2023};
  CheckRig rig_{*parse_china_time("2024-01-15"), {2023}};
};

TEST_F(ReportInPictures, IsReadOnceFromItsPageAndCanBeReadAgainFromTheArchive) {
  check();
  check();
  ASSERT_EQ(versions().size(), 1u);
  const store::ReportVersion version = versions().front();
  EXPECT_EQ(version.document_url, rig_.portal().address_of(kTown, 100));
  const auto bytes = rig_.archive().get(version.report.document);
  ASSERT_TRUE(bytes) << "the page with its pictures is evidence";
  const auto parsed = parser::PlainReader{}.read(
      {.found_at = "page.html", .body = std::make_shared<const std::string>(*bytes)}, {});
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->is_read_by_ocr);
  EXPECT_EQ(parsed->form, spec_.form);
  EXPECT_TRUE(rig_.archive().get(hash_of(post().picture))) << "and so is the picture as served";
}

TEST_F(ReportInPictures, IsNoReportWhileAPictureCouldNotBeHad) {
  post().is_file_down = true;
  check();
  EXPECT_TRUE(versions().empty());
  post().is_file_down = false;
  check();
  EXPECT_EQ(versions().size(), 1u);
  post().is_file_down = true;
  check();
  EXPECT_EQ(versions().size(), 1u) << "a picture that could not be had is no change";
}

}  // namespace
}  // namespace gkwatch::testing
