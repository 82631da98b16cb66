#pragma once

#include <stop_token>
#include <string>

#include "core/result.h"
#include "core/url.h"
#include "crawler/fetcher.h"
#include "crawler/gkmlpt.h"

namespace gkwatch::crawler {

// The index page of a gkmlpt site.
struct SitePage {
  SiteConfig config;  // its tree is an array
  std::string title;  // "狮岭镇人民政府信息公开"
};
// Malformed: a page, but none of the platform: a block page or a redesign.
Result<SitePage> fetch_site_page(Fetcher& fetcher, const Url& url, std::stop_token stop);

// "https://www.huadu.gov.cn/gzhdslz/gkmlpt/index" for any address of the site, or of its base.
Result<Url> index_url_of(const Url& url);
// A host, or a host and one folder, as the base of a site looks.
bool may_be_base(const Url& url);

}  // namespace gkwatch::crawler
