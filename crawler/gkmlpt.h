#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "core/result.h"
#include "core/url.h"
#include "crawler/fetcher.h"
#include "model/agency.h"
#include "model/listing.h"

namespace gkwatch::crawler {

// The platform gkmlpt (政府信息公开目录平台) as far as it is known: domain/gkmlpt-protocol.md.

// window._CONFIG of a page of the platform.
struct SiteConfig {
  std::string sid;      // empty: not given
  std::string app_url;  // empty: not given
  Json tree;            // null: not given, or not an array
  Json detail;          // of a content page; null on others
};
// Nothing if the page is not of the platform.
std::optional<SiteConfig> read_site_config(std::string_view html);

// One category whose rows are read.
struct Column {
  std::string cid;
  std::string name;
  std::string note;           // why it was chosen although something does not fit; or empty
  bool is_proof = true;       // false: even the whole column proves no absence
  bool needs_titles = false;  // holds everything: only annual reports are taken
};

// Where the annual reports of a site are listed (1.4).
struct Columns {
  std::vector<Column> columns;    // never empty unless `elsewhere` is filled
  std::vector<Source> elsewhere;  // columns that only lead to another page
};
// `wanted` is the category that the watch list names, or empty. Takes the nodes whose name means
// annual reports, with what is below them; if there is none, those that lead elsewhere; if there
// is none either, category 0, which is the whole site.
Columns choose_columns(const Json& tree, std::string_view wanted, const Url& base);

// The name means annual reports on open government information, not those of other kinds.
bool is_annual_report_column(std::string_view name);

// "https://www.huadu.gov.cn/gzhdslz" of any address below ".../gkmlpt"; the address itself
// without a slash at its end if it has no such part.
std::string gkmlpt_base_of(const Url& url);
bool is_gkmlpt(const Url& url);

struct Site {
  std::string base;
  std::string sid;
};
Result<Url> list_url(const Site& site, const std::string& cid, int page);

}  // namespace gkwatch::crawler
