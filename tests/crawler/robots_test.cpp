#include "crawler/robots.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

bool allows(const std::string& robots, const std::string& path) {
  const auto url = Url::parse("http://foo.example" + path);
  return RobotsPolicy::parse(robots, "FooBot").allows(*url);
}

TEST(Robots, AllowsEverythingWhereNothingIsSaid) {
  EXPECT_TRUE(allows("", "/x"));
  EXPECT_TRUE(allows("User-agent: FooBot\nDisallow:\n", "/x"));
  EXPECT_TRUE(allows("<html><body>404</body></html>", "/x"));
}

TEST(Robots, ReadsKeysInAnyCaseWithAndWithoutBlanks) {
  EXPECT_FALSE(allows("user-agent: FooBot\ndisallow: /\n", "/x"));
  EXPECT_FALSE(allows("USER-AGENT:FooBot\nDISALLOW:/\n", "/x"));
  EXPECT_FALSE(allows("  User-Agent :  FooBot \t# ours\n Disallow : / # all\n", "/x"));
}

TEST(Robots, ForgivesAMissingColonAndUsualMisspellings) {
  EXPECT_FALSE(allows("user-agent FooBot\ndisallow /\n", "/x"));
  EXPECT_TRUE(allows("user-agent FooBot\ndisallow / x\n", "/x")) << "three words are no rule";
  EXPECT_FALSE(allows("useragent: FooBot\nDissallow: /\n", "/x"));
  EXPECT_TRUE(allows("foo: FooBot\nbar: /\n", "/x"));
}

TEST(Robots, KnowsItsNameInAnyCaseAndUpToTheVersion) {
  for (const char* name : {"FooBot", "foobot", "FOOBOT", "FooBot/2.1", "FooBot (crawler)"}) {
    EXPECT_FALSE(allows("User-agent: " + std::string{name} + "\nDisallow: /\n", "/x")) << name;
  }
  for (const char* name : {"FooBotX", "Foo", "Foo Bot", "BarBot"}) {
    EXPECT_TRUE(allows("User-agent: " + std::string{name} + "\nDisallow: /\n", "/x")) << name;
  }
}

TEST(Robots, ListensToEverybodysGroupOnlyWhereNoneNamesIt) {
  const std::string everybody = "User-agent: *\nDisallow: /\n";
  EXPECT_FALSE(allows(everybody, "/x"));
  EXPECT_FALSE(allows("User-agent: * baz\nDisallow: /\n", "/x"));
  EXPECT_TRUE(allows(everybody + "User-agent: FooBot\nDisallow: /y\n", "/x"));
  EXPECT_TRUE(allows("User-agent: FooBot\nDisallow:\n" + everybody, "/x"))
      << "named, and nothing forbidden";
}

TEST(Robots, TakesSeveralNamesBeforeOneListOfRules) {
  EXPECT_FALSE(allows("User-agent: BarBot\nUser-agent: FooBot\nDisallow: /\n", "/x"));
  EXPECT_FALSE(allows("User-agent: FooBot\nSitemap: /s\nUser-agent: B\nDisallow: /\n", "/x"))
      << "other lines do not end a list of names";
}

TEST(Robots, JoinsTheGroupsOfOneName) {
  const std::string groups =
      "User-agent: FooBot\nDisallow: /a\nUser-agent: BarBot\nDisallow: /x\n"
      "User-agent: FooBot\nDisallow: /b\n";
  EXPECT_FALSE(allows(groups, "/a"));
  EXPECT_FALSE(allows(groups, "/b"));
  EXPECT_TRUE(allows(groups, "/x"));
}

TEST(Robots, IgnoresRulesBeforeTheFirstName) {
  EXPECT_TRUE(allows("Disallow: /\nUser-agent: FooBot\nDisallow: /a\n", "/x"));
}

TEST(Robots, LetsTheLongestMatchDecide) {
  const std::string robots = "User-agent: FooBot\nDisallow: /x/page.html\nAllow: /x/\n";
  EXPECT_FALSE(allows(robots, "/x/page.html"));
  EXPECT_TRUE(allows(robots, "/x/"));
  EXPECT_TRUE(allows(robots, "/x/other.html"));
  const std::string other = "User-agent: FooBot\nAllow: /p\nDisallow: /\n";
  EXPECT_TRUE(allows(other, "/page"));
  EXPECT_FALSE(allows(other, "/q"));
}

