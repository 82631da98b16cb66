#include "crawler/site_page.h"

#include <utility>

#include "core/text.h"
#include "crawler/page_text.h"

namespace gkwatch::crawler {

Result<SitePage> fetch_site_page(Fetcher& fetcher, const Url& url, std::stop_token stop) {
  auto answer = fetcher.fetch_page(url, VisitKind::Config, std::move(stop));
  if (!answer) return std::move(answer).error();
  const std::string html = page_text(*answer);
  auto config = read_site_config(html);
  if (config && config->tree.is_array()) {
    return SitePage{*std::move(config), html_title(html)};
  }
  const Error why{ErrorCode::Malformed,
                  url.text() + ": no configuration of gkmlpt: a block page or a redesign"};
  fetcher.distrust(why);
  return why;
}

Result<Url> index_url_of(const Url& url) {
  return Url::parse(gkmlpt_base_of(url) + "/gkmlpt/index");
}

bool may_be_base(const Url& url) {
  const std::string_view path = url.path_and_query();
  const std::size_t second = path.find('/', 1);
  return path.find_first_of(".?") == std::string_view::npos &&
         (second == std::string_view::npos || second + 1 == path.size());
}

}  // namespace gkwatch::crawler
