// Documents made to cost a reader its time, memory or stack: each costs itself, at most, and no
// more than the limits say.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <memory>
#include <string>

#include "core/system_clock.h"
#include "core/text.h"
#include "sandbox/confined_reader.h"
#include "tests/hostile/bombs.h"

namespace gkwatch {
namespace {

using testing::Bomb;

// The computing time within which one is done, below the limits. A busy machine makes the wait
// longer, not the work; what AddressSanitizer adds to each allocation of a library is no cost of
// ours (of forms that draw forms it is six sevenths).
#ifdef __SANITIZE_ADDRESS__
constexpr int kSlowdown = 3;
#else
constexpr int kSlowdown = 1;
#endif
constexpr std::chrono::seconds kLongest{40 * kSlowdown};
constexpr sandbox::Limits kPatient{.wall_time = std::chrono::minutes{30},
                                   .cpu_time = std::chrono::seconds{60 * kSlowdown}};

// By all readers so far.
std::chrono::seconds computing_time() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  return std::chrono::seconds{used.ru_utime.tv_sec + used.ru_stime.tv_sec};
}

class Bombs : public ::testing::TestWithParam<Bomb> {};

TEST_P(Bombs, CostThemselvesAtMost) {
  SystemClock clock;
  const auto reader = sandbox::ConfinedReader::open(GKWATCH_READER_PROGRAM, kPatient, clock);
  ASSERT_TRUE(reader) << reader.error().message;
  Document document{.name = GetParam().name};
  document.body = std::make_shared<const std::string>(GetParam().make());
  const auto begin = computing_time();
  const auto parsed = (*reader)->read(document, {});
  EXPECT_LT(computing_time() - begin, kLongest);
  if (!parsed) {
    EXPECT_EQ(parsed.error().code, ErrorCode::TooLarge) << parsed.error().message;
    return;
  }
  // What the walls stop is stopped by the reader itself before.
  EXPECT_FALSE(contains(parsed->error, "its reader")) << parsed->error;
  EXPECT_FALSE(contains(parsed->error, "reading it took")) << parsed->error;
  for (const auto& [key, cell] : parsed->cells) {
    EXPECT_NE(cell.kind, CellKind::Number) << key.text << " " << cell.raw;
  }
}

std::string name_of_test(const ::testing::TestParamInfo<Bomb>& bomb) { return bomb.param.name; }

INSTANTIATE_TEST_SUITE_P(Pages, Bombs, ::testing::ValuesIn(testing::page_bombs()), name_of_test);
INSTANTIATE_TEST_SUITE_P(Office, Bombs, ::testing::ValuesIn(testing::office_bombs()), name_of_test);
INSTANTIATE_TEST_SUITE_P(Pdf, Bombs, ::testing::ValuesIn(testing::pdf_bombs()), name_of_test);
#ifdef GKWATCH_HAS_OCR
INSTANTIATE_TEST_SUITE_P(Pictures, Bombs, ::testing::ValuesIn(testing::picture_bombs()),
                         name_of_test);
#endif

}  // namespace
}  // namespace gkwatch
