// A report beside those of its district: copied text, consolidated figures.
#include <gtest/gtest.h>

#include "tests/rules/rule_test.h"
#include "tests/rules/scene.h"

namespace gkwatch::rules {
namespace {

Instant at(const char* time) { return *parse_china_time(time); }

class District : public testing::Test {
 protected:
  District() {
    builder_.report().agency = agency_.id;
    builder_.section(5, long_text(U'一'));
  }
  void add_peer(const std::string& id, const std::string& text,
                std::optional<Instant> published = {}) {
    Peer peer{AgencyId{id}, id, published, {}};
    peer.sections.emplace(5, shingles_of(own_words(text)));
    peers_.push_back(std::move(peer));
  }
  std::string told(const char* rule) {
    return Findings{RuleInput{.report = builder_.report(),
                              .agency = &agency_,
                              .published_at = at("2021-01-20"),
                              .peers = peers_,
                              .members = members_}}
        .told(rule);
  }
  ReportBuilder builder_;
  Agency agency_ = shiling();
  std::vector<Peer> peers_;
  std::vector<Member> members_;
};

TEST_F(District, TellsTheLaterOfTwoThatWriteTheSame) {
  add_peer("other", long_text(U'一'), at("2021-01-10"));
  EXPECT_EQ(told("R-D-PEER"), "warning section 5");
  peers_.clear();
  add_peer("other", long_text(U'一'), at("2021-01-25"));
  EXPECT_EQ(told("R-D-PEER"), "") << "the other one came later";
  peers_.clear();
  add_peer("other", long_text(U'怀'), at("2021-01-10"));
  EXPECT_EQ(told("R-D-PEER"), "");
}

TEST_F(District, SaysNothingOfShortSectionsAndOfPartialLikeness) {
  add_peer("half", long_text(U'一', 160) + long_text(U'怀', 160), at("2021-01-10"));
  EXPECT_EQ(told("R-D-PEER"), "");
  builder_.section(5, "一是更新不够及时，二是形式单一。");
  peers_.clear();
  add_peer("short", "一是更新不够及时，二是形式单一。", at("2021-01-10"));
  EXPECT_EQ(told("R-D-PEER"), "");
}

TEST_F(District, TellsATemplateOnceAsAHint) {
  for (const char* id : {"zeta", "zulu", "zone", "zero"}) add_peer(id, long_text(U'一'));
  EXPECT_EQ(told("R-D-PEER"), "info section 5");
  const auto found =
      Findings{RuleInput{.report = builder_.report(), .agency = &agency_, .peers = peers_}}.of(
          "R-D-PEER");
  EXPECT_NE(found.at(0).message.zh.find("5 个机关"), std::string::npos) << found.at(0).message.zh;
  peers_.back().agency = AgencyId{"alpha"};
  EXPECT_EQ(told("R-D-PEER"), "") << "alpha tells it";
}

TEST_F(District, HoldsWhatATwentiethOfItWritesForBoilerplate) {
  add_peer("other", long_text(U'一'), at("2021-01-10"));
  add_peer("another", long_text(U'一'), at("2021-01-11"));
  for (int i = 0; i < 25; ++i) {
    add_peer("p" + std::to_string(i), long_text(U'怀' + 400 * static_cast<char32_t>(i)));
  }
  EXPECT_EQ(told("R-D-PEER"), "") << "two of 27 are more than a twentieth";
  peers_.erase(peers_.begin());
  EXPECT_EQ(told("R-D-PEER"), "warning section 5");
}

class Government : public District {
 protected:
  Government() {
    agency_.kind = AgencyClass::G;
    agency_.name = "广州市花都区人民政府";
    members_ = {{AgencyId{"a"}, true, figures("10", "9", "1", "2")},
                {AgencyId{"b"}, true, figures("6", "6", "1", "1")},
                {AgencyId{"c"}, false, {}}};
  }
  static std::map<std::string, Decimal> figures(const char* received, const char* handled,
                                                const char* left, const char* reviews) {
    return {{"T3.NEW.SUM", *Decimal::parse(received)},
            {"T3.R7.SUM", *Decimal::parse(handled)},
            {"T3.COUT.SUM", *Decimal::parse(left)},
            {"T4.RV.TOT", *Decimal::parse(reviews)}};
  }
};

TEST_F(Government, GaugesItsTotalsAgainstItsMembers) {
  EXPECT_EQ(told("R-AGG-SUM"), "") << "16, 15, 2 and 3";
  members_[0].figures = figures("12", "9", "1", "2");
  EXPECT_EQ(told("R-AGG-SUM"), "info T3.NEW.SUM");
  builder_.gap("T3.NEW.SUM");
  EXPECT_EQ(told("R-AGG-SUM"), "unverifiable T3.NEW.SUM");
}

TEST_F(Government, SaysHowManyOfItsMembersWereFound) {
  EXPECT_EQ(told("R-AGG-COVER"), "info");
  members_.pop_back();
  EXPECT_EQ(told("R-AGG-COVER"), "");
}

TEST_F(Government, AloneIsHeldAgainstMembers) {
  agency_.kind = AgencyClass::D0;
  EXPECT_EQ(told("R-AGG-SUM") + told("R-AGG-COVER"), "");
  agency_.kind = AgencyClass::G;
  members_.clear();
  EXPECT_EQ(told("R-AGG-SUM") + told("R-AGG-COVER"), "");
}

}  // namespace
}  // namespace gkwatch::rules
