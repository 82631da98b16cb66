// Made reports as scans, every figure known: what is read is right, and clean scans are read
// nearly whole. GKWATCH_SCANS=n reads n reports of each look, instead of one of two looks;
// GKWATCH_SCANS_SHOW=1 tells each gap.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "core/crypto.h"
#include "parser/document_reader.h"
#include "parser/recogniser.h"
#include "tests/support/office_writer.h"
#include "tests/support/pdf_report.h"
#include "tests/support/scan_maker.h"

namespace gkwatch::parser {
namespace {

using testing::PictureFormat;
using testing::ReportSpec;
using testing::ScanLook;
using testing::ShadedPage;

struct Score {
  std::size_t cells = 0;
  std::size_t right = 0;
  std::size_t wrong = 0;  // silent errors
};

ParsedDocument read(const std::string& bytes) {
  PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(bytes)}, {});
  EXPECT_TRUE(parsed.has_value());
  return *std::move(parsed);
}

void count(const ParsedDocument& parsed, const testing::Figures& figures, const std::string& what,
           Score& score) {
  score.cells += figures.size();
  for (const auto& [key, truth] : figures) {
    const auto found = parsed.cells.find(key);
    if (found == parsed.cells.end()) continue;
    const Cell& cell = found->second;
    if (cell.kind == CellKind::Gap) {
      if (std::getenv("GKWATCH_SCANS_SHOW") != nullptr)
        std::cout << what << " " << key.text << " " << to_text(truth) << " gap: " << cell.raw << " "
                  << cell.confidence.value_or(-1) << " " << cell.why << '\n';
      continue;
    }
    const bool is_right = cell.kind == CellKind::Number && cell.value == truth;
    EXPECT_TRUE(is_right) << what << ": silent error at " << key.text << " " << cell.where
                          << ", read " << cell.raw << " for " << to_text(truth);
    ++(is_right ? score.right : score.wrong);
  }
}

ReportSpec spec_of(unsigned seed) {
  return {
      .form = seed % 3 == 0 ? Form::F2019 : Form::F2021, .single_r6 = seed % 3 == 1, .seed = seed};
}

// Reports of each look: reading one takes five seconds and more.
unsigned reports_of(bool is_usual) {
  const char* wish = std::getenv("GKWATCH_SCANS");
  if (wish == nullptr) return is_usual ? 1 : 0;
  return static_cast<unsigned>(std::atoi(wish));
}

enum class Carrier { Picture, Pdf, Zip, Docx, Html };

std::string docx_of(const std::vector<std::string>& pictures) {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string begin =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  std::string body;
  std::string relations = begin;
  std::vector<testing::ZipMember> members{
      {"[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
      {"_rels/.rels", begin + "<Relationship Id=\"r\" Type=\"" + types +
                          "/officeDocument\" Target=\"word/document.xml\"/></Relationships>"}};
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const std::string name = "p" + std::to_string(i);
    body += "<w:p><w:r><w:drawing><a:blip r:embed=\"" + name + "\"/></w:drawing></w:r></w:p>";
    relations += "<Relationship Id=\"" + name + "\" Type=\"" + types + "/image\" Target=\"media/" +
                 name + ".jpg\"/>";
    members.push_back({"word/media/" + name + ".jpg", pictures[i]});
  }
  members.push_back(
      {"word/document.xml", "<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\"><w:body>" +
                                body + "</w:body></w:document>"});
  members.push_back({"word/_rels/document.xml.rels", relations + "</Relationships>"});
  return testing::write_zip(members);
}

// The pages as a file of that kind.
std::string carried(const std::vector<ShadedPage>& pages, Carrier carrier) {
  if (carrier == Carrier::Picture) return picture_file(pages, PictureFormat::Tiff);
  if (carrier == Carrier::Pdf) return testing::scanned_pdf(pages);
  std::vector<std::string> pictures;
  for (const ShadedPage& page : pages) {
    pictures.push_back(picture_file({page}, PictureFormat::Jpeg));
  }
  if (carrier == Carrier::Docx) return docx_of(pictures);
  std::vector<testing::ZipMember> members;
  std::string html = "<html><body>";
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    members.push_back({"scan" + std::to_string(i + 9) + ".jpg", pictures[i]});
    html += "<p><img src=\"data:image/jpeg;base64," + to_base64(pictures[i]) + "\"></p>";
  }
  // In an archive in any order.
  std::reverse(members.begin(), members.end());
  return carrier == Carrier::Zip ? testing::write_zip(members) : html + "</body></html>";
}

struct Scanner {
  std::string name;
  int dots_per_inch = 200;
  ScanLook look;
  Carrier carrier = Carrier::Picture;
  testing::Typeface typeface = testing::Typeface::Plain;
  bool is_clean = true;
  bool is_usual = false;
};

