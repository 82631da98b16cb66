// Damaged documents: whatever bytes were lost or altered, a figure that is read is the right
// one. GKWATCH_LONG_TESTS: 200 cuts and 2,000 documents with errors each, in place of a few.
#include "tests/hostile/damage.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

#include "core/system_clock.h"
#include "parser/document_reader.h"
#include "tests/hostile/known_documents.h"
#include "tests/hostile/printed_figures.h"
#include "tests/support/corpus.h"

namespace gkwatch {
namespace {

using testing::Damaged;
using testing::KnownDocument;

struct Amount {
  std::size_t cuts;
  unsigned errors;
};
Amount amount() {
  return std::getenv("GKWATCH_LONG_TESTS") != nullptr ? Amount{200, 2'000} : Amount{4, 9};
}

// Reading what is damaged takes no longer than this, sanitizers or not.
constexpr std::chrono::seconds kLongest{30};

class Damage : public ::testing::TestWithParam<KnownDocument> {
 protected:
  void try_out(const Damaged& damaged) {
    SystemClock clock;
    const Tick begin = clock.tick();
    const auto parsed = parser::PlainReader{}.read(
        Document{.name = GetParam().name,
                 .body = std::make_shared<const std::string>(damaged.bytes)},
        {});
    EXPECT_LT(clock.tick() - begin, kLongest) << GetParam().name << ", " << damaged.what;
    if (!parsed) return;  // cut short: nothing is told of it
    for (const std::string& wrong : testing::wrong_figures(GetParam(), damaged, *parsed)) {
      ADD_FAILURE() << wrong;
    }
  }
};

TEST_P(Damage, ByACutNeverMakesAFigureWrong) {
  const std::size_t cuts = amount().cuts;
  for (std::size_t part = 0; part <= cuts; ++part) {
    try_out(testing::cut_off(GetParam().bytes, part, cuts));
  }
}

TEST_P(Damage, ByWrongBytesNeverMakesAFigureWrong) {
  for (unsigned number = 0; number < amount().errors; ++number) {
    try_out(testing::with_errors(GetParam().bytes, number));
  }
}

std::string name_of_test(const ::testing::TestParamInfo<KnownDocument>& document) {
  return document.param.name;
}

INSTANTIATE_TEST_SUITE_P(Made, Damage, ::testing::ValuesIn(testing::made_documents()),
                         name_of_test);
INSTANTIATE_TEST_SUITE_P(Real, Damage, ::testing::ValuesIn(testing::real_documents()),
                         name_of_test);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Damage);

TEST(DamageOfRealDocuments, IsTriedOut) {
  const bool is_there = !testing::real_documents().empty();
#ifdef GKWATCH_CORPUS_REQUIRED
  ASSERT_TRUE(is_there) << testing::corpus_folder();
#else
  if (!is_there)
    GTEST_SKIP() << "NO CORPUS at " << testing::corpus_folder() << ": only made documents tried";
#endif
}

}  // namespace
}  // namespace gkwatch
