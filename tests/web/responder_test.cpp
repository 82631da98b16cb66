// Answers that are kept: for as long as nothing changes, and dear ones a little longer.

#include "web/responder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/text.h"
#include "store/database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "web/gzip.h"

namespace gkwatch::web {
namespace {

// Whatever happens takes twenty milliseconds by it.
class SlowClock final : public Clock {
 public:
  Instant now() const override { return Instant{}; }
  Tick tick() const override { return Tick{std::chrono::milliseconds{20} * looks_.fetch_add(1)}; }
  bool sleep_until(Tick, std::stop_token) override { return true; }

 private:
  mutable std::atomic<int> looks_{0};
};

class KeptAnswers : public ::testing::Test {
 protected:
  void add_agency(const std::string& id) {
    agencies_.push_back({.id = {id}, .name = "某局", .region = "440114"});
    agencies_.back().sources.push_back({*Url::parse("https://www.example.gov.cn/"), ""});
    ASSERT_TRUE(database_.sync_agencies(agencies_, Instant{}));
  }
  Site site(const Clock& clock) { return {queries_, archive_, clock}; }

  testing::TemporaryFolder folder_;
  store::Database database_ =
      *store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper);
  store::Queries queries_ = *store::Queries::open(folder_ / "gkwatch.db");
  store::Archive archive_ = *store::Archive::open(folder_ / "archive");
  std::vector<Agency> agencies_;
  const Request question_{.path = "/api/v1/agencies"};
};

TEST_F(KeptAnswers, AreMadeAnewWhenTheDatabaseHasChanged) {
  const testing::ManualClock clock;
  Responder responder{site(clock)};
  const std::string before = responder.respond(question_).body;
  EXPECT_EQ(responder.respond(question_).body, before);
  add_agency("new-one");
  EXPECT_TRUE(contains(responder.respond(question_).body, "new-one"));
}

TEST_F(KeptAnswers, ThatWereDearAreGivenOnceMoreWhileANewerOneIsMadeAside) {
  const SlowClock clock;
  Responder responder{site(clock)};
  const std::string before = responder.respond(question_).body;
  add_agency("new-one");
  EXPECT_EQ(responder.respond(question_).body, before);
  bool is_new = false;
  for (int i = 0; i < 1'000'000 && !is_new; ++i) {
    is_new = contains(responder.respond(question_).body, "new-one");
    std::this_thread::yield();
  }
  EXPECT_TRUE(is_new);
}

TEST_F(KeptAnswers, AreNoneOfAWrongQuestion) {
  const testing::ManualClock clock;
  Responder responder{site(clock)};
  const Answer wrong = responder.respond({.path = "/api/v1/agencies", .query = {{"year", "x"}}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_FALSE(wrong.headers.contains("ETag"));
}

TEST_F(KeptAnswers, SayWhichQuestionsTakeLong) {
  const testing::ManualClock clock;
  Responder responder{site(clock)};
  EXPECT_TRUE(responder.takes_long({.path = "/statistics"}));
  static_cast<void>(responder.respond({.path = "/statistics"}));
  EXPECT_FALSE(responder.takes_long({.path = "/statistics"})) << "it is there already";
  EXPECT_FALSE(responder.takes_long({.path = "/alerts"}));
}

TEST(Gzip, IsForWhoNamesIt) {
  for (const char* yes : {"gzip", "br, gzip", "deflate, GZIP;q=0.5", "*"}) {
    EXPECT_TRUE(takes_gzip(yes)) << yes;
  }
  for (const char* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip"}) {
    EXPECT_FALSE(takes_gzip(no)) << no;
  }
}

TEST(Gzip, LeavesWhatWouldNotBeShorter) {
  EXPECT_FALSE(gzipped("a"));
  const auto packed = gzipped(std::string(10'000, 'a'));
  ASSERT_TRUE(packed);
  EXPECT_TRUE(packed->starts_with("\x1f\x8b"));
}

}  // namespace
}  // namespace gkwatch::web
