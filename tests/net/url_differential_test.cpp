// One host for two parsers: what core/url.h judges is what libcurl will call.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/url.h"

namespace gkwatch {
namespace {

struct CurlUrlCleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

class CurlUrl {
 public:
  bool set(const std::string& text) {
    return curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) == CURLUE_OK;
  }
  std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
    const std::string copy = text;
    curl_free(text);
    return copy;
  }

 private:
  std::unique_ptr<CURLU, CurlUrlCleanup> url_{curl_url()};
};

constexpr std::string_view kTexts[] = {
    "http://a.cn",
    "HTTPS://A.cn:443/x?y#z",
    "http://a.cn:8080?x=/y",
    "http://a.cn:80/../b/./c/..",
    "http://a.cn/a@b:c//d",
    "http://a.cn/?x=http://b.cn/",
    "http://a.cn/%2e%2e/%2F?%",
    "http://a.cn#@b.cn/",
    "http://a.cn?@b.cn/",
    "http://a.cn/\\@b.cn",
    "http://a\\@b/",
    "http://a@b/",
    "http://a:80@b/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://127.0.0.1./",
    "http://a.cn./",
    "http://[::1]:81/x",
    "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1%25eth0]/",
    "http://１２７。０．０｡１/",
    "http://政务.cn/路径",
    "http://a.cn:80:81/",
    "http://a.cn:/",
    "http:/a.cn/",
    "http:///a.cn/",
    "http://a b/",
    "http://a%00b/",
    "http://a%2fb/",
};

TEST(UrlDifferential, LibcurlCallsTheHostThatWasJudged) {
  int compared = 0;
  for (const std::string_view text : kTexts) {
    const auto ours = Url::parse(text);
    if (!ours) continue;
    CurlUrl curls;
    ASSERT_TRUE(curls.set(ours->text())) << text;
    EXPECT_EQ(curls.part(CURLUPART_HOST), ours->host()) << text;
    EXPECT_EQ(curls.part(CURLUPART_PORT), std::to_string(ours->port())) << text;
    EXPECT_EQ(curls.part(CURLUPART_SCHEME), ours->scheme()) << text;
    EXPECT_EQ(curls.part(CURLUPART_PATH), ours->path()) << text;
    EXPECT_EQ(curls.part(CURLUPART_USER), "") << text;
    ++compared;
  }
  EXPECT_GE(compared, 15);
}

TEST(UrlDifferential, ResolvesLinksAsLibcurlDoes) {
  const std::string base = "http://www.gd.gov.cn/a/b/c?d=e";
  for (const char* link : {"x", "../x", "/x/./y/../z", "?q", "//b.cn/x", "x/..", "./x?y=/../z",
                           "https://c.cn:8443/x", "../../../x", ";x", "x#y"}) {
    CurlUrl curls;
    ASSERT_TRUE(curls.set(base));
    ASSERT_TRUE(curls.set(link));
    const auto theirs = Url::parse(curls.part(CURLUPART_URL));
    const auto ours = Url::parse(base)->resolve(link);
    ASSERT_TRUE(theirs) << link;
    ASSERT_TRUE(ours) << link;
    EXPECT_EQ(ours->text(), theirs->text()) << link;
  }
}

}  // namespace
}  // namespace gkwatch
