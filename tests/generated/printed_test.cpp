// Made DOCX and XLSX as LibreOffice prints them to PDF, as offices do: another writer than ours
// draws rules, breaks lines and pages, and cuts what is wider than the page.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/files.h"
#include "parser/document_reader.h"
#include "parser/pdf_glyphs.h"
#include "rules/rules.h"
#include "tests/generated/score.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch {
namespace {

namespace fs = std::filesystem;
using testing::Carrier;
using testing::MadeDocument;
using testing::Odd;
using testing::Plan;
using testing::Score;

constexpr const char* kOffice = "/usr/bin/soffice";

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// Of a text box that is too small a part is printed, and of a table in a table that is longer than
// the page, what fits.
bool is_printed_as_shown(const Plan& plan) {
  return !plan.has(Odd::BoxedFigure) && !plan.has(Odd::LayoutTable) && !plan.has(Odd::HiddenSign);
}

std::vector<Plan> plans() {
  const unsigned first = from_environment("GKWATCH_FIRST_GENERATED", 1);
  const unsigned count = from_environment("GKWATCH_PRINTED", 40);
  std::vector<Plan> found;
  for (unsigned seed = first; found.size() < count; ++seed) {
    Plan plan = testing::draw_plan(seed);
    const bool is_office = plan.carrier == Carrier::Docx || plan.carrier == Carrier::Xlsx;
    if (is_office && is_printed_as_shown(plan)) found.push_back(std::move(plan));
  }
  return found;
}

std::string name_of_file(const Plan& plan) {
  return std::to_string(plan.seed) + "-" + testing::name_of(plan.carrier);
}

class PrintedByAnOffice : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!parser::can_read_pdf()) GTEST_SKIP() << "this build does not read PDF";
    if (fs::exists(kOffice)) return;
#ifdef GKWATCH_OFFICE_REQUIRED
    FAIL() << "LibreOffice is not at " << kOffice;
#else
    GTEST_SKIP() << "NO LIBREOFFICE at " << kOffice << ": nothing was tested";
#endif
  }

  void print(const std::vector<std::pair<Plan, MadeDocument>>& made) {
    for (const auto& [plan, document] : made) {
      const char* ending = plan.carrier == Carrier::Docx ? ".docx" : ".xlsx";
      std::ofstream{folder_ / (name_of_file(plan) + ending), std::ios::binary} << document.bytes;
    }
    const std::string place = folder_.path().string();
    const std::string command = "cd " + place + " && HOME=" + place +
                                " timeout 300 soffice --headless -env:UserInstallation=file://" +
                                place + "/profile --convert-to pdf *.docx *.xlsx >/dev/null 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
  }

  // GKWATCH_KEEP_GENERATED: a folder for those that were read badly.
  void keep(const Plan& plan) {
    const char* into = std::getenv("GKWATCH_KEEP_GENERATED");
    if (into == nullptr) return;
    const std::string name = name_of_file(plan) + ".pdf";
    fs::copy_file(folder_ / name, fs::path{into} / name, fs::copy_options::overwrite_existing);
  }

  Score score_of(const Plan& plan, const MadeDocument& made) {
    const auto bytes = read_file(folder_ / (name_of_file(plan) + ".pdf"));
    EXPECT_TRUE(bytes) << name_of_file(plan);
    parser::PlainReader reader;
    auto parsed = reader.read(
        Document{.body = std::make_shared<std::string>(bytes ? *bytes : std::string{})}, {});
    EXPECT_TRUE(parsed.has_value());
    Report report;
    report.year = plan.spec.year;
    if (parsed) report.parsed = *std::move(parsed);
    const auto findings = rules::run({report, nullptr, {}}, rules::rule_book());
    return testing::score(plan, made, report.parsed, findings);
  }

  testing::TemporaryFolder folder_;
};

std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n    " + line;
  return text;
}

TEST_F(PrintedByAnOffice, NoFigureIsReadThatIsNotThere) {
  std::vector<std::pair<Plan, MadeDocument>> made;
  for (Plan& plan : plans()) {
    MadeDocument document = make_document(plan);
    made.emplace_back(std::move(plan), std::move(document));
  }
  print(made);
  std::size_t due = 0;
  std::size_t read = 0;
  for (const auto& [plan, document] : made) {
    const Score score = score_of(plan, document);
    EXPECT_TRUE(score.silent_errors.empty()) << told(plan) << listed(score.silent_errors);
    EXPECT_TRUE(score.false_accusations.empty()) << told(plan) << listed(score.false_accusations);
    if (!score.silent_errors.empty() || !score.false_accusations.empty()) keep(plan);
    due += score.due;
    read += score.read;
  }
  std::cout << read << " of " << due << " cells read\n";
  // Sheets lose their right half to other pages, and columns without rules are narrow.
  EXPECT_GT(read * 4, due);
}

}  // namespace
}  // namespace gkwatch
