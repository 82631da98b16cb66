// A portal that misbehaves towards one agency: that agency is `source_down` or keeps what is
// known, its history names the fault, nothing is called missing, and the others are unaffected.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/e2e/neighbourhood.h"

namespace gkwatch::testing {
namespace {

using portal::Fault;
using portal::FaultKind;

struct FaultCase {
  FaultKind kind;
  std::vector<std::string> errors;  // what the history may call it
};

void PrintTo(const FaultCase& fault, std::ostream* out) { *out << portal::fault_name(fault.kind); }

std::string name_of_case(const ::testing::TestParamInfo<FaultCase>& info) {
  std::string name;
  for (const char c : portal::fault_name(info.param.kind)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  }
  return name;
}

class EveryFault : public ::testing::TestWithParam<FaultCase> {
 protected:
  static constexpr const char* kVictim = "sample-town";

  static std::vector<std::string> errors_of(const Neighbourhood& here) {
    std::vector<std::string> errors;
    for (const Json& visit : here.rows("history", {"--agency", kVictim})) {
      if (!visit["error"].is_null()) errors.emplace_back(visit["error"].string_or(""));
    }
    return errors;
  }
};

TEST_P(EveryFault, IsNamedInTheHistoryAndMistakenForNothingElse) {
  Neighbourhood here;
  here.configure("timeout = \"3s\"\nmax_body = \"4MiB\"");
  here.portal().inject({.kind = GetParam().kind, .agency = kVictim, .retry_after = "1"});
  const Ran first = here.run({"poll", "--all"}, std::chrono::hours{-13});
  const Ran second = here.run({"poll", "--all"});
  EXPECT_EQ(second.exit, 1) << "an agency could not be checked\n" << second.err;

  const auto errors = errors_of(here);
  ASSERT_FALSE(errors.empty());
  // Beside it there may be the fault of a second address that was tried in its place.
  const auto& names = GetParam().errors;
  EXPECT_NE(std::find_first_of(errors.begin(), errors.end(), names.begin(), names.end()),
            errors.end())
      << errors.front();
  EXPECT_TRUE(where(here.rows("alerts"), "rule", "R-P-MISSING").empty());
  for (const Json& report : here.rows("reports")) {
    const bool is_victim = report["agency"].string_or("") == kVictim;
    EXPECT_EQ(report["status"].string_or(""), is_victim ? "source_down" : "on_time");
  }
}

INSTANTIATE_TEST_SUITE_P(
    OfThePortal, EveryFault,
    ::testing::Values(
        FaultCase{FaultKind::Reset, {"reset"}},
        FaultCase{FaultKind::ResetInBody, {"reset", "truncated"}},
        FaultCase{FaultKind::Timeout, {"timeout"}},
        FaultCase{FaultKind::NotFound, {"http_error", "soft_404", "bad_contract"}},
        FaultCase{FaultKind::FirstPage404, {"http_error", "bad_contract"}},
        FaultCase{FaultKind::ServerError, {"http_error"}},
        FaultCase{FaultKind::BadGateway, {"http_error"}}, FaultCase{FaultKind::Waf521, {"blocked"}},
        FaultCase{FaultKind::Waf412, {"blocked"}},
        FaultCase{FaultKind::Forbidden, {"blocked", "http_error"}},
        FaultCase{FaultKind::BlockPage, {"blocked"}}, FaultCase{FaultKind::Soft404, {"soft_404"}},
        FaultCase{FaultKind::RedirectForeign, {"redirect_refused"}},
        FaultCase{FaultKind::RedirectPrivate, {"redirect_refused"}},
        FaultCase{FaultKind::RedirectLoop, {"redirect_refused"}},
        FaultCase{FaultKind::TruncatedJson, {"bad_contract"}},
        FaultCase{FaultKind::NotJson, {"bad_contract", "blocked"}},
        FaultCase{FaultKind::WrongClassify, {"bad_contract"}},
        FaultCase{FaultKind::HugeBody, {"too_large"}},
        FaultCase{FaultKind::GzipBomb, {"too_large"}},
        FaultCase{FaultKind::EndlessHeaders, {"too_large", "truncated", "other", "timeout"}},
        FaultCase{FaultKind::LengthTooLong, {"truncated", "timeout"}},
        FaultCase{FaultKind::TooManyRequests, {"rate_limited"}},
        FaultCase{FaultKind::ServiceUnavailable, {"rate_limited"}}),
    name_of_case);

TEST(Fault, ALostListLeavesWhatIsKnownAsItWas) {
  Neighbourhood here;
  here.configure("timeout = \"3s\"");
  here.poll_twice();
  const auto alerts = here.rows("alerts");
  here.portal().inject({.kind = FaultKind::EmptyList, .agency = "huadu-shiling"});
  here.portal().inject({.kind = FaultKind::Reset, .agency = "sample-town"});
  here.run({"poll", "--all"}, std::chrono::hours{1});
  const auto after = here.rows("alerts");
  EXPECT_EQ(where(after, "state", "resolved").size(), where(alerts, "state", "resolved").size());
  const auto report = where(here.rows("reports"), "agency", "huadu-shiling").at(0);
  EXPECT_FALSE(report["report"].is_null());
  EXPECT_EQ(report["status"].string_or(""), "on_time");
  EXPECT_FALSE(report["complete"].bool_or(true)) << "an emptied list proves nothing";
}

TEST(Fault, APageCutInHalfMakesNoReport) {
  Neighbourhood here;
  here.portal().inject({.kind = FaultKind::HalfHtml,
                        .agency = "huadu-shiling",
                        .path = here.portal().path_of("huadu-shiling", "report-2020")});
  here.poll_twice();
  for (const Json& finding : here.rows("findings", {"--agency", "huadu-shiling"})) {
    EXPECT_NE(finding["severity"].string_or(""), "error") << finding.dump();
  }
}

TEST(Fault, AnAttachmentThatCannotBeHadIsFetchedAtTheNextPass) {
  Neighbourhood here;
  here.portal().inject({.kind = FaultKind::HtmlAttachment, .agency = "xigong-luobei", .path = {}});
  here.run({"poll", "--all"}, std::chrono::hours{-13});
  here.portal().clear_faults();
  here.run({"poll", "--all"});
  const auto report = where(here.rows("reports"), "agency", "xigong-luobei").at(0);
  EXPECT_FALSE(report["report"].is_null());
  EXPECT_EQ(report["form"].string_or(""), "2019");
}

}  // namespace
}  // namespace gkwatch::testing
