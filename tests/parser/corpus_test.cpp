// Every report of the corpus that the fronts of this build cover, cell by cell against what a
// person read in it.
#include "tests/support/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/json.h"
#include "core/text.h"
#include "model/form_layout.h"
#include "parser/document_reader.h"
#include "parser/pdf_glyphs.h"

namespace gkwatch::parser {
namespace {

ParsedDocument read_file(const std::string& name) {
  const auto body =
      std::make_shared<std::string>(testing::read_whole(testing::corpus_folder() + "/" + name));
  PlainReader reader;
  auto parsed = reader.read(Document{.name = name, .body = body}, {});
  EXPECT_TRUE(parsed.has_value());
  return *std::move(parsed);
}

bool lists(const Json& list, std::string_view text) {
  return std::any_of(list.items().begin(), list.items().end(),
                     [&](const Json& item) { return item.string_or("") == text; });
}

// Nothing if the cell is right; else what is wrong with it.
std::string fault_of(const Json& truth, const Cell& cell) {
  if (truth["open"].bool_or(false)) return {};
  const std::string kind{name_of(cell.kind)};
  if (cell.kind == CellKind::Number) {
    if (truth["value"].decimal() == cell.value) return {};
    for (const Json& other : truth["alt"].items()) {
      if (other.decimal() == cell.value) return {};
    }
    return "SILENT ERROR: " + to_text(*cell.value) + " for " + truth.dump();
  }
  if (kind == truth["kind"].string_or("") || lists(truth["accept"], kind)) return {};
  return kind + " (" + cell.why + ") for " + truth.dump();
}

class Corpus : public ::testing::TestWithParam<std::string> {
 protected:
  // The folder is no part of the project: whoever has it runs the tests, CI must have it.
  void SetUp() override {
    const std::string path = testing::corpus_folder() + "/truth/" + GetParam() + ".json";
    const std::string text = testing::read_whole(path);
#ifdef GKWATCH_CORPUS_REQUIRED
    ASSERT_FALSE(text.empty()) << path;
#else
    if (text.empty()) GTEST_SKIP() << "NO CORPUS at " << path << ": nothing was tested";
#endif
    auto truth = Json::parse(text);
    ASSERT_TRUE(truth) << truth.error().message;
    truth_ = *std::move(truth);
    const bool is_pdf = truth_["media"].string_or("") == "application/pdf";
    if (is_pdf && !can_read_pdf()) GTEST_SKIP() << "this build does not read PDF";
    parsed_ = read_file(std::string{truth_["file"].string_or("")});
  }

  Json truth_;
  ParsedDocument parsed_;
};

TEST_P(Corpus, ReadsEveryCellOrSaysThatItDoesNot) {
  for (const auto& [key, truth] : truth_["cells"].members()) {
    const auto found = parsed_.cells.find(CellKey{key});
    ASSERT_NE(found, parsed_.cells.end()) << key;
    EXPECT_EQ(fault_of(truth, found->second), "") << key << " at " << found->second.where;
  }
  EXPECT_EQ(parsed_.cells.size(), truth_["cells"].members().size());
}

TEST_P(Corpus, TellsTheForm) {
  EXPECT_EQ(name_of(parsed_.form), truth_["form"].string_or("unknown"));
  EXPECT_EQ(parsed_.single_r6, truth_["single_r6"].bool_or(false));
  EXPECT_TRUE(lists(truth_["expect_status"], name_of(parsed_.status)))
      << name_of(parsed_.status) << " " << parsed_.error;
}

TEST_P(Corpus, ReadsTitleAgencyAndYear) {
  EXPECT_EQ(without_spaces(parsed_.title), without_spaces(truth_["title"].string_or("")));
  EXPECT_TRUE(lists(truth_["agency_accept"], parsed_.agency_name)) << parsed_.agency_name;
  EXPECT_EQ(parsed_.year, static_cast<int>(truth_["year"].integer().value_or(0)));
}

TEST_P(Corpus, InventsNoRows) {
  std::vector<std::string> expected;
  std::vector<std::string> found;
  for (const Json& row : truth_["unknown_rows"].items()) {
    expected.emplace_back(row["label"].string_or(""));
  }
  for (const UnknownRow& row : parsed_.unknown_rows) found.push_back(row.label);
  EXPECT_EQ(found, expected);
}

TEST_P(Corpus, FindsTheSectionsOfTheTables) {
  for (const int number : {1, 2, 4, 6}) {
    EXPECT_TRUE(std::any_of(parsed_.sections.begin(), parsed_.sections.end(),
                            [&](const Section& section) { return section.number == number; }))
        << number;
  }
}

TEST_P(Corpus, ReadsTheFiguresOfTheProse) {
  for (const auto& [name, value] : truth_["narrative"].members()) {
    if (!value.is_number()) continue;
    const std::string what = name == "granted_plus_partial" ? "granted_partial" : name;
    EXPECT_TRUE(std::any_of(
        parsed_.claims.begin(), parsed_.claims.end(),
        [&](const Claim& claim) { return claim.what == what && claim.value == value.decimal(); }))
        << what << " = " << value.dump();
  }
}

INSTANTIATE_TEST_SUITE_P(Reports, Corpus,
                         ::testing::Values("huaian-2024", "seed000", "seed001", "seed002",
                                           "seed003", "seed004", "kewei-2024",
                                           "shanghai-office-2019"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace gkwatch::parser
