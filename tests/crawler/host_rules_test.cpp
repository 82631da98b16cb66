#include "crawler/host_rules.h"

#include <gtest/gtest.h>

namespace gkwatch::crawler {
namespace {

Url url(const char* text) { return *Url::parse(text); }

TEST(HostRules, AllowsTheHostsOfTheWatchListWithTheirPortOnly) {
  const HostRules rules{{"127.0.0.1:8080", "www.a.example"}, {}};
  EXPECT_TRUE(rules.is_allowed(url("http://127.0.0.1:8080/x")));
  EXPECT_FALSE(rules.is_allowed(url("http://127.0.0.1:9000/x")));
  EXPECT_TRUE(rules.is_allowed(url("https://www.a.example/")));
  EXPECT_FALSE(rules.is_allowed(url("https://b.example/")));
}

TEST(HostRules, MatchesGlobsAgainstTheWholeHost) {
  const HostRules rules{{}, {"*.gov.cn"}};
  EXPECT_TRUE(rules.is_allowed(url("http://www.huadu.gov.cn/")));
  EXPECT_TRUE(rules.is_allowed(url("http://WWW.HUADU.GOV.CN/")));
  EXPECT_FALSE(rules.is_allowed(url("http://gov.cn.evil.example/")));
  EXPECT_FALSE(rules.is_allowed(url("http://www.gov.cn.evil.example/")));
  EXPECT_FALSE(rules.is_allowed(url("http://evilgov.cn/")));
  EXPECT_FALSE(rules.is_allowed(url("http://evil.example/www.gov.cn")));
}

TEST(HostRules, LetsOnlyWrittenHostsHavePrivateAddresses) {
  const HostRules rules{{"localhost:8080"}, {"*.gov.cn", "10.0.0.5", "intra.example:81"}};
  EXPECT_TRUE(rules.may_be_private(url("http://localhost:8080/")));
  EXPECT_TRUE(rules.may_be_private(url("http://10.0.0.5:8000/")));
  EXPECT_TRUE(rules.may_be_private(url("http://intra.example:81/")));
  EXPECT_FALSE(rules.may_be_private(url("http://intra.example:82/")));
  EXPECT_FALSE(rules.may_be_private(url("http://www.gov.cn/")));
  EXPECT_FALSE(rules.may_be_private(url("http://localhost:9000/")));
}

TEST(HostRules, GoesBackToTheLastStarOfAGlob) {
  EXPECT_TRUE(matches_glob("aXbXc", "*X*c"));
  EXPECT_TRUE(matches_glob("abcabd", "*abd"));
  EXPECT_TRUE(matches_glob("", "*"));
  EXPECT_FALSE(matches_glob("abc", "a*d"));
  EXPECT_FALSE(matches_glob("abc", ""));
}

}  // namespace
}  // namespace gkwatch::crawler
