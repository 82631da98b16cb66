#include <gtest/gtest.h>

#include "core/url.h"

namespace gkwatch {
namespace {

std::string resolved(std::string_view base, std::string_view reference) {
  const auto page = Url::parse(base);
  if (!page) return "bad base: " + page.error().message;
  const auto link = page->resolve(reference);
  return link ? link->text() : "malformed";
}

struct Example {
  std::string_view reference;
  std::string_view expected;
};

// RFC 3986, 5.4.1 and 5.4.2, without fragments; "g:h" and "http:g" are no http URLs.
constexpr std::string_view kBase = "http://a/b/c/d;p?q";
constexpr Example kExamples[] = {
    {"g:h", "malformed"},
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g/"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q"},
    {"g#s", "http://a/b/c/g"},
    {"g?y#s", "http://a/b/c/g?y"},
    {";x", "http://a/b/c/;x"},
    {"g;x", "http://a/b/c/g;x"},
    {"g;x?y#s", "http://a/b/c/g;x?y"},
    {"", "http://a/b/c/d;p?q"},
    {".", "http://a/b/c/"},
    {"./", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../", "http://a/"},
    {"../../g", "http://a/g"},
    {"../../../g", "http://a/g"},
    {"../../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {".g", "http://a/b/c/.g"},
    {"g..", "http://a/b/c/g.."},
    {"..g", "http://a/b/c/..g"},
    {"./../g", "http://a/b/g"},
    {"./g/.", "http://a/b/c/g/"},
    {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"},
    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {"g;x=1/../y", "http://a/b/c/y"},
    {"g?y/./x", "http://a/b/c/g?y/./x"},
    {"g?y/../x", "http://a/b/c/g?y/../x"},
    {"g#s/./x", "http://a/b/c/g"},
    {"g#s/../x", "http://a/b/c/g"},
    {"http:g", "malformed"},
};

TEST(UrlResolve, AgreesWithEveryExampleOfRfc3986) {
  for (const auto& [reference, expected] : kExamples) {
    EXPECT_EQ(resolved(kBase, reference), expected) << reference;
  }
}

TEST(UrlResolve, FollowsTheLinksOfPortals) {
  constexpr std::string_view page = "http://www.huadu.gov.cn/gzhdslz/gkmlpt/index?x=1#6198";
  EXPECT_EQ(resolved(page, "/gzhdslz/gkmlpt/content/6/6198/post_1.html"),
            "http://www.huadu.gov.cn/gzhdslz/gkmlpt/content/6/6198/post_1.html");
  EXPECT_EQ(resolved(page, "../attachment/0/1/年度 报告.pdf"),
            "http://www.huadu.gov.cn/gzhdslz/attachment/0/1/"
            "%E5%B9%B4%E5%BA%A6%20%E6%8A%A5%E5%91%8A.pdf");
  EXPECT_EQ(resolved(page, "//cdn.gd.gov.cn/a.doc?x=1&y=中"),
            "http://cdn.gd.gov.cn/a.doc?x=1&y=%E4%B8%AD");
  EXPECT_EQ(resolved(page, "HTTPS://WWW.Huadu.GOV.cn:443/A/../b/./c"),
            "https://www.huadu.gov.cn/b/c");
  EXPECT_EQ(resolved(page, "  post_1.html  "),
            "http://www.huadu.gov.cn/gzhdslz/gkmlpt/post_1.html");
  EXPECT_EQ(resolved(page, "2021:1.html"), "http://www.huadu.gov.cn/gzhdslz/gkmlpt/2021:1.html");
}

TEST(UrlResolve, KeepsThePortAndTheScheme) {
  EXPECT_EQ(resolved("https://a.cn:8443/x/y", "z"), "https://a.cn:8443/x/z");
  EXPECT_EQ(resolved("https://a.cn:8443/x/y", "//b.cn/z"), "https://b.cn/z");
  EXPECT_EQ(resolved("http://a.cn", "z"), "http://a.cn/z");
}

TEST(UrlResolve, TakesABackslashInAPathForASlash) {
  EXPECT_EQ(resolved("http://a/b/c", "..\\d\\e.pdf"), "http://a/d/e.pdf");
  EXPECT_EQ(resolved("http://a/b/c", "d?x=\\"), "http://a/b/d?x=%5C");
}

TEST(UrlResolve, RefusesWhatLeadsElsewhereForOthers) {
  for (const char* reference :
       {"\\\\evil.cn\\a", "/\\evil.cn", "\\/evil.cn", "//evil.cn\\@b.cn", "//u@evil.cn/",
        "//127.1/", "http:\\\\evil.cn", "http:/evil.cn", "http:evil.cn", "//"}) {
    EXPECT_EQ(resolved("http://a/b", reference), "malformed") << reference;
  }
}

TEST(UrlResolve, RefusesOtherSchemes) {
  for (const char* reference :
       {"javascript:void(0)", "JavaScript:alert(1)", "mailto:a@b.cn", "file:///etc/passwd",
        "ftp://a/b", "data:text/html,x", "tel:12345", "gopher://a", "ws://a/"}) {
    EXPECT_EQ(resolved("http://a/b", reference), "malformed") << reference;
  }
}

TEST(UrlResolve, RefusesControlCharacters) {
  for (const std::string_view reference :
       {"a\r\nb", "a\tb", "\na", "a\x7f", "//b\r\n.cn/", "a#\n"}) {
    EXPECT_EQ(resolved("http://a/b", reference), "malformed") << reference;
  }
  EXPECT_EQ(resolved("http://a/b", std::string_view{"a\0b", 3}), "malformed");
}

}  // namespace
}  // namespace gkwatch
