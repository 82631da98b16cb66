#include "scheduler/scribe.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "core/china_time.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::scheduler {
namespace {

using testing::TemporaryFolder;

constexpr int kAgencies = 8;
constexpr int kRounds = 40;

Agency agency(int number) {
  Agency one;
  one.id = AgencyId{"town-" + std::to_string(number)};
  one.name = "示例镇";
  one.region = "440114";
  one.sources = {{*Url::parse("http://www.example.gov.cn/"), ""}};
  return one;
}

store::CheckRecord check(const AgencyId& agency, int round) {
  const Instant now = *parse_china_time("2024-01-10") + std::chrono::minutes{round};
  store::CheckRecord record{.agency = agency, .at = now};
  record.outcome.last_check = now;
  record.visits = {{.time = now, .url = "http://www.example.gov.cn/" + agency.text}};
  return record;
}

class ScribeTest : public ::testing::Test {
 protected:
  ScribeTest() {
    std::vector<Agency> all;
    for (int i = 0; i < kAgencies; ++i) all.push_back(agency(i));
    database_.with([&](store::Database& held) { EXPECT_TRUE(held.sync_agencies(all, Instant{})); });
  }
  int visits() {
    return database_.with([](const store::Database& held) {
      const auto requests = *held.requests_since(Instant{});
      return requests.empty() ? 0 : requests.begin()->second;
    });
  }

  TemporaryFolder folder_;
  Guarded<store::Database> database_{
      *store::Database::open(folder_ / "a.db", store::Database::Role::Keeper)};
  Scribe scribe_{database_};
};

// Half of the writers write for an agency that nobody knows.
TEST_F(ScribeTest, WritesEachRecordOfManyThreadsOnceAndNoneThatFails) {
  std::vector<std::thread> writers;
  std::vector<int> written(2 * kAgencies, 0);
  for (int writer = 0; writer < 2 * kAgencies; ++writer) {
    writers.emplace_back([&, writer] {
      const AgencyId id = writer < kAgencies ? agency(writer).id : AgencyId{"nobody"};
      for (int round = 1; round <= kRounds; ++round) {
        auto record = check(id, round);
        for (Visit& visit : record.visits) visit.http_status = 200;
        if (scribe_.record(record)) ++written[static_cast<std::size_t>(writer)];
      }
    });
  }
  for (std::thread& one : writers) one.join();
  for (int writer = 0; writer < 2 * kAgencies; ++writer) {
    EXPECT_EQ(written[static_cast<std::size_t>(writer)], writer < kAgencies ? kRounds : 0);
  }
  EXPECT_EQ(visits(), kAgencies * kRounds);
  for (int i = 0; i < kAgencies; ++i) {
    const auto last =
        database_.with([&](const store::Database& held) { return *held.last_check(agency(i).id); });
    ASSERT_TRUE(last);
    EXPECT_EQ(last->last_check, check(agency(i).id, kRounds).at);
  }
}

TEST_F(ScribeTest, SaysWhyARecordWasNotWritten) {
  const Status done = scribe_.record(check(AgencyId{"nobody"}, 1));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Conflict);
  EXPECT_TRUE(scribe_.record(check(agency(0).id, 1)));
}

}  // namespace
}  // namespace gkwatch::scheduler
