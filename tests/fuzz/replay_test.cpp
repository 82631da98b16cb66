// The bytes that fuzzing has found worth keeping, each read once more: seeds/TARGET/ holds what
// reaches far into a reader, and whatever once broke it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/fuzz/targets.h"
#include "tests/support/corpus.h"

namespace gkwatch::fuzz {
namespace {

const std::filesystem::path kSeeds{std::string{GKWATCH_SOURCE_DIR} + "/tests/fuzz/seeds"};

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const auto& targets : {document_targets(), site_targets(), file_targets()}) {
    for (const auto& [name, target] : targets) names.push_back(name);
  }
  return names;
}

class Fuzz : public ::testing::TestWithParam<std::string> {};

TEST_P(Fuzz, SeedsAreReadWithoutABrokenPromise) {
  const Target target = target_of(GetParam());
  ASSERT_NE(target, nullptr);
  std::size_t seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator{kSeeds / GetParam()}) {
    SCOPED_TRACE(entry.path());
    target(testing::read_whole(entry.path().string()));
    ++seeds;
  }
  EXPECT_GT(seeds, 0u);
  target({});
}

INSTANTIATE_TEST_SUITE_P(Targets, Fuzz, ::testing::ValuesIn(all_names()),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace gkwatch::fuzz
