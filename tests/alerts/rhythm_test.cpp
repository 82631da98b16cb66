#include "alerts/rhythm.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/alerts/sample_alerts.h"

namespace gkwatch::alerts {
namespace {

using std::chrono::minutes;

TEST(Rhythm, TellsAtOnceOnAQuietDay) {
  EXPECT_EQ(next_message({}, kMonday), kMonday);
  const std::vector<Instant> long_ago{kMonday - kRhythmMemory};
  EXPECT_EQ(next_message(long_ago, kMonday), kMonday);
}

TEST(Rhythm, PausesLongerTheMoreItHasTold) {
  std::vector<Instant> made{kMonday};
  std::vector<long> pauses;
  while (made.size() < 7) {
    const Instant next = next_message(made, made.back());
    pauses.push_back(std::chrono::duration_cast<minutes>(next - made.back()).count());
    made.push_back(next);
  }
  EXPECT_EQ(pauses, (std::vector<long>{5, 10, 20, 40, 60, 60}));
}

TEST(Rhythm, StaysSlowForAsLongAsAStormGoesOnAndIsQuickAfterIt) {
  std::vector<Instant> made{kMonday};
  while (made.size() < 16) made.push_back(next_message(made, made.back()));
  EXPECT_EQ(next_message(made, made.back()), made.back() + minutes{60});
  made.push_back(made.back() + minutes{120});
  EXPECT_EQ(next_message(made, made.back()), made.back() + minutes{5});
}

}  // namespace
}  // namespace gkwatch::alerts
