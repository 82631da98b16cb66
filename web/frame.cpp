#include "web/frame.h"

#include "core/text.h"
#include "core/url.h"

namespace gkwatch::web {

std::string text(std::string_view foreign) { return escape_html(foreign); }

std::string link(std::string_view href, std::string_view words) {
  return "<a href=\"" + text(href) + "\">" + text(words) + "</a>";
}

std::string outward_link(std::string_view url, std::string_view words) {
  if (!Url::parse(url)) return text(words);
  return "<a rel=\"noopener noreferrer external\" href=\"" + text(url) + "\">" + text(words) +
         "</a>";
}

Answer page(std::string_view title, const std::string& body, Language language) {
  const std::string tag = language == Language::Chinese ? "zh-CN" : "en";
  std::string html = "<!DOCTYPE html>\n<html lang=\"" + tag + "\"><head><meta charset=\"utf-8\">";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
  html += "<meta name=\"color-scheme\" content=\"light dark\">";
  html += "<title>" + text(title) + " · gkwatch</title>";
  html +=
      "<link rel=\"stylesheet\" href=\"/style.css\"><link rel=\"icon\" "
      "href=\"/icon.svg\"></head><body>";
  html += "<header><nav><a class=\"home\" href=\"/\">gkwatch</a> ";
  html += link("/alerts", say(language, "web.alerts")) + " ";
  html += link("/history", say(language, "web.history")) + "</nav></header><main>";
  html += "<h1>" + text(title) + "</h1>" + body + "</main></body></html>\n";
  return {.body = std::move(html)};
}

Answer failure(int status, std::string_view why, Language language) {
  Answer answer = page(std::to_string(status), "<p>" + text(why) + "</p>", language);
  answer.status = status;
  return answer;
}

}  // namespace gkwatch::web
