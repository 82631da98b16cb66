#include "crawler/block_page.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch::crawler {
namespace {

FetchFault fault_of(const std::string& body, const std::string& type = "text/html") {
  const auto misfit = misfit_of_page(body, type);
  return misfit ? misfit->fault : FetchFault::None;
}

TEST(BlockPage, IsKnownByItsWords) {
  EXPECT_EQ(fault_of("<html><body>请输入验证码</body></html>"), FetchFault::Blocked);
  EXPECT_EQ(fault_of("<html><title>安全验证</title><body>…</body></html>"), FetchFault::Blocked);
  EXPECT_EQ(fault_of("<html><body><h1>Access Denied</h1></body></html>"), FetchFault::Blocked);
  EXPECT_EQ(fault_of("<html><body>请开启JavaScript并刷新</body></html>", "application/json"),
            FetchFault::Blocked);
}

TEST(BlockPage, IsALoginOrASiteThatIsBeingMended) {
  const std::string form = "<form>用户名<input>密码<input type='Password'></form>";
  EXPECT_EQ(fault_of("<html><title>统一身份认证</title>" + form + "</html>"), FetchFault::Blocked);
  EXPECT_EQ(fault_of("<html><title>示例镇年度报告</title>" + form + "</html>"), FetchFault::None)
      << "a page that offers a login beside what it shows";
  EXPECT_EQ(fault_of("<html><body>网站正在升级维护，请稍后访问</body></html>"),
            FetchFault::Blocked);
  EXPECT_EQ(fault_of("<html><meta name='ArticleTitle' content='x'>系统维护公告</html>"),
            FetchFault::None);
}

TEST(BlockPage, IsNotSeenInALongPageThatUsesTheSameWords) {
  std::string report = "<html><body>";
  for (int i = 0; i < 300; ++i) report += "<p>本年度新收政府信息公开申请</p>";
  EXPECT_EQ(fault_of(report + "<p>登录时请输入验证码</p></body></html>"), FetchFault::None);
}

TEST(BlockPage, IsNotSeenInAPageOfThePlatform) {
  EXPECT_EQ(fault_of("<html><script>window._CONFIG = {}</script>请输入验证码</html>"),
            FetchFault::None);
}

TEST(BlockPage, IsNeverAFile) {
  EXPECT_EQ(fault_of("%PDF-1.4 access denied", "text/html"), FetchFault::None);
  EXPECT_EQ(fault_of(R"({"title":"404"})", "application/json"), FetchFault::None);
}

TEST(Soft404, IsKnownByItsTitle) {
  EXPECT_EQ(fault_of("<html><head><TITLE>\n404 Not Found</TITLE></head></html>"),
            FetchFault::Soft404);
  EXPECT_EQ(fault_of("<html><title>您访问的页面不存在</title></html>"), FetchFault::Soft404);
  EXPECT_EQ(fault_of("<html><title>公告第14040号</title></html>"), FetchFault::None);
}

TEST(LooksLikeHtml, LooksAtTheBytes) {
  EXPECT_TRUE(looks_like_html(" \n<!DOCTYPE HTML><p>"));
  EXPECT_TRUE(looks_like_html("\xEF\xBB\xBF<html>"));
  EXPECT_FALSE(looks_like_html("{\"a\":\"<html>\"}"));
  EXPECT_FALSE(looks_like_html("%PDF-1.4"));
  EXPECT_FALSE(looks_like_html("<?xml version='1.0'?><x/>"));
  EXPECT_FALSE(looks_like_html(""));
}

}  // namespace
}  // namespace gkwatch::crawler
