// What an OFD shows, case by case; and made reports in it, laid out by PDF pages.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/text.h"
#include "parser/document_reader.h"
#include "parser/extract.h"
#include "parser/figures.h"
#include "parser/ofd_text.h"
#include "parser/pdf_glyphs.h"
#include "tests/support/ofd_writer.h"
#include "tests/support/pdf_report.h"

namespace gkwatch::parser {
namespace {

using testing::OfdLook;
using testing::OfdWriter;
using testing::PdfLook;
using testing::PdfRules;
using testing::ReportSpec;

// Two cells side by side, 100 points wide and 20 high, with a label in the first.
OfdWriter table_of(const OfdLook& look = {}) {
  OfdWriter ofd{look};
  ofd.add_page();
  for (const double y : {100.0, 120.0, 140.0}) ofd.stroke(50, y, 250, y);
  for (const double x : {50.0, 150.0, 250.0}) ofd.stroke(x, 100, x, 140);
  ofd.write(60, 114, "label", 10);
  ofd.write(60, 134, "below", 10);
  ofd.write(160, 134, "7", 10);
  return ofd;
}

std::string beside_label(const std::string& bytes) {
  const auto extracted = extract({.bytes = bytes}, {});
  EXPECT_TRUE(extracted) << extracted.error().message;
  if (!extracted) return "not read";
  for (const Block& block : extracted->blocks) {
    if (block.kind != BlockKind::Table) continue;
    EXPECT_EQ(block.table.table.rows.at(1).cells.at(1).text, "7");
    return block.table.table.rows.at(0).cells.at(1).text;
  }
  return "no table";
}

// The second cell with this object in it, in millimetres; it begins at 53 by 35.5.
std::string shown(const std::string& object) {
  OfdWriter ofd = table_of();
  ofd.add(object);
  return beside_label(ofd.bytes());
}

std::string text_object(const std::string& code, const std::string& attributes = "",
                        const std::string& more = "") {
  return "<ofd:TextObject ID=\"1\" Boundary=\"56 35.5 30 6\" Font=\"1\" Size=\"3.5\" " +
         attributes + ">" + more + "<ofd:TextCode " + code + "</ofd:TextCode></ofd:TextObject>";
}

std::vector<double> deltas(const std::string& text) {
  return read_ofd_deltas(text).value_or(std::vector<double>{-1});
}

TEST(OfdDeltas, AreWrittenOutOrRepeated) {
  EXPECT_EQ(deltas("1 2 3"), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(deltas("g 2 1.5 4"), (std::vector<double>{1.5, 1.5, 4}));
  EXPECT_EQ(deltas("4 g 1 2 g 2 3"), (std::vector<double>{4, 2, 3, 3}));
  EXPECT_TRUE(deltas("").empty());
}

TEST(OfdDeltas, ThatCannotBeReadAreNone) {
  for (const char* text : {"g", "g 2", "g 0 1", "g 1.5 2", "g -1 2", "g 999999999 1", "1 x",
                           "g g 1", "g 2 g", "nan", "1e9"}) {
    EXPECT_FALSE(read_ofd_deltas(text)) << text;
  }
}

TEST(Ofd, ShowsTextInItsCell) {
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"g 2 1.75\">120")), "120");
  EXPECT_EQ(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"1.75 1.75\">-12")), "-12");
}

TEST(Ofd, ReadsScaledObjectsWhereTheyAre) {
  EXPECT_EQ(shown(text_object("X=\"0\" Y=\"2\" DeltaX=\"g 1 0.875\">12", "CTM=\"2 0 0 2 0 0\"")),
            "12");
}

TEST(Ofd, TakesNoFigureFromTextWithoutASurePlace) {
  EXPECT_TRUE(is_value(shown(text_object("X=\"0\" Y=\"4\">1"))));
  EXPECT_FALSE(is_value(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"1.75\">120"))));
  EXPECT_FALSE(is_value(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"g x\">12"))));
  EXPECT_FALSE(is_value(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"-1.75\">12"))));
  EXPECT_FALSE(
      is_value(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"2\">12", "CTM=\"1 1 -1 1 0 0\""))));
  EXPECT_FALSE(
      is_value(shown(text_object("X=\"0\" Y=\"4\" DeltaX=\"2\">12", "ReadDirection=\"90\""))));
}

