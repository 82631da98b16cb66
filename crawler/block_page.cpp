#include "crawler/block_page.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/html.h"
#include "core/text.h"
#include "crawler/page_text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::array<std::string_view, 8> kOpenings{"<!doctype html", "<html",   "<head", "<body",
                                                    "<title",         "<script", "<meta", "<!--"};

// A block page is small, and says little beside that it blocks.
constexpr std::size_t kLongestBlockPage = 64u << 10;
constexpr std::size_t kMostWords = 600;

constexpr std::array<std::string_view, 19> kBlockWords{
    "访问频繁",     "访问过于频繁",  "访问过快",        "请求过于频繁", "操作过于频繁",
    "请输入验证码", "安全验证",      "人机验证",        "滑动验证",     "访问被拒绝",
    "访问被阻断",   "已被拦截",      "被拦截",          "网站防火墙",   "访问受限",
    "拦截提示",     "access denied", "request blocked", "captcha"};
// In a title, over a field for a password.
constexpr std::array<std::string_view, 4> kLoginWords{"登录", "登陆", "身份认证", "login"};
constexpr std::array<std::string_view, 5> kMendingWords{"升级维护", "系统维护", "网站维护",
                                                        "维护中", "正在维护"};
constexpr std::size_t kMostMendingWords = 100;
constexpr std::array<std::string_view, 4> kScriptWords{"请开启javascript", "请启用javascript",
                                                       "启用cookie", "enable javascript"};
constexpr std::array<std::string_view, 11> kAbsenceWords{
    "页面不存在", "网页不存在", "页面未找到", "找不到页面", "页面没有找到", "找不到该页",
    "文章不存在", "信息不存在", "内容不存在", "页面已删除", "not found"};

bool has_one_of(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains(text, word); });
}

// "404" as a number of its own: "404", "404 - 页面", not "14040".
bool says_404(std::string_view title) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = title.find("404"); at != std::string_view::npos;
       at = title.find("404", at + 1)) {
    const bool ends_left = at == 0 || !is_digit(title[at - 1]);
    const bool ends_right = at + 3 == title.size() || !is_digit(title[at + 3]);
    if (ends_left && ends_right) return true;
  }
  return false;
}

bool asks_for_password(HtmlNode root) {
  const auto inputs = select(root, {.tag = "input"});
  return std::any_of(inputs.begin(), inputs.end(), [](const HtmlNode& input) {
    return to_lower(input.attribute("type").value_or("")) == "password";
  });
}

std::optional<Misfit> misfit_of_words(const std::string& html, const std::string& title) {
  auto page = HtmlDocument::parse(html);
  if (!page) return std::nullopt;
  const std::string words = to_lower(visible_text(page->root()));
  if (length(words) > kMostWords) return std::nullopt;
  if (has_one_of(words, kBlockWords) || has_one_of(title, kBlockWords) ||
      has_one_of(words, kScriptWords)) {
    return Misfit{FetchFault::Blocked, ErrorCode::Refused,
                  "a block page: " + std::string{prefix(collapse_spaces(words), 60)}};
  }
  if (has_one_of(words, kAbsenceWords)) {
    return Misfit{
        FetchFault::Soft404, ErrorCode::NotFound,
        "an error page with status 200: " + std::string{prefix(collapse_spaces(words), 60)}};
  }
  if (contains(html, "ArticleTitle")) return std::nullopt;  // a post, however short
  if (asks_for_password(page->root()) && has_one_of(title, kLoginWords)) {
    return Misfit{FetchFault::Blocked, ErrorCode::Refused,
                  "a page that asks for a password: “" + std::string{prefix(title, 60)} + "”"};
  }
  if (length(words) <= kMostMendingWords && has_one_of(words, kMendingWords)) {
    return Misfit{FetchFault::Blocked, ErrorCode::Unreachable,
                  "the site is being mended: " + std::string{prefix(collapse_spaces(words), 60)}};
  }
  return std::nullopt;
}

}  // namespace

bool looks_like_html(std::string_view body) {
  std::string start = to_lower(body.substr(0, 1024));
  if (start.starts_with("\xEF\xBB\xBF")) start.erase(0, 3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || start[first] != '<') return false;
  return std::any_of(kOpenings.begin(), kOpenings.end(), [&](std::string_view opening) {
    return std::string_view{start}.substr(first).starts_with(opening);
  });
}

std::optional<Misfit> misfit_of_page(std::string_view body, std::string_view content_type) {
  const bool is_html = looks_like_html(body) || contains(to_lower(content_type), "text/html");
  if (!is_html || body.starts_with("%PDF") || body.starts_with("PK")) return std::nullopt;
  const std::string html = decode(body, declared_charset(body)).utf8;
  const std::string title = to_lower(html_title(html));
  if (says_404(title) || has_one_of(title, kAbsenceWords)) {
    return Misfit{FetchFault::Soft404, ErrorCode::NotFound,
                  "a page with the title “" + std::string{prefix(title, 60)} + "”"};
  }
  // A page of the platform carries its configuration, which no block page does.
  if (html.size() > kLongestBlockPage || contains(html, "_CONFIG")) return std::nullopt;
  return misfit_of_words(html, title);
}

}  // namespace gkwatch::crawler
