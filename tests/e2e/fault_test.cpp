// A portal that misbehaves towards an agency: that agency is `source_down`, its history names the
// fault, nothing is called missing, nothing known is lost, the others are unaffected; and when the
// fault is over, so is all that came of it. One agency for each fault, all in the same passes.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/e2e/neighbourhood.h"
#include "tests/support/tls_server.h"

namespace gkwatch::testing {
namespace {

using portal::FaultKind;
using std::chrono::hours;

struct FaultCase {
  FaultKind kind;
  std::vector<std::string> errors;  // what the history may call it
  std::string rule{};               // what is told of the list
};

const std::vector<FaultCase>& harmful() {
  static const std::string kContract = "R-C-CONTRACT";
  static const std::string kShrunk = "R-C-SHRUNK";
  static const std::vector<FaultCase> kCases{
      {FaultKind::Reset, {"reset"}},
      {FaultKind::ResetInBody, {"reset", "truncated"}},
      {FaultKind::Timeout, {"timeout"}},
      {FaultKind::EmptyReply, {"reset", "truncated"}},
      {FaultKind::NotHttp, {"other", "bad_contract"}},
      {FaultKind::ChunkedCut, {"truncated", "reset"}},
      {FaultKind::LengthTooLong, {"truncated", "timeout"}},
      {FaultKind::LengthTooShort, {"bad_contract", "truncated"}},
      {FaultKind::BadGzip, {"truncated", "bad_contract", "other"}},
      {FaultKind::HugeBody, {"too_large"}},
      {FaultKind::GzipBomb, {"too_large"}},
      {FaultKind::EndlessHeaders, {"too_large", "truncated", "other", "timeout"}},
      {FaultKind::NotFound, {"http_error", "soft_404", "bad_contract"}},
      {FaultKind::FirstPage404, {"http_error", "bad_contract"}},
      {FaultKind::Unauthorized, {"http_error", "blocked"}},
      {FaultKind::Forbidden, {"blocked", "http_error"}},
      {FaultKind::ServerError, {"http_error"}},
      {FaultKind::BadGateway, {"http_error"}},
      {FaultKind::TooManyRequests, {"rate_limited"}},
      {FaultKind::ServiceUnavailable, {"rate_limited"}},
      {FaultKind::NoContent, {"http_error", "bad_contract"}},
      {FaultKind::UnaskedNotModified, {"bad_contract"}},
      {FaultKind::Waf521, {"blocked"}},
      {FaultKind::Waf412, {"blocked"}},
      {FaultKind::BlockPage, {"blocked"}},
      {FaultKind::Captcha, {"blocked"}},
      {FaultKind::ScriptChallenge, {"blocked", "bad_contract"}},
      {FaultKind::LoginPage, {"bad_contract", "blocked"}},
      {FaultKind::Maintenance, {"bad_contract", "blocked"}},
      {FaultKind::Soft404, {"soft_404"}},
      {FaultKind::EmptyBody, {"bad_contract"}},
      {FaultKind::RedirectHome, {"soft_404"}},
      {FaultKind::RedirectForeign, {"redirect_refused"}},
      {FaultKind::RedirectPrivate, {"redirect_refused"}},
      {FaultKind::RedirectLoop, {"redirect_refused"}},
      {FaultKind::RedirectLogin, {"http_error"}},
      {FaultKind::NoConfig, {"bad_contract"}, kContract},
      {FaultKind::BrokenTree, {"bad_contract"}, kContract},
      {FaultKind::TruncatedJson, {"bad_contract"}, kContract},
      {FaultKind::NotJson, {"bad_contract"}, kContract},
      {FaultKind::WrongClassify, {"bad_contract"}, kContract},
      {FaultKind::RepeatedPage, {"bad_contract"}, kContract},
      {FaultKind::ShortPage, {"bad_contract"}, kContract},
      {FaultKind::DuplicateRow, {"bad_contract"}, kContract},
      {FaultKind::WrongOffset, {"bad_contract"}, kContract},
      {FaultKind::BadTotal, {"bad_contract"}, kContract},
      {FaultKind::WrongPostId, {"bad_contract"}, kContract},
      {FaultKind::JumpingColumn, {"bad_contract"}, kContract},
      {FaultKind::EarlyEnd, {"bad_contract", "http_error"}, kContract},
      {FaultKind::EmptyList, {"bad_contract"}, kContract},
      {FaultKind::RowsGone, {}, kShrunk},
      {FaultKind::RobotsForbid, {"robots"}},
      {FaultKind::RobotsDown, {"robots"}},
  };
  return kCases;
}

// Odd, but the answer is whole.
const std::vector<FaultKind>& harmless() {
  static const std::vector<FaultKind> kKinds{FaultKind::Slow, FaultKind::CookieWall,
                                             FaultKind::UnaskedGzip};
  return kKinds;
}

std::string victim(std::size_t number) { return "sample-town-" + std::to_string(number); }

// The portal, with a town for each fault.
class FaultyTowns : public Neighbourhood {
 public:
  FaultyTowns()
      : Neighbourhood{{.copied = "sample-town",
                       .copies = static_cast<int>(harmful().size() + harmless().size())}} {
    configure("timeout = \"2s\"\nmax_body = \"4MiB\"");
  }

