// What the websites of agencies send: listings, pages, robots.txt, addresses.
#include <memory>

#include "core/url.h"
#include "crawler/content_page.h"
#include "crawler/gkmlpt.h"
#include "crawler/js_literal.h"
#include "crawler/list_page.h"
#include "crawler/robots.h"
#include "tests/fuzz/targets.h"

namespace gkwatch::fuzz {
namespace {

const Url& here() {
  static const Url kHere = *Url::parse("https://www.example.gov.cn/gkmlpt/index");
  return kHere;
}

void read_list(std::string_view bytes) {
  const auto page = crawler::read_list_page(bytes, {.cid = "200999", .page = 1, .url = here()});
  if (!page) return;
  for (const Article& article : page->rows) {
    require(Url::parse(article.url.text()).has_value());
  }
}

void read_config(std::string_view bytes) {
  static_cast<void>(crawler::read_js_object(bytes, "window._CONFIG"));
  const auto config = crawler::read_site_config(bytes);
  if (!config || !config->tree.is_array()) return;
  const auto columns = crawler::choose_columns(config->tree, "", here());
  require(!columns.columns.empty() || !columns.elsewhere.empty());
}

void read_content(std::string_view bytes) {
  PageSnapshot page{.url = here(), .media_type = "text/html"};
  page.body = std::make_shared<const std::string>(bytes);
  const Article expected{.id = "1", .title = "年度报告", .url = here()};
  static_cast<void>(crawler::read_content_page(page, expected));
}

void read_robots(std::string_view bytes) {
  const auto policy = crawler::RobotsPolicy::parse(bytes, "gkwatch");
  static_cast<void>(policy.allows(here()));
  static_cast<void>(policy.crawl_delay());
}

// An address that exists is the same when it is read again, and never another scheme's.
void read_url(std::string_view bytes) {
  for (const auto& url : {Url::parse(bytes), here().resolve(bytes)}) {
    if (!url) continue;
    const auto again = Url::parse(url->text());
    require(again.has_value() && *again == *url);
    require(url->scheme() == "http" || url->scheme() == "https");
    require(!url->host().empty() && url->path().starts_with('/'));
    require(url->text().find_first_of("\r\n\t @") == std::string::npos ||
            url->path_and_query().find('@') != std::string::npos);
  }
}

}  // namespace

std::map<std::string, Target, std::less<>> site_targets() {
  return {{"list", read_list},
          {"config", read_config},
          {"content", read_content},
          {"robots", read_robots},
          {"url", read_url}};
}

}  // namespace gkwatch::fuzz
