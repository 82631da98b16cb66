// The program on real reports: as files, and as a portal serves them.

#include "tests/support/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/files.h"
#include "core/text.h"
#include "tests/e2e/neighbourhood.h"

// A folder of its own that is not there is said loudly, and in CI it is a failure.
#ifdef GKWATCH_CORPUS_REQUIRED
#define NEED_CORPUS(truth) ASSERT_TRUE((truth).is_object()) << "no corpus at " << corpus_folder()
#else
#define NEED_CORPUS(truth) \
  if ((truth).is_null()) GTEST_SKIP() << "NO CORPUS at " << corpus_folder() << ": not tested"
#endif

namespace gkwatch::testing {
namespace {

Json truth_of(const std::string& id) {
  auto text = read_file(corpus_folder() + "/truth/" + id + ".json");
  auto json = Json::parse(text ? *text : "");
  return json ? *std::move(json) : Json{};
}

class CorpusProgram : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { NEED_CORPUS(truth()); }

  static Json truth() { return truth_of(GetParam()); }

  static bool has_error(const Json& parsed, const std::string& rule) {
    const auto& findings = parsed["findings"].items();
    return std::any_of(findings.begin(), findings.end(), [&](const Json& finding) {
      return finding["rule"].string_or("") == rule &&
             finding["severity"].string_or("") == "error" &&
             finding["outcome"].string_or("") == "fail";
    });
  }
};

TEST_P(CorpusProgram, PrintsEveryCellAsItStandsInTheReport) {
  const Neighbourhood here;
  const Json truth_of_it = truth();
  const std::string file = corpus_folder() + "/" + std::string{truth_of_it["file"].string_or("")};
  const Json parsed = here.run({"parse", file, "--format", "json"}).json().at(0);
  ASSERT_FALSE(truth_of_it["cells"].members().empty());
  EXPECT_EQ(parsed["cells"].members().size(), truth_of_it["cells"].members().size());
  for (const auto& [key, expected] : truth_of_it["cells"].members()) {
    if (expected["open"].bool_or(false)) continue;
    const Json& cell = parsed["cells"][key];
    const bool is_gap = cell["kind"].string_or("") == "gap";
    const auto& accepted = expected["accept"].items();
    if (is_gap && !accepted.empty()) continue;
    EXPECT_EQ(cell["kind"].string_or(""), expected["kind"].string_or("")) << key;
    EXPECT_EQ(cell["value"].decimal(), expected["value"].decimal()) << key;
  }
}

TEST_P(CorpusProgram, FindsWhatMustBeFoundAndAccusesOfNothingElse) {
  const Neighbourhood here;
  const Json truth_of_it = truth();
  const std::string file = corpus_folder() + "/" + std::string{truth_of_it["file"].string_or("")};
  const Ran ran = here.run({"parse", file, "--format", "json"});
  const Json parsed = ran.json().at(0);
  bool must_fail = false;
  for (const Json& entry : truth_of_it["must_fail"].items()) {
    if (!entry["required"].bool_or(true)) continue;
    must_fail = true;
    const auto& rules = entry["rules"].items();
    EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [&](const Json& rule) {
      return has_error(parsed, std::string{rule.string_or("")});
    })) << entry.dump();
  }
  for (const Json& rule : truth_of_it["must_not_fail"].items()) {
    EXPECT_FALSE(has_error(parsed, std::string{rule.string_or("")})) << rule.dump();
  }
  EXPECT_EQ(ran.exit, must_fail ? 1 : 0) << ran.err;
}

INSTANTIATE_TEST_SUITE_P(OnRealReports, CorpusProgram,
                         ::testing::Values("seed000", "seed001", "seed002", "seed003", "seed004"));

TEST(CorpusPortal, CatchesShilingAmongTheReportsThatItServes) {
  NEED_CORPUS(truth_of("seed001"));
  Neighbourhood here{{.documents = corpus_folder()}};
  here.poll_twice();
  std::vector<std::string> accused;
  for (const Json& finding : here.rows("findings", {"--severity", "error"})) {
    // The other documents are reports for other years, so that theirs for 2020 is missing.
    if (finding["rule"].string_or("") != "R-P-MISSING") {
      accused.emplace_back(finding["agency"].string_or(""));
    }
  }
  EXPECT_EQ(accused, std::vector<std::string>{"huadu-shiling"});
}

}  // namespace
}  // namespace gkwatch::testing
