#include "web/sheet.h"

#include <array>

namespace gkwatch::web {
namespace {

struct Room {
  std::string_view path;
  std::string_view key;
};
constexpr std::array<Room, 6> kRooms{{{"/", "web.overview.short"},
                                      {"/alerts", "web.alerts"},
                                      {"/statistics", "web.statistics"},
                                      {"/search", "web.search"},
                                      {"/history", "web.history"},
                                      {"/check", "web.check"}}};

std::string_view tag_of(Language language) {
  return language == Language::Chinese ? "zh-CN" : "en";
}

// This page in the other language.
std::string other_language(const Sheet& sheet) {
  Pairs query;
  for (const auto& [name, value] : sheet.request.query) {
    if (name != "lang") query.emplace_back(name, value);
  }
  query.emplace_back("lang", sheet.language == Language::Chinese ? "en" : "zh");
  return with_query(sheet.request.path, query);
}

void write_head(Html& html, std::string_view title) {
  const auto head = html.in("head");
  html.empty("meta", {{"charset", "utf-8"}});
  html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.leaf("title", std::string{title} + " · gkwatch");
  html.empty("link", {{"rel", "stylesheet"}, {"href", "/style.css"}});
  html.empty("link", {{"rel", "icon"}, {"href", "/icon.svg"}});
  html.empty("link",
             {{"rel", "alternate"}, {"type", "application/atom+xml"}, {"href", "/feed.atom"}});
}

void write_header(Html& html, const Sheet& sheet) {
  html.leaf("a", {{"class", "skip"}, {"href", "#content"}}, sheet.say("web.skip"));
  const auto header = html.in("header");
  const auto nav = html.in("nav", {{"aria-label", "gkwatch"}});
  html.leaf("span", {{"class", "home"}}, "gkwatch");
  for (const Room& room : kRooms) {
    if (room.path == "/check" && !sheet.site.check) continue;
    const bool is_here = sheet.request.path == room.path;
    html.leaf("a", {{"href", room.path}, is_here ? Attribute{"aria-current", "page"} : Attribute{}},
              sheet.say(room.key));
  }
  Html plain;  // without the language that this page keeps
  plain.leaf("a",
             {{"class", "language"},
              {"href", other_language(sheet)},
              {"hreflang", sheet.language == Language::Chinese ? "en" : "zh-CN"},
              {"lang", sheet.language == Language::Chinese ? "en" : "zh-CN"}},
             sheet.language == Language::Chinese ? "English" : "中文");
  html.add(plain);
}

}  // namespace

std::string Sheet::word(std::string_view name) const {
  return std::string{find_words(language, "word." + std::string{name}).value_or(std::string{name})};
}

Sheet sheet_for(const Request& request, const Site& site) {
  const std::string wanted = request.query_or("lang", "");
  Language language = site.language;
  if (wanted == "zh") language = Language::Chinese;
  if (wanted == "en") language = Language::English;
  const bool is_other = language != site.language;
  return {.request = request,
          .site = site,
          .language = language,
          .html = Html{is_other ? "lang=" + wanted : std::string{}}};
}

Answer page(std::string_view title, Sheet sheet) {
  Html body{sheet.html};
  sheet.html = Html{body.kept()};
  Html& html = sheet.html;
  html.doctype();
  {
    const auto root = html.in("html", {{"lang", tag_of(sheet.language)}});
    write_head(html, title);
    const auto all = html.in("body");
    write_header(html, sheet);
    const auto main = html.in("main", {{"id", "content"}});
    html.leaf("h1", title).add(body);
  }
  return {.body = html.take() + "\n"};
}

Answer failure(int status, std::string_view why, const Request& request, const Site& site) {
  Sheet sheet = sheet_for(request, site);
  sheet.html.leaf("p", why);
  Answer answer = page(std::to_string(status), std::move(sheet));
  answer.status = status;
  return answer;
}

}  // namespace gkwatch::web
