// Texts that were made to do harm, on every page and in every answer.

#include <gtest/gtest.h>

#include "core/html.h"
#include "core/text.h"
#include "tests/web/recorded_site.h"
#include "web/html.h"

namespace gkwatch::web {
namespace {

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts{"<script>alert(1)</script>\"' onload=x",
                                              "\" onmouseover=\"alert(1)",
                                              "'><img src=x onerror=alert(1)>",
                                              "</td></table></main><iframe src=//evil.example>",
                                              "</title><script>alert(1)</script><!--",
                                              "javascript:alert(1)",
                                              "\u202Egnp.exe\u2066abc",
                                              "=HYPERLINK(\"http://evil.example\")",
                                              "a\r\nSet-Cookie: x=1\r\n\r\n<html>",
                                              "]]><x/>&amp;&#0;&lt;",
                                              std::string("nul\0byte\x01\x1b[31m", 14),
                                              "\xf0\x28\x8c\xbc broken \xff utf-8",
                                              std::string(100'000, 'x') + "<b>"};
  return texts;
}

bool is_markup(const Answer& answer) {
  return answer.type.starts_with("text/html") || answer.type.starts_with("application/atom");
}

class HostileText : public RecordedSite, public ::testing::WithParamInterface<std::size_t> {};

TEST_P(HostileText, StaysTextEverywhere) {
  const std::string& words = hostile_texts()[GetParam()];
  record(words);
  for (const auto& [path, query] : places(words.substr(0, 900))) {
    const Answer answer = get(path, query);
    EXPECT_EQ(answer.status, 200) << path << answer.body.substr(0, 300);
    EXPECT_TRUE(is_utf8(answer.body)) << path;
    for (const auto& [name, value] : answer.headers) {
      EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << path << " " << name;
    }
    if (!is_markup(answer)) continue;
    for (const char* live : {"<script", "<iframe", "<img", "onerror=alert(1)>", "\" onmouse",
                             "href=\"javascript:", "<b>x", "<x/>", "\x01", "\x1b"}) {
      EXPECT_FALSE(contains(answer.body, live)) << path << " " << live;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileText, ::testing::Range<std::size_t>(0, 13));

TEST(Html, LeavesOutAnAddressThatIsNeitherOursNorOfTheWeb) {
  for (const char* address : {"javascript:alert(1)", "//evil.example/", "/\\evil.example/",
                              "data:text/html,x", " javascript:x", "vbscript:x", "ftp://a/"}) {
    Html html;
    html.link(address, "x");
    EXPECT_EQ(html.str(), "<a>x</a>") << address;
  }
  Html html;
  html.link("/a?b=1&c=\"", "<");
  EXPECT_EQ(html.str(), "<a href=\"/a?b=1&amp;c=&quot;\">&lt;</a>");
}

TEST(Html, KeepsTheLanguageInLinksOfOurOwn) {
  Html html{"lang=en"};
  html.link("/a#b", "x");
  html.link("/a?c=1", "x");
  html.link("#b", "x");
  EXPECT_EQ(html.str(),
            "<a href=\"/a?lang=en#b\">x</a><a href=\"/a?c=1&amp;lang=en\">x</a><a "
            "href=\"#b\">x</a>");
}

}  // namespace
}  // namespace gkwatch::web