  void inject() {
    std::size_t number = 0;
    for (const FaultCase& one : harmful()) inject(one.kind, ++number);
    for (const FaultKind kind : harmless()) inject(kind, ++number);
  }

  std::map<std::string, Json> reports() const {
    std::map<std::string, Json> all;
    for (const Json& row : rows("reports")) all[std::string{row["agency"].string_or("")}] = row;
    return all;
  }
  std::set<std::string> errors_of(const std::string& agency) const {
    std::set<std::string> errors;
    for (const Json& visit : rows("history", {"--agency", agency, "--limit", "100"})) {
      if (!visit["error"].is_null()) errors.emplace(visit["error"].string_or(""));
    }
    return errors;
  }
  // Agency and rule of all alerts in this state.
  std::set<std::pair<std::string, std::string>> alerts(const std::string& state) const {
    std::set<std::pair<std::string, std::string>> all;
    for (const Json& row : where(rows("alerts", {"--limit", "1000"}), "state", state)) {
      all.emplace(row["agency"].string_or(""), row["rule"].string_or(""));
    }
    return all;
  }

 private:
  void inject(FaultKind kind, std::size_t number) {
    portal().inject({.kind = kind,
                     .agency = victim(number),
                     .pause = std::chrono::milliseconds{5},
                     .retry_after = "1"});
  }
};

bool holds_one_of(const std::set<std::string>& errors, const std::vector<std::string>& names) {
  return names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
           return errors.contains(name);
         });
}

TEST(Fault, APauseThatAServerAskedForHoldsForTheNextProcess) {
  Neighbourhood here;
  here.portal().inject({.kind = FaultKind::ServiceUnavailable, .retry_after = "7200"});
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 1);
  here.portal().clear_faults();
  here.portal().forget_requests();
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 1);
  EXPECT_TRUE(here.portal().requests().empty());
  EXPECT_EQ(here.run({"poll", "--all"}, hours{3}).exit, 0) << "it is over";
}

TEST(Fault, EveryOneIsNamedMistakenForNothingElseAndOverWhenItIsOver) {
  FaultyTowns here;
  here.run({"poll", "--all"}, hours{-26});
  here.inject();
  const Ran struck = here.run({"poll", "--all"}, hours{-13});
  EXPECT_EQ(struck.exit, 1) << "some could not be checked\n" << struck.err;

  auto reports = here.reports();
  auto firing = here.alerts("firing");
  std::size_t number = 0;
  for (const FaultCase& one : harmful()) {
    const std::string town = victim(++number);
    SCOPED_TRACE(town + " " + std::string{portal::fault_name(one.kind)});
    EXPECT_EQ(reports[town]["status"].string_or(""), "source_down");
    EXPECT_FALSE(reports[town]["complete"].bool_or(true));
    EXPECT_FALSE(firing.contains({town, "R-P-MISSING"}));
    const auto errors = here.errors_of(town);
    EXPECT_TRUE(holds_one_of(errors, one.errors)) << ::testing::PrintToString(errors);
    if (!one.rule.empty()) {
      EXPECT_TRUE(firing.contains({town, one.rule}));
    }
  }
  EXPECT_GE(number, 40u);
  for (const FaultKind kind : harmless()) {
    SCOPED_TRACE(portal::fault_name(kind));
    EXPECT_TRUE(reports[victim(++number)]["complete"].bool_or(false));
  }
  for (const char* other : {"huadu-shiling", "huadu-xinfang", "panyu-luopu", "xigong-luobei"}) {
    EXPECT_EQ(reports[other]["status"].string_or(""), "on_time") << other;
    EXPECT_TRUE(reports[other]["complete"].bool_or(false)) << other;
  }

  here.portal().clear_faults();
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 0);
  reports = here.reports();
  firing = here.alerts("firing");
  for (; number > 0; --number) {
    const Json& town = reports[victim(number)];
    EXPECT_TRUE(town["complete"].bool_or(false)) << victim(number);
    EXPECT_EQ(town["status"].string_or(""), "missing") << "seen twice, half a day apart";
    for (const char* rule : {"R-C-CONTRACT", "R-C-SHRUNK", "R-P-REMOVED"}) {
      EXPECT_FALSE(firing.contains({victim(number), rule})) << rule;
    }
  }
}

