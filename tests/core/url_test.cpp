#include "core/url.h"

#include <gtest/gtest.h>

namespace gkwatch {
namespace {

std::string parsed(std::string_view text) {
  const auto url = Url::parse(text);
  if (url) return url->text();
  EXPECT_EQ(url.error().code, ErrorCode::Malformed);
  return "malformed";
}

TEST(Url, HasOneSpelling) {
  EXPECT_EQ(parsed("HTTP://WWW.GD.GOV.CN"), "http://www.gd.gov.cn/");
  EXPECT_EQ(parsed("http://a.cn:80/"), "http://a.cn/");
  EXPECT_EQ(parsed("https://a.cn:443"), "https://a.cn/");
  EXPECT_EQ(parsed("http://a.cn:443/"), "http://a.cn:443/");
  EXPECT_EQ(parsed("http://a.cn:/x"), "http://a.cn/x");
  EXPECT_EQ(parsed("http://a.cn:0080/x"), "http://a.cn/x");
  EXPECT_EQ(parsed("http://a.cn?x=1"), "http://a.cn/?x=1");
  EXPECT_EQ(parsed("http://a.cn/?"), "http://a.cn/?");
  EXPECT_EQ(parsed("http://a.cn/x#frag?y/z"), "http://a.cn/x");
  EXPECT_EQ(parsed("http://a.cn#frag"), "http://a.cn/");
  EXPECT_EQ(parsed("  http://a.cn/x  "), "http://a.cn/x");
  EXPECT_EQ(parsed("http://a.cn./x"), "http://a.cn/x");
}

TEST(Url, IsNormalAlreadyWhenReadAgain) {
  for (const char* text :
       {"http://政务.cn/路 径?q=中%2f", "http://a.cn/%zz/%2E%2e/x?%",
        "https://[::FFFF:1.2.3.4]:80/a", "http://a.cn//b///c/..", "http://A.cn:81/?a=[1]|2"}) {
    const std::string once = parsed(text);
    EXPECT_EQ(parsed(once), once) << text;
  }
}

TEST(Url, EscapesWhatMayNotStand) {
  EXPECT_EQ(parsed("http://a.cn/年 度.pdf"), "http://a.cn/%E5%B9%B4%20%E5%BA%A6.pdf");
  EXPECT_EQ(parsed("http://a.cn/?q=中 文"), "http://a.cn/?q=%E4%B8%AD%20%E6%96%87");
  EXPECT_EQ(parsed("http://a.cn/\xC4\xEA"), "http://a.cn/%C4%EA");  // GBK, as it stands
  EXPECT_EQ(parsed("http://a.cn/\"<>^`{|}"), "http://a.cn/%22%3C%3E%5E%60%7B%7C%7D");
  EXPECT_EQ(parsed("http://a.cn/a;b=1,2!$&'()*+@:~-._"), "http://a.cn/a;b=1,2!$&'()*+@:~-._");
}

TEST(Url, KeepsEscapesInUpperCase) {
  EXPECT_EQ(parsed("http://a.cn/%e5%B9%b4%2f%41"), "http://a.cn/%E5%B9%B4%2F%41");
  EXPECT_EQ(parsed("http://a.cn/100%.pdf"), "http://a.cn/100%25.pdf");
  EXPECT_EQ(parsed("http://a.cn/%4"), "http://a.cn/%254");
}

TEST(Url, RemovesDotSegmentsEscapedOrNot) {
  EXPECT_EQ(parsed("http://a.cn/a/./b/../c"), "http://a.cn/a/c");
  EXPECT_EQ(parsed("http://a.cn/../../c"), "http://a.cn/c");
  EXPECT_EQ(parsed("http://a.cn/a/%2e%2E/c/%2e"), "http://a.cn/c/");
  EXPECT_EQ(parsed("http://a.cn/a/.../c"), "http://a.cn/a/.../c");
  EXPECT_EQ(parsed("http://a.cn/a//b/"), "http://a.cn/a//b/");
  EXPECT_EQ(parsed("http://a.cn/a\\..\\b"), "http://a.cn/b");
}

TEST(Url, WritesInternationalNamesAsPunycode) {
  EXPECT_EQ(parsed("http://政务.cn/"), "http://xn--zfr164b.cn/");
  EXPECT_EQ(parsed("http://广东。政务。ＣＮ/"), parsed("http://广东.政务.cn/"));
  EXPECT_EQ(parsed("http://faß.de/"), "http://xn--fa-hia.de/");
  EXPECT_EQ(parsed("http://ＷＷＷ．ＧＤ．ＧＯＶ．ＣＮ/"), "http://www.gd.gov.cn/");
}

TEST(Url, SeesAnAddressBehindFullWidthDigits) {
  EXPECT_EQ(parsed("http://１２７。０．０｡１/"), "http://127.0.0.1/");
  EXPECT_EQ(parsed("http://127.0.0.1./"), "http://127.0.0.1/");
}

TEST(Url, RefusesAddressesThatAreNotFourPlainNumbers) {
  for (const char* host :
       {"127.1", "0x7f.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.01", "256.0.0.1",
        "1.2.3", "1.2.3.4.5", "1.2.3.0x4", "a.1", "1..2", "0x", "１２７。１", "127.0.0.1.."}) {
    EXPECT_EQ(parsed("http://" + std::string{host} + "/"), "malformed") << host;
  }
  EXPECT_EQ(parsed("http://0.0.0.0/"), "http://0.0.0.0/");
  EXPECT_EQ(parsed("http://169.254.169.254/"), "http://169.254.169.254/");
  EXPECT_EQ(parsed("http://1a.2b/"), "http://1a.2b/");
}

TEST(Url, CompressesIpv6) {
  EXPECT_EQ(parsed("http://[::1]/"), "http://[::1]/");
  EXPECT_EQ(parsed("http://[0:0:0:0:0:0:0:1]:80/"), "http://[::1]/");
  EXPECT_EQ(parsed("http://[FD00::00A1]:8080/x"), "http://[fd00::a1]:8080/x");
  EXPECT_EQ(parsed("http://[::ffff:10.0.0.1]/"), "http://[::ffff:10.0.0.1]/");
  for (const char* host : {"[", "[]", "[::1", "::1", "[::1]x", "[fe80::1%eth0]", "[fe80::1%25eth0]",
                           "[1.2.3.4]", "[:::1]", "[v1.x]", "x[::1]", "[::1]]"}) {
    EXPECT_EQ(parsed("http://" + std::string{host} + "/"), "malformed") << host;
  }
}

TEST(Url, RefusesUserNames) {
  for (const char* text : {"http://a@b/", "http://a:pw@b/", "http://@b/", "http://a\\@b/",
                           "http://a@b@c/", "https://a%40b@c", "http://:@c"}) {
    EXPECT_EQ(parsed(text), "malformed") << text;
  }
  EXPECT_EQ(Url::parse("http://me:secret@b/").error().message.find("secret"), std::string::npos);
  EXPECT_EQ(parsed("http://b/a@c"), "http://b/a@c");
}

TEST(Url, RefusesOddHosts) {
  for (const char* text : {"http://", "http:///x", "http://?x", "http://#x", "http://a b/",
                           "http://a%2eb/", "http://a\\b/", "http://a..b/", "http://.a/",
                           "http://./", "http://a!b/", "http://a<b/", "http://a,b/", "http://\xff/",
                           "http://xn--a/", "http://a|b/", "http://a*b/", "http://。/"}) {
    EXPECT_EQ(parsed(text), "malformed") << text;
  }
  EXPECT_EQ(parsed("http://" + std::string(64, 'a') + ".cn/"), "malformed");
  EXPECT_EQ(parsed("http://a_b--c.cn/"), "http://a_b--c.cn/");
  EXPECT_EQ(parsed("http://localhost/"), "http://localhost/");
}

TEST(Url, RefusesOddPorts) {
  for (const char* port : {"0", "65536", "-1", "+80", "8o", "80:80", "99999999999", " 80"}) {
    EXPECT_EQ(parsed("http://a.cn:" + std::string{port} + "/"), "malformed") << port;
  }
  EXPECT_EQ(parsed("http://a.cn:65535/"), "http://a.cn:65535/");
}

TEST(Url, RefusesControlCharactersAnywhere) {
  for (const char* text :
       {"http://a.cn/\r\nX: y", "http://a.cn/x\n", "\thttp://a.cn/", "http://a\n.cn/",
        "ht\ttp://a.cn/", "http://a.cn/#\r", "http://a.cn/?\x1b"}) {
    EXPECT_EQ(parsed(text), "malformed") << text;
  }
  EXPECT_EQ(parsed(std::string_view{"http://a.cn/\0", 13}), "malformed");
}

TEST(Url, RefusesOtherSchemesAndNone) {
  for (const char* text : {"", " ", "a.cn", "/x", "//a.cn/", "ftp://a.cn/", "javascript:alert(1)",
                           "file:///etc/passwd", "http:a.cn", "http:/a.cn", "http",
                           "http:", "httpx://a.cn/", "://a.cn/", "1http://a.cn/"}) {
    EXPECT_EQ(parsed(text), "malformed") << text;
  }
}

TEST(Url, RefusesWhatIsTooLong) {
  EXPECT_EQ(parsed("http://a.cn/" + std::string(9000, 'x')), "malformed");
}

TEST(Url, NamesItsParts) {
  const Url url = *Url::parse("https://www.gd.gov.cn:8443/a/b?c=/d?e");
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.host(), "www.gd.gov.cn");
  EXPECT_EQ(url.port(), 8443);
  EXPECT_EQ(url.authority(), "www.gd.gov.cn:8443");
  EXPECT_EQ(url.path(), "/a/b");
  EXPECT_EQ(url.path_and_query(), "/a/b?c=/d?e");
  EXPECT_EQ(Url::parse("http://a.cn")->port(), 80);
  EXPECT_EQ(Url::parse("https://a.cn")->port(), 443);
  const Url six = *Url::parse("http://[::1]:81/");
  EXPECT_EQ(six.host(), "[::1]");
  EXPECT_EQ(six.port(), 81);
  EXPECT_EQ(Url::parse("http://[::1]/")->port(), 80);
}

TEST(Url, FindsValuesInItsQuery) {
  const Url url = *Url::parse("http://a.cn/?page=2&q=%E4%B8%AD&empty=&flag&q=second&a%62=x");
  EXPECT_EQ(query_value(url, "page"), "2");
  EXPECT_EQ(query_value(url, "q"), "中");
  EXPECT_EQ(query_value(url, "ab"), "x");
  for (const char* name : {"empty", "flag", "none", ""}) EXPECT_EQ(query_value(url, name), "");
  EXPECT_EQ(query_value(*Url::parse("http://a.cn/page=2"), "page"), "");
}

TEST(Url, GivesTheFragmentAsWritten) {
  EXPECT_EQ(fragment_of("http://a.cn/gkmlpt/annualreport#6198"), "6198");
  EXPECT_EQ(fragment_of("http://a.cn/#a#b"), "a#b");
  EXPECT_EQ(fragment_of("http://a.cn/"), "");
}

TEST(PercentEncode, LeavesOnlyTheUnreserved) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a b/中%&"), "a%20b%2F%E4%B8%AD%25%26");
}

}  // namespace
}  // namespace gkwatch
