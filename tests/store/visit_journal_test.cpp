#include "store/visit_journal.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sample.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

class Journal : public ::testing::Test {
 protected:
  static Visit visit(const std::string& url) {
    return {.time = kMorning,
            .url = url,
            .kind = VisitKind::Article,
            .outcome = VisitOutcome::Error,
            .http_status = 200,
            .bytes = 7,
            .took = std::chrono::milliseconds{31},
            .hash = hash_of("broken,"),
            .fault = FetchFault::Truncated,
            .detail = "the answer breaks off",
            .headers = "HTTP/1.1 200 OK\r\nX: 5:a,\r\nY: \xb5" + std::string(1, '\0') + "\r\n\r\n",
            .request = "GET / HTTP/1.1\r\n\r\n"};
  }
  // The only file.
  fs::path file() const {
    return fs::directory_iterator { folder_ / "visits" } -> path();
  }

  TemporaryFolder folder_;
  // What the next process finds.
  std::vector<VisitJournal::Left> left() const {
    const auto left = VisitJournal::open(folder_ / "visits")->left();
    if (!left) ADD_FAILURE() << left.error().message;
    return left ? *left : std::vector<VisitJournal::Left>{};
  }
  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator{folder_ / "visits"}, fs::directory_iterator{});
  }

  std::optional<VisitJournal> journal_ = *VisitJournal::open(folder_ / "visits");
};

TEST_F(Journal, GivesBackWhatWasNotClosedAsItWasNoted) {
  ASSERT_TRUE(journal_->note(AgencyId{"../a b"}, visit("http://a.gov.cn/1")));
  ASSERT_TRUE(journal_->note(AgencyId{"town"}, visit("http://b.gov.cn/")));
  ASSERT_TRUE(journal_->note(AgencyId{"../a b"}, visit("http://a.gov.cn/2")));
  const auto left = this->left();
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(left.front().agency.text, "../a b");
  EXPECT_EQ(left.back().agency.text, "town");
  ASSERT_EQ(left.front().visits.size(), 2u);
  const Visit& one = left.front().visits[0];
  const Visit expected = visit("http://a.gov.cn/1");
  EXPECT_EQ(one.time, expected.time);
  EXPECT_EQ(one.url, expected.url);
  EXPECT_EQ(one.kind, expected.kind);
  EXPECT_EQ(one.outcome, expected.outcome);
  EXPECT_EQ(one.http_status, expected.http_status);
  EXPECT_EQ(one.bytes, expected.bytes);
  EXPECT_EQ(one.took, expected.took);
  EXPECT_EQ(one.hash, expected.hash);
  EXPECT_EQ(one.fault, expected.fault);
  EXPECT_EQ(one.detail, expected.detail);
  EXPECT_EQ(one.headers, expected.headers);
  EXPECT_EQ(one.request, expected.request);
  EXPECT_EQ(left.front().visits[1].url, "http://a.gov.cn/2");
}

TEST_F(Journal, LeavesNothingWhenAllChecksAreRecorded) {
  const AgencyId first{"a"};
  const AgencyId second{"b"};
  ASSERT_TRUE(journal_->note(first, visit("http://a.gov.cn/1")));
  ASSERT_TRUE(journal_->note(second, visit("http://b.gov.cn/1")));
  journal_->close(second);
  EXPECT_FALSE(left().empty());
  journal_->close(first);
  EXPECT_TRUE(left().empty());
  ASSERT_TRUE(journal_->note(second, visit("http://b.gov.cn/2")));
  ASSERT_EQ(left().size(), 1u);
  EXPECT_EQ(left().front().visits.front().url, "http://b.gov.cn/2");
  journal_->close(second);
  journal_.reset();
  EXPECT_EQ(files(), 0);
}

TEST_F(Journal, KeepsTheFilesOfTheProcessBeforeUntilTheyAreTakenIn) {
  ASSERT_TRUE(journal_->note(AgencyId{"town"}, visit("http://a.gov.cn/1")));
  auto next = *VisitJournal::open(folder_ / "visits");
  ASSERT_TRUE(next.note(AgencyId{"town"}, visit("http://a.gov.cn/2")));
  next.close(AgencyId{"town"});
  ASSERT_EQ(next.left()->size(), 1u);
  EXPECT_EQ(next.left()->front().visits.front().url, "http://a.gov.cn/1");
  next.forget_left();
  EXPECT_TRUE(next.left()->empty());
  EXPECT_TRUE(left().empty());
}

// A check that goes on while thousands of others begin and end.
TEST_F(Journal, DoesNotGrowWithTheChecksThatAreOver) {
  Visit large = visit("http://a.gov.cn/large");
  large.headers.assign(100'000, 'x');
  ASSERT_TRUE(journal_->note(AgencyId{"slow"}, visit("http://a.gov.cn/1")));
  for (int i = 0; i < 60; ++i) {
    ASSERT_TRUE(journal_->note(AgencyId{"quick"}, large));
    ASSERT_TRUE(journal_->note(AgencyId{"next"}, large));
    journal_->close(AgencyId{"quick"});
    ASSERT_TRUE(journal_->note(AgencyId{"quick"}, large));
    journal_->close(AgencyId{"next"});
    journal_->close(AgencyId{"quick"});
  }
  EXPECT_LE(files(), 2);
  EXPECT_EQ(left().back().agency.text, "slow");
  journal_->close(AgencyId{"slow"});
  EXPECT_TRUE(left().empty());
}

TEST_F(Journal, GivesTheWholeVisitsOfAFileThatIsCutShortAnywhere) {
  ASSERT_TRUE(journal_->note(AgencyId{"town"}, visit("http://a.gov.cn/1")));
  const auto whole = fs::file_size(file());
  ASSERT_TRUE(journal_->note(AgencyId{"town"}, visit("http://a.gov.cn/2")));
  for (auto size = fs::file_size(file()); size > 0; --size) {
    fs::resize_file(file(), size);
    const std::size_t expected = size == 2 * whole ? 2 : size >= whole ? 1 : 0;
    const auto left = this->left();
    EXPECT_EQ(left.empty() ? 0 : left.front().visits.size(), expected) << size;
  }
}

TEST_F(Journal, IsTakenInTwiceWithoutEffect) {
  auto database = *Database::open_in_memory();
  ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
  const CheckRecord record{.agency = kTown, .at = kMorning, .visits = {visit("http://a.gov.cn/1")}};
  ASSERT_TRUE(database.record(record));
  ASSERT_TRUE(database.record(record));
  EXPECT_EQ(database.requests_since(Instant{})->at("a.gov.cn"), 1);
  EXPECT_FALSE(database.last_check(kTown)->has_value()) << "nothing was concluded";
}

}  // namespace
}  // namespace gkwatch::store