TEST(Fault, AHostThatCannotBeReachedAtAllIsNamedToo) {
  Neighbourhood here;
  here.configure("timeout = \"2s\"");
  const SelfSignedServer nobody_vouches_for;
  here.write("agencies.csv",
             "id,name,class,region,url\n"
             "dns,甲镇人民政府,T,440199,http://no-such-host.invalid/a/gkmlpt/index\n"
             "connect,乙镇人民政府,T,440199,http://127.0.3.1:1/a/gkmlpt/index\n"
             "tls,丙镇人民政府,T,440199," +
                 nobody_vouches_for.url() + "a/gkmlpt/index\n");
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 1);
  const auto history = here.rows("history");
  for (const char* name : {"dns", "connect", "tls"}) {
    const auto visits = where(history, "agency", name);
    ASSERT_FALSE(visits.empty()) << name;
    EXPECT_FALSE(where(visits, "error", name).empty()) << visits[0].dump();
  }
  for (const Json& report : here.rows("reports")) {
    EXPECT_EQ(report["status"].string_or(""), "source_down") << report.dump();
  }
}

TEST(Fault, ALostListLeavesWhatIsKnownAsItWas) {
  Neighbourhood here;
  here.configure("timeout = \"3s\"");
  here.poll_twice();
  const auto alerts = here.rows("alerts");
  here.portal().inject({.kind = FaultKind::EmptyList, .agency = "huadu-shiling"});
  here.portal().inject({.kind = FaultKind::Reset, .agency = "sample-town"});
  here.run({"poll", "--all"}, hours{1});
  const auto after = here.rows("alerts");
  EXPECT_EQ(where(after, "state", "resolved").size(), where(alerts, "state", "resolved").size());
  const auto report = where(here.rows("reports"), "agency", "huadu-shiling").at(0);
  EXPECT_FALSE(report["report"].is_null());
  EXPECT_EQ(report["status"].string_or(""), "on_time");
  EXPECT_FALSE(report["complete"].bool_or(true)) << "an emptied list proves nothing";
}

// The faults of a content page, each at an agency whose report is known.
TEST(Fault, APageThatIsNoReportTodayLeavesTheOneThatIsKnown) {
  const std::vector<FaultKind> kinds{FaultKind::WrongPost, FaultKind::Soft404,
                                     FaultKind::BlockPage, FaultKind::Reset,
                                     FaultKind::HalfHtml,  FaultKind::LoginPage};
  Neighbourhood here{{.copied = "huadu-shiling", .copies = static_cast<int>(kinds.size())}};
  here.configure("timeout = \"3s\"");
  here.run({"poll", "--all"}, hours{-24 * 9});
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::string agency = "huadu-shiling-" + std::to_string(i + 1);
    here.portal().inject(
        {.kind = kinds[i], .agency = agency, .path = here.portal().path_of(agency, "report-2020")});
  }
  here.run({"poll", "--all"});
  EXPECT_GE(here.portal().strikes(), kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    SCOPED_TRACE(portal::fault_name(kinds[i]));
    const std::string agency = "huadu-shiling-" + std::to_string(i + 1);
    const auto report = where(here.rows("reports"), "agency", agency).at(0);
    EXPECT_EQ(report["status"].string_or(""), "on_time");
    EXPECT_EQ(report["versions"].integer(), 1);
    const auto alerts = where(here.rows("alerts", {"--agency", agency}), "rule", "R-T3-BALANCE");
    ASSERT_EQ(alerts.size(), 1u);
    EXPECT_EQ(alerts[0]["state"].string_or(""), "firing") << "what it accuses is not mended";
  }
}

TEST(Fault, APageCutInHalfMakesNoReport) {
  Neighbourhood here;
  here.portal().inject({.kind = FaultKind::HalfHtml,
                        .agency = "huadu-shiling",
                        .path = here.portal().path_of("huadu-shiling", "report-2020")});
  here.run({"poll", "--agency", "huadu-shiling"});
  for (const Json& finding : here.rows("findings", {"--agency", "huadu-shiling"})) {
    EXPECT_NE(finding["severity"].string_or(""), "error") << finding.dump();
  }
}

TEST(Fault, AnAttachmentThatCannotBeHadIsFetchedAtTheNextPass) {
  Neighbourhood here;
  here.portal().inject({.kind = FaultKind::HtmlAttachment, .agency = "xigong-luobei", .path = {}});
  here.run({"poll", "--agency", "xigong-luobei"}, hours{-13});
  here.portal().clear_faults();
  here.run({"poll", "--agency", "xigong-luobei"});
  const auto report = where(here.rows("reports"), "agency", "xigong-luobei").at(0);
  EXPECT_FALSE(report["report"].is_null());
  EXPECT_EQ(report["form"].string_or(""), "2019");
}

}  // namespace
}  // namespace gkwatch::testing
