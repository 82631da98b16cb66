// Made reports over every form of text documents and what is odd about real ones: nothing is read
// that is not there, what stands there is read, and who is accused has deserved it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>

#include "parser/document_reader.h"
#include "parser/pdf_glyphs.h"
#include "rules/rules.h"
#include "tests/generated/score.h"

namespace gkwatch {
namespace {

using testing::MadeDocument;
using testing::Plan;
using testing::Score;

// GKWATCH_GENERATED: how many documents; GKWATCH_FIRST_GENERATED: the first one's seed;
// GKWATCH_KEEP_GENERATED: a folder for those that were read badly.
unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

ParsedDocument read(const MadeDocument& made) {
  parser::PlainReader reader;
  const Document document{.declared_type = made.declared_type,
                          .body = std::make_shared<std::string>(made.bytes)};
  auto parsed = reader.read(document, {});
  EXPECT_TRUE(parsed.has_value());
  return parsed ? *std::move(parsed) : ParsedDocument{};
}

Score score_of(const Plan& plan, const MadeDocument& made) {
  Report report;
  report.year = plan.spec.year;
  report.parsed = read(made);
  const auto findings = rules::run({report, nullptr, {}}, rules::rule_book());
  return testing::score(plan, made, report.parsed, findings);
}

void keep(const Plan& plan, const MadeDocument& made) {
  const char* folder = std::getenv("GKWATCH_KEEP_GENERATED");
  if (folder == nullptr) return;
  std::ofstream file{
      std::string{folder} + "/" + std::to_string(plan.seed) + "." + name_of(plan.carrier),
      std::ios::binary};
  file << made.bytes;
}

std::string listed(const std::vector<std::string>& lines) {
  constexpr std::size_t kMost = 6;
  std::string text;
  for (std::size_t i = 0; i < lines.size() && i < kMost; ++i) text += "\n    " + lines[i];
  if (lines.size() > kMost) text += "\n    … " + std::to_string(lines.size()) + " in all";
  return text;
}

struct Total {
  std::size_t due = 0, read = 0, silent_errors = 0;
  std::size_t broken = 0, missed = 0, accusations = 0, false_accusations = 0;

  void add(const Score& score) {
    due += score.due;
    read += score.read;
    silent_errors += score.silent_errors.size();
    broken += score.broken;
    missed += score.missed.size();
    accusations += score.accusations;
    false_accusations += score.false_accusations.size();
  }
  void tell(const std::string& name) const {
    std::cout << name << ": " << read << " of " << due << " cells read, " << silent_errors
              << " silent errors, " << broken - missed << " of " << broken << " broken sums told, "
              << false_accusations << " of " << accusations << " accusations false\n";
  }
};

// What Gaps may cost.
constexpr double kLeastRead = 0.999;
constexpr double kLeastTold = 0.995;

TEST(GeneratedDocuments, AreReadRightAndJudgedRight) {
  const unsigned first = from_environment("GKWATCH_FIRST_GENERATED", 1);
  const unsigned count = from_environment("GKWATCH_GENERATED", 204);
  std::map<std::string, Total> totals;
  for (unsigned seed = first; seed < first + count; ++seed) {
    const Plan plan = testing::draw_plan(seed);
    if (plan.carrier == testing::Carrier::Pdf && !parser::can_read_pdf()) continue;
    const MadeDocument made = make_document(plan);
    const Score score = score_of(plan, made);
    totals[name_of(plan.carrier)].add(score);
    totals["all"].add(score);
    EXPECT_TRUE(score.silent_errors.empty()) << told(plan) << listed(score.silent_errors);
    EXPECT_TRUE(score.false_accusations.empty()) << told(plan) << listed(score.false_accusations);
    if (!score.is_clean()) keep(plan, made);
    if (score.gaps.empty() && score.missed.empty()) continue;
    std::cout << told(plan) << "; gaps:" << listed(score.gaps)
              << "\n  missed:" << listed(score.missed) << "\n";
  }
  for (const auto& [name, total] : totals) total.tell(name);
  const Total& all = totals["all"];
  EXPECT_GE(static_cast<double>(all.read), kLeastRead * static_cast<double>(all.due));
  EXPECT_GE(static_cast<double>(all.broken - all.missed),
            kLeastTold * static_cast<double>(all.broken));
}

}  // namespace
}  // namespace gkwatch