TEST(Ofd, TakesNoFigureFromTextThatIsCutAway) {
  const auto clip = [](const std::string& box) {
    return "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary=\"" + box +
           "\"/></ofd:Area></ofd:Clip></ofd:Clips>";
  };
  const std::string code = "X=\"0\" Y=\"4\" DeltaX=\"1.75\">12";
  EXPECT_EQ(shown(text_object(code, "", clip("0 0 30 6"))), "12");
  EXPECT_FALSE(is_value(shown(text_object(code, "", clip("0 0 1.5 6")))));
  EXPECT_FALSE(is_value(shown(text_object("X=\"-4\" Y=\"4\" DeltaX=\"5\">12"))));
}

TEST(Ofd, LeavesUnseenTextOut) {
  const std::string code = "X=\"0\" Y=\"4\">1";
  EXPECT_EQ(shown(text_object(code, "Visible=\"false\"")), "");
  EXPECT_EQ(shown(text_object(code, "Alpha=\"0\"")), "");
  EXPECT_EQ(shown(text_object(code, "Fill=\"false\"")), "");
  EXPECT_FALSE(is_value(shown(text_object(code, "", "<ofd:FillColor Value=\"255 255 255\"/>"))));
}

TEST(Ofd, APictureInACellIsNoBlankCell) {
  for (const char* kind : {"ImageObject", "CompositeObject"}) {
    const std::string in_cell = shown("<ofd:" + std::string{kind} +
                                      " ID=\"5\" Boundary=\"60 36.5 8 4\" ResourceID=\"4\"/>");
    EXPECT_TRUE(contains(in_cell, "\xEF\xBF\xBD")) << kind;
  }
}

TEST(Ofd, AnAnnotationOverACellIsNoBlankCell) {
  OfdWriter ofd = table_of();
  ofd.annotate(
      "<ofd:Annot Type=\"Stamp\"><ofd:Appearance Boundary=\"60 36.5 8 4\"/></ofd:Annot>"
      "<ofd:Annot Type=\"Link\"><ofd:Appearance Boundary=\"20 36 60 20\"/></ofd:Annot>");
  EXPECT_TRUE(contains(beside_label(ofd.bytes()), "\xEF\xBF\xBD"));
}

TEST(Ofd, WithObjectsThatHaveNoPlaceIsNotRead) {
  for (const char* object : {"<ofd:TextObject Boundary=\"1 2 3\"/>", "<ofd:PathObject/>",
                             "<ofd:PathObject Boundary=\"0 0 9 9\"><ofd:AbbreviatedData>M 1"
                             "</ofd:AbbreviatedData></ofd:PathObject>"}) {
    OfdWriter ofd = table_of();
    ofd.add(object);
    const std::string bytes = ofd.bytes();
    EXPECT_FALSE(extract({.bytes = bytes}, {})) << object;
  }
}

// The pages of a PDF drawn anew.
std::string as_ofd(const std::string& pdf, double height, const OfdLook& look = {},
                   PdfRules rules = PdfRules::Strokes) {
  OfdWriter ofd{look, height};
  const auto pages = read_pages(pdf, {});
  EXPECT_TRUE(pages);
  for (const PageInk& page : *pages) {
    ofd.add_page();
    for (std::size_t i = 0; i < page.glyphs.size();) {
      const Glyph& first = page.glyphs[i];
      std::string run = first.text;
      double right = first.x + first.width / 2;
      for (++i; i < page.glyphs.size(); ++i) {
        const Glyph& next = page.glyphs[i];
        const double gap = next.x - next.width / 2 - right;
        if (next.y != first.y || gap < -0.1 || gap > 0.1) break;
        run += next.text;
        right = next.x + next.width / 2;
      }
      ofd.write(first.x - first.width / 2, first.y + 0.35 * first.size, run, first.size);
    }
    for (const Rule& rule : page.rules) {
      if (rule.axis == Axis::Level && rules == PdfRules::ThinBoxes)
        ofd.fill(rule.begin, rule.at - 0.25, rule.end - rule.begin, 0.5);
      else if (rule.axis == Axis::Level)
        ofd.stroke(rule.begin, rule.at, rule.end, rule.at);
      else if (rules == PdfRules::ThinBoxes)
        ofd.fill(rule.at - 0.25, rule.begin, 0.5, rule.end - rule.begin);
      else
        ofd.stroke(rule.at, rule.begin, rule.at, rule.end);
    }
  }
  return ofd.bytes();
}

