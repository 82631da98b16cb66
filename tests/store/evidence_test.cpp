#include "store/evidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "sample.h"
#include "store/verification.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::store {
namespace {

using namespace gkwatch::testing;
namespace fs = std::filesystem;

bool to_the_end(const Verification&, std::size_t, std::size_t) { return true; }

class EvidenceTest : public ::testing::Test {
 protected:
  ContentHash keep(const std::string& bytes) { return *archive.keep(bytes); }
  fs::path file_of(const ContentHash& hash) const {
    const std::string hex = to_hex(hash);
    return folder / "archive" / hex.substr(0, 2) / hex.substr(2, 2) / hex;
  }
  static std::vector<ContentHash> in_order(std::vector<ContentHash> hashes) {
    std::sort(hashes.begin(), hashes.end());
    return hashes;
  }
  Verification verify_all(const std::vector<ContentHash>& named, Verification from = {}) {
    return *verify(archive, named, std::move(from), to_the_end);
  }

  TemporaryFolder folder;
  Archive archive = *Archive::open(folder / "archive");
};

using NamedBytes = EvidenceTest;

TEST_F(NamedBytes, AreThoseOfVisitsPagesDocumentsAndVersionsEachOnce) {
  const fs::path file = folder / "gkwatch.db";
  Database database = *Database::open(file, Database::Role::Keeper);
  ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
  ASSERT_TRUE(database.record(first_check()));
  CheckRecord refused = check_at(kNextDay);
  refused.visits = {visit("/not-kept", kNextDay)};
  refused.visits.front().fault = FetchFault::Disk;
  ASSERT_TRUE(database.record(refused));
  Evidence evidence = *Evidence::open(file);
  EXPECT_EQ(*evidence.named(), in_order({hash_of("/list"), hash_of("/post_1.html"),
                                         hash_of("list"), hash_of("v1")}));
}

TEST_F(NamedBytes, HaveTheAddressAndTheTimeWhereTheyWereHadFirst) {
  const fs::path file = folder / "gkwatch.db";
  Database database = *Database::open(file, Database::Role::Keeper);
  ASSERT_TRUE(database.sync_agencies(std::vector{town()}, kMorning));
  ASSERT_TRUE(database.record(first_check()));
  CheckRecord again = check_at(kNextDay);
  again.visits = {visit("/elsewhere", kNextDay)};
  again.visits.front().hash = hash_of("/list");
  ASSERT_TRUE(database.record(again));
  Evidence evidence = *Evidence::open(file);
  const auto origin = evidence.origin(hash_of("/list"));
  ASSERT_TRUE(origin && *origin);
  EXPECT_EQ((*origin)->url, "http://www.example.gov.cn/list");
  EXPECT_EQ((*origin)->had_at, kMorning);
  EXPECT_FALSE(*evidence.origin(hash_of("never")));
}

using Verifying = EvidenceTest;

TEST_F(Verifying, CountsWhatIsInOrder) {
  const auto named = in_order({keep("one"), keep("three")});
  keep("kept by a check that was cut off");
  const Verification state = verify_all(named);
  EXPECT_EQ(state.files, 3u);
  EXPECT_EQ(state.bytes, 3u + 5u + 32u);
  EXPECT_EQ(state.unnamed, 1u);
  EXPECT_TRUE(state.damaged.empty());
}

TEST_F(Verifying, TellsAlteredFromLost) {
  const ContentHash altered = keep("altered");
  const ContentHash lost = keep("lost");
  const ContentHash sound = keep("sound");
  std::ofstream{file_of(altered), std::ios::trunc} << "alterEd";
  fs::remove(file_of(lost));
  const Verification state = verify_all(in_order({altered, lost, sound}));
  EXPECT_EQ(state.files, 1u);
  ASSERT_EQ(state.damaged.size(), 2u);
  for (const Damaged& one : state.damaged) {
    EXPECT_EQ(one.damage, one.hash == lost ? Damage::Lost : Damage::Altered);
  }
}

TEST_F(Verifying, FindsDamageInWhatNobodyNames) {
  std::ofstream{file_of(keep("orphan")), std::ios::trunc} << "";
  EXPECT_EQ(verify_all({}).damaged.size(), 1u);
}

TEST_F(Verifying, GoesOnWhereItWasStoppedAndReadsNothingTwice) {
  std::vector<ContentHash> named;
  for (int i = 0; i < 20; ++i) named.push_back(keep(std::to_string(i)));
  named = in_order(std::move(named));
  const auto stop_at_eight = [](const Verification&, std::size_t done, std::size_t all) {
    EXPECT_EQ(all, 20u);
    return done < 8;
  };
  const Verification half = *verify(archive, named, {}, stop_at_eight);
  EXPECT_EQ(half.files, 8u);
  EXPECT_EQ(half.last, named[7]);
  ASSERT_TRUE(remember(archive, half));
  // What was read is not read again: that it is gone now goes unseen until the next time.
  fs::remove(file_of(named[3]));
  fs::remove(file_of(named[12]));
  const Verification whole = verify_all(named, *unfinished(archive));
  EXPECT_EQ(whole.files, 19u);
  ASSERT_EQ(whole.damaged.size(), 1u);
  EXPECT_EQ(whole.damaged.front().hash, named[12]);
  forget(archive);
  EXPECT_FALSE(unfinished(archive));
}

TEST_F(Verifying, LooksAgainAtWhatWasDamagedBefore) {
  const ContentHash hash = keep("evidence");
  std::ofstream{file_of(hash), std::ios::trunc} << "";
  const Verification before = verify_all({hash});
  ASSERT_EQ(before.damaged.size(), 1u);
  EXPECT_EQ(verify_all({hash}, before).damaged.size(), 1u);
  keep("evidence");
  const Verification after = verify_all({hash}, before);
  EXPECT_TRUE(after.damaged.empty());
  EXPECT_EQ(after.files, 1u);
}

TEST_F(Verifying, KeepsDamageOverAStop) {
  const Verification before{.last = hash_of("a"),
                            .files = 7,
                            .bytes = 5'000'000'000,
                            .unnamed = 2,
                            .damaged = {{hash_of("b"), Damage::Lost}}};
  ASSERT_TRUE(remember(archive, before));
  const auto after = unfinished(archive);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->last, before.last);
  EXPECT_EQ(after->files, 7u);
  EXPECT_EQ(after->bytes, 5'000'000'000u);
  EXPECT_EQ(after->unnamed, 2u);
  ASSERT_EQ(after->damaged.size(), 1u);
  EXPECT_EQ(after->damaged.front().damage, Damage::Lost);
  EXPECT_TRUE(archive.kept()->empty());
}

TEST_F(Verifying, BeginsAnewWhenTheNoteIsNotUnderstood) {
  std::ofstream{folder / "archive" / "verify-state.json"} << R"({"last":"zz","files":-1})";
  EXPECT_FALSE(unfinished(archive));
  std::ofstream{folder / "archive" / "verify-state.json"} << "half a no";
  EXPECT_FALSE(unfinished(archive));
}

}  // namespace
}  // namespace gkwatch::store