std::vector<ShadedPage> scans_of(const std::string& pdf, const Scanner& scanner, ScanLook look) {
  std::vector<ShadedPage> pages;
  for (const ShadedPage& page : testing::draw_pages(pdf, scanner.dots_per_inch, scanner.typeface)) {
    pages.push_back(scan(page, look));
    ++look.seed;
    look.skew = -look.skew;
  }
  return pages;
}

void PrintTo(const Scanner& scanner, std::ostream* out) { *out << scanner.name; }

class ScannedReports : public ::testing::TestWithParam<Scanner> {
 protected:
  void SetUp() override {
    if (const std::string missing = why_no_pictures(); !missing.empty()) {
      GTEST_SKIP() << missing << ": nothing was tested";
    }
  }
};

TEST_P(ScannedReports, AreReadWithoutAWrongFigure) {
  const Scanner& scanner = GetParam();
  const unsigned reports = reports_of(scanner.is_usual);
  if (reports == 0) GTEST_SKIP() << "read where GKWATCH_SCANS says how many";
  Score score;
  for (unsigned seed = 1; seed <= reports; ++seed) {
    const ReportSpec spec = spec_of(seed);
    const auto figures = make_figures(spec);
    ScanLook look = scanner.look;
    look.seed = seed * 10;
    const auto pages = scans_of(print_pdf_report(spec, figures, {}), scanner, look);
    ASSERT_FALSE(pages.empty()) << "pdftoppm drew nothing";
    const auto parsed = read(carried(pages, scanner.carrier));
    const std::string what = scanner.name + ", seed " + std::to_string(seed);
    EXPECT_TRUE(parsed.is_read_by_ocr);
    EXPECT_TRUE(parsed.form == spec.form || parsed.form == Form::Unknown) << what;
    if (scanner.is_clean) {
      EXPECT_EQ(parsed.year, spec.year) << what;
    }
    count(parsed, figures, what, score);
  }
  std::cout << scanner.name << ": " << score.right << " of " << score.cells << " cells right, "
            << score.wrong << " silent errors\n";
  EXPECT_EQ(score.wrong, 0u);
  if (scanner.is_clean) {
    EXPECT_GE(score.right * 100, score.cells * 97);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Scanners, ScannedReports,
    ::testing::Values(
        Scanner{.name = "clean200"},
        Scanner{.name = "skewed300",
                .dots_per_inch = 300,
                .look = {.skew = 2},
                .carrier = Carrier::Docx},
        Scanner{.name = "grey200", .look = {.skew = 0.7, .noise = 6, .ink = 40, .paper = 225}},
        Scanner{.name = "song200", .typeface = testing::Typeface::Song},
        Scanner{.name = "songgrey200",
                .look = {.skew = 0.7, .noise = 6, .ink = 40, .paper = 225},
                .carrier = Carrier::Pdf,
                .typeface = testing::Typeface::Song,
                .is_usual = true},
        Scanner{
            .name = "songdirty200",
            .look = {.skew = -2, .blur = 1, .noise = 14, .ink = 60, .paper = 205, .specks = 300},
            .typeface = testing::Typeface::Song,
            .is_clean = false},
        Scanner{
            .name = "dirty200",
            .look = {.skew = -2, .blur = 1, .noise = 14, .ink = 60, .paper = 205, .specks = 300},
            .carrier = Carrier::Zip,
            .is_clean = false,
            .is_usual = true}),
    [](const auto& test) { return test.param.name; });

class Carriers : public ::testing::TestWithParam<Carrier> {};

TEST_P(Carriers, HandOnTheirPictures) {
  if (const std::string missing = why_no_pictures(); !missing.empty()) {
    GTEST_SKIP() << missing << ": nothing was tested";
  }
  const ReportSpec spec{.seed = 5};
  const auto figures = make_figures(spec);
  const auto pages =
      testing::draw_pages(print_pdf_report(spec, figures, {.page_height = 420}), 150);
  ASSERT_GE(pages.size(), 2u) << "pdftoppm drew nothing";
  Score score;
  const auto parsed = read(carried({pages[0], pages[1]}, GetParam()));
  count(parsed, figures, "carried", score);
  EXPECT_TRUE(parsed.is_read_by_ocr);
  EXPECT_EQ(parsed.year, spec.year) << parsed.title << " " << parsed.error;
  EXPECT_EQ(score.wrong, 0u);
  EXPECT_GE(score.right, 20u) << "table 2 and the beginning of table 3";
}

std::string name_of_carrier(const ::testing::TestParamInfo<Carrier>& test) {
  constexpr std::array names{"Picture", "Pdf", "Zip", "Docx", "Html"};
  return names.at(static_cast<std::size_t>(test.param));
}

INSTANTIATE_TEST_SUITE_P(All, Carriers,
                         ::testing::Values(Carrier::Pdf, Carrier::Zip, Carrier::Docx,
                                           Carrier::Html),
                         name_of_carrier);

}  // namespace
}  // namespace gkwatch::parser