TEST(Robots, LetsAllowWinATie) {
  EXPECT_TRUE(allows("User-agent: FooBot\nDisallow: /f\nAllow: /f\n", "/f"));
  EXPECT_TRUE(allows("User-agent: FooBot\nAllow: /f\nDisallow: /f\n", "/f"));
}

TEST(Robots, ComparesPathsWithRegardToCase) {
  EXPECT_TRUE(allows("User-agent: FooBot\nDisallow: /X/\n", "/x/y"));
  EXPECT_FALSE(allows("User-agent: FooBot\nDisallow: /x/\n", "/x/y"));
}

TEST(Robots, MatchesStarsAndTheEndSign) {
  const auto forbids = [](const std::string& pattern, const std::string& path) {
    return !allows("User-agent: FooBot\nDisallow: " + pattern + "\n", path);
  };
  EXPECT_TRUE(forbids("/foo/bar*quux", "/foo/bar/quux/page"));
  EXPECT_TRUE(forbids("/*.php$", "/a/b.php"));
  EXPECT_FALSE(forbids("/*.php$", "/a/b.php?c=d"));
  EXPECT_FALSE(forbids("/*.php$", "/a/b.phps"));
  EXPECT_TRUE(forbids("/*.php", "/a/b.php?c=d"));
  EXPECT_TRUE(forbids("/fish$", "/fish"));
  EXPECT_FALSE(forbids("/fish$", "/fish/"));
  EXPECT_TRUE(forbids("*/x", "/a/x"));
  EXPECT_TRUE(forbids("/a*b*c$", "/axbxbc"));
  EXPECT_FALSE(forbids("/a*b*c$", "/axbxbcx"));
  EXPECT_TRUE(forbids("/$", "/"));
  EXPECT_FALSE(forbids("/$", "/x"));
}

// RFC 9309, 2.2.2, the table of percent-encoded examples.
TEST(Robots, ComparesPercentEncodingsByWhatTheyMean) {
  const auto matches = [](const std::string& pattern, const std::string& path) {
    return allows("User-agent: FooBot\nDisallow: /\nAllow: " + pattern + "\n", path);
  };
  EXPECT_TRUE(matches("/foo/bar?baz=quz", "/foo/bar?baz=quz"));
  EXPECT_TRUE(matches("/foo/bar?baz=http://foo.bar", "/foo/bar?baz=http://foo.bar"));
  EXPECT_TRUE(matches("/foo/bar/ツ", "/foo/bar/%E3%83%84"));
  EXPECT_TRUE(matches("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84"));
  EXPECT_TRUE(matches("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"));
  EXPECT_TRUE(matches("/foo/bar/%62%61%7A", "/foo/bar/baz"));
  EXPECT_FALSE(matches("/a%2Fb", "/a/b")) << "a reserved character keeps its encoding";
}

TEST(Robots, ReadsEveryKindOfLineEndAndAByteOrderMark) {
  EXPECT_FALSE(allows("User-agent: FooBot\r\nDisallow: /x\r\nAllow: /y\r\n", "/x"));
  EXPECT_FALSE(allows("User-agent: FooBot\rDisallow: /x\rAllow: /y", "/x"));
  EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: FooBot\nDisallow: /x\n", "/x"));
}

TEST(Robots, ReadsTheFirst500KiB) {
  const std::string filler(400u * 1024, '#');
  EXPECT_FALSE(allows(filler + "\nUser-agent: FooBot\nDisallow: /x\n", "/x"));
  EXPECT_TRUE(allows(filler + filler + "\nUser-agent: FooBot\nDisallow: /x\n", "/x"));
}

TEST(Robots, ReadsCrawlDelayOfItsOwnGroup) {
  const auto delay = [](const std::string& robots) {
    return RobotsPolicy::parse(robots, "FooBot").crawl_delay();
  };
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 10\n"), 10'000ms);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 9\nUser-agent: FooBot\nCrawl-delay: 1.5\nAllow: /"),
            1'500ms);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: soon\n"), std::nullopt);
}

TEST(Robots, ForbidsEverythingWhileTheFileCannotBeHad) {
  const RobotsPolicy policy = RobotsPolicy::forbid_all();
  EXPECT_FALSE(policy.allows(*Url::parse("http://foo.example/")));
  EXPECT_TRUE(policy.is_unreachable());
  EXPECT_TRUE(RobotsPolicy::allow_all().allows(*Url::parse("http://foo.example/")));
}

}  // namespace
}  // namespace gkwatch::crawler
