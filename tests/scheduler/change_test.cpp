// What has become of a report: the same, changed, moved, withdrawn, or nobody can tell.

#include <gtest/gtest.h>

#include <algorithm>

#include "core/china_time.h"
#include "tests/scheduler/check_rig.h"
#include "tests/support/pdf_report.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

using std::chrono::hours;

Instant at(const char* time) { return *parse_china_time(time); }

class Change : public ::testing::Test {
 protected:
  Change() {
    Agency town;
    town.id = kTown;
    town.name = spec_.agency;
    town.kind = AgencyClass::T;
    town.region = "440114";
    rig_.portal().add(town, "www.example.gov.cn", "town");
    rig_.open();
    publish(100, "2024-01-10 09:00");
  }

  SimulatedSite& site() { return rig_.portal().site(kTown); }
  SimulatedPost& post(std::int64_t id) { return site().posts.at(id); }
  void publish(std::int64_t id, const char* stamp) {
    site().posts[id] = {.id = id, .year = 2023, .stamp = at(stamp), .body = report(1)};
  }
  std::string report(unsigned seed) {
    spec_.seed = seed;
    return print_report(spec_, make_figures(spec_), Layout::Html);
  }
  std::string pdf(const std::string& trailer) {
    spec_.seed = 1;
    return print_pdf_report(spec_, make_figures(spec_), {}) + "\n% " + trailer + "\n";
  }
  // One check after the other, a day and a bit apart.
  void check(int times = 1) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(scheduler::check_agency(rig_.agencies().front(), rig_.tools(), {}));
      rig_.clock().advance(hours{25});
    }
  }
  DutyState duty() {
    return rig_.database().with(
        [](const store::Database& held) { return held.duties(kTown)->at(0); });
  }
  std::vector<store::ReportVersion> versions() {
    return rig_.database().with(
        [](const store::Database& held) { return *held.versions(kTown); });
  }
  bool is_told(const std::string& rule) {
    const auto findings = rig_.database().with(
        [](const store::Database& held) { return *held.current_findings(kTown); });
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& one) { return one.key.rule.text == rule; });
  }

  inline static const AgencyId kTown{"town"};
  ReportSpec spec_{.agency = "广州市示例区示例镇人民政府", .year = 2023};
  CheckRig rig_{at("2024-01-15"), {2023}};
};

TEST_F(Change, AReportThatStaysAsItIsHasOneVersionThoughItsPageIsNeverServedTwiceAlike) {
  check(3);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_EQ(duty().state, Publication::OnTime);
}

TEST_F(Change, ASoleReportThatIsWithdrawnIsRemovedAfterThreeReadings) {
  check();
  post(100).is_listed = false;
  check(2);
  EXPECT_EQ(duty().state, Publication::OnTime) << "twice may be chance";
  EXPECT_TRUE(duty().complete);
  check();
  EXPECT_EQ(duty().state, Publication::Removed);
  EXPECT_TRUE(is_told("R-P-REMOVED"));
  post(100).is_listed = true;
  check();
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(is_told("R-P-REMOVED"));
}

TEST_F(Change, AnEmptiedColumnProvesNothingWhileItsReportIsStillThere) {
  check();
  site().ailment = Ailment::EmptyList;
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(duty().complete);
  EXPECT_FALSE(is_told("R-P-REMOVED"));
}

TEST_F(Change, AnEmptiedColumnProvesNothingWhileItsReportCannotBeAskedFor) {
  check();
  site().ailment = Ailment::EmptyListNoPages;
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(duty().complete);
}

TEST_F(Change, OneReadingWithoutWitnessInBetweenIsNotCounted) {
  check();
  post(100).is_listed = false;
  check(2);
  site().ailment = Ailment::EmptyListNoPages;
  check(3);
  EXPECT_EQ(duty().state, Publication::OnTime);
  site().ailment.reset();
  check();
  EXPECT_EQ(duty().state, Publication::Removed);
}

TEST_F(Change, ARowThatIsLostFromAListOfOthersIsNotRemovedWhileItsPageIsThere) {
  site().posts[90] = {.id = 90, .year = 2022, .stamp = at("2023-01-10"), .body = report(2)};
  check();
  post(100).is_row_lost = true;  // a list may show a slice
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime);
  EXPECT_FALSE(is_told("R-P-REMOVED"));
  post(100).is_listed = false;
  check();
  EXPECT_EQ(duty().state, Publication::Removed);
}

TEST_F(Change, ARowWhoseTitleHasBecomeUnreadableIsStillTheReportThatItWas) {
  check();
  for (const char* title : {"", "测试", "政府信息公开"}) {
    post(100).listed_title = title;
    check(2);
    EXPECT_EQ(duty().state, Publication::OnTime) << title;
    EXPECT_FALSE(is_told("R-P-MISSING")) << title;
  }
}

TEST_F(Change, AReportUnderANewNumberIsTheSameReportAtAnotherAddress) {
  check();
  site().posts.erase(100);
  publish(200, "2024-02-10 09:00");
  check(5);
  EXPECT_EQ(duty().state, Publication::OnTime) << "it was there in January";
  ASSERT_EQ(versions().size(), 1u);
  EXPECT_EQ(versions()[0].url, rig_.portal().address_of(kTown, 200));
  EXPECT_FALSE(is_told("R-P-REMOVED"));
  EXPECT_FALSE(is_told("R-P-LATE"));
}

TEST_F(Change, OtherCellsUnderTheSameAddressAreFoundThoughTheRowLooksAsBefore) {
  check();
  post(100).body = report(7);
  check();
  ASSERT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions()[1].change, store::VersionChange::Cells);
  EXPECT_TRUE(is_told("R-P-REPLACED"));
}

TEST_F(Change, OtherWordsAreAChangeOfTheText) {
  check();
  std::string& body = post(100).body;
  const std::string before = "栏目更新有时较慢";
  body.replace(body.find(before), before.size(), "栏目更新不够及时");
  check();
  ASSERT_EQ(versions().size(), 2u);
  EXPECT_EQ(versions()[1].change, store::VersionChange::Text);
}

TEST_F(Change, AFileThatIsWrittenAnewAtEveryDownloadIsEvidenceAndNoChange) {
  post(100).body.clear();
  post(100).file = pdf("first");
  check();
  ASSERT_EQ(versions().size(), 1u);
  EXPECT_EQ(versions()[0].report.document, hash_of(pdf("first")));
  post(100).file = pdf("second");
  check();
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_TRUE(rig_.archive().get(hash_of(pdf("second")))) << "the bytes are kept all the same";
  EXPECT_FALSE(is_told("R-P-REPLACED"));
}

TEST_F(Change, OtherBytesThatCannotBeReadAreAChangeSinceNobodyCanSayThatTheyAreTheSame) {
  post(100).body.clear();
  post(100).file = "%PDF-1.4 first";
  check();
  post(100).file = "%PDF-1.4 second";
  check();
  ASSERT_FALSE(versions().empty());
  const bool is_kept = versions().back().report.document == hash_of("%PDF-1.4 second");
  EXPECT_TRUE(is_kept || versions().size() == 1u);
}

TEST_F(Change, WhileTheFileCannotBeHadThePageBesideItDoesNotTakeItsPlace) {
  post(100).body = report(3);
  post(100).file = pdf("first");
  check();
  ASSERT_EQ(versions().size(), 1u);
  const store::ReportVersion first = versions()[0];
  post(100).is_file_down = true;
  check(2);
  EXPECT_EQ(versions().size(), 1u);
  EXPECT_EQ(versions()[0].document_url, first.document_url);
}

}  // namespace
}  // namespace gkwatch::testing