std::optional<ParsedDocument> read(const std::string& bytes) {
  PlainReader reader;
  auto parsed = reader.read(Document{.body = std::make_shared<std::string>(bytes)}, {});
  if (!parsed) return std::nullopt;
  return *std::move(parsed);
}

std::size_t check_figures(const ParsedDocument& parsed, const testing::Figures& figures,
                          const std::string& what) {
  std::size_t numbers = 0;
  for (const auto& [key, cell] : parsed.cells) {
    if (cell.kind != CellKind::Number) continue;
    ++numbers;
    const auto truth = figures.find(key);
    EXPECT_TRUE(truth != figures.end() && truth->second == cell.value)
        << what << ": silent error at " << key.text << ", read " << to_text(*cell.value);
  }
  return numbers;
}

class OfdReports : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!can_read_pdf()) GTEST_SKIP() << "this build does not read PDF: nothing was tested";
  }
};

// Every way of writing, over pages that end in many places.
TEST_F(OfdReports, AreReadWhole) {
  for (unsigned seed = 1; seed <= 16; ++seed) {
    const ReportSpec spec{.form = seed % 3 == 0 ? Form::F2019 : Form::F2021,
                          .single_r6 = seed % 3 == 1,
                          .seed = seed};
    const auto figures = make_figures(spec);
    const PdfLook look{.page_height = 842 - 23.0 * seed, .repeats_heads = seed % 5 == 1};
    const OfdLook writer{.repeats_deltas = (seed & 1) != 0,
                         .has_scale = (seed & 2) != 0,
                         .has_glyph_each = (seed & 4) != 0,
                         .has_rules_below = (seed & 8) != 0};
    const auto rules = seed % 3 == 2 ? PdfRules::ThinBoxes : PdfRules::Strokes;
    const std::string pdf = print_pdf_report(spec, figures, look);
    const auto parsed = read(as_ofd(pdf, look.page_height, writer, rules));
    ASSERT_TRUE(parsed);
    const std::string what = "seed " + std::to_string(seed);
    EXPECT_EQ(check_figures(*parsed, figures, what), figures.size()) << what;
    EXPECT_EQ(parsed->status, ReadStatus::Read) << what << parsed->error;
    EXPECT_EQ(parsed->media_type, "application/ofd");
    EXPECT_EQ(parsed->form, spec.form) << what;
    EXPECT_EQ(parsed->agency_name, spec.agency) << what;
  }
}

TEST_F(OfdReports, WithWrongBytesAreNeverReadWrongly) {
  const ReportSpec spec{.seed = 5};
  const auto figures = make_figures(spec);
  const std::string whole = as_ofd(print_pdf_report(spec, figures, {}), 842);
  std::mt19937 random{20250131};
  std::uniform_int_distribution<std::size_t> place{0, whole.size() - 1};
  for (unsigned i = 0; i < 200; ++i) {
    std::string broken = whole;
    broken[place(random)] = static_cast<char>(random() & 0xFF);
    if (const auto parsed = read(broken)) check_figures(*parsed, figures, std::to_string(i));
  }
  for (std::size_t size = 30; size < whole.size(); size += whole.size() / 50) {
    const auto parsed = read(whole.substr(0, size));
    EXPECT_TRUE(!parsed || parsed->status == ReadStatus::Unreadable) << size;
  }
}

}  // namespace
}  // namespace gkwatch::parser
