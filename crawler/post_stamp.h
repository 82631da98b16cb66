#pragma once

#include <optional>
#include <string>

#include "core/china_time.h"
#include "core/clock.h"
#include "core/html.h"

namespace gkwatch::crawler {

// What the head, the table and the line under the title of a content page say.
struct PageStamps {
  std::string article_id;  // <meta name="ArticleId">
  std::string title;       // <meta name="ArticleTitle">
  std::string publisher;   // 发布机构 of the table; else <meta name="ContentSource">
  // 发布日期. Where the table and <meta name="PubDate"> name the same day, the one with a time;
  // where they disagree, the earlier, so that nobody is called late by a template's fault.
  std::optional<Instant> published_at;
  bool has_time = false;
  std::optional<Date> written_on;  // 成文日期
};
PageStamps read_stamps(HtmlNode root);

}  // namespace gkwatch::crawler
