#include "crawler/discovery.h"

#include <array>
#include <optional>
#include <set>
#include <utility>

#include "core/text.h"
#include "crawler/column_page.h"
#include "crawler/gkmlpt.h"
#include "crawler/page_text.h"
#include "crawler/site_page.h"

namespace gkwatch::crawler {
namespace {

constexpr std::size_t kMostSites = 100;

// "狮岭镇人民政府" of "狮岭镇人民政府信息公开".
std::string agency_of(std::string_view title) {
  constexpr std::array<std::string_view, 3> endings{"信息公开目录", "信息公开平台", "信息公开"};
  for (const std::string_view ending : endings) {
    if (title.ends_with(ending)) return std::string{title.substr(0, title.size() - ending.size())};
  }
  return std::string{title};
}

class Discoverer {
 public:
  Discoverer(Fetcher& fetcher, std::stop_token stop) : fetcher_{fetcher}, stop_{std::move(stop)} {}

  Result<std::vector<Candidate>> run(const Url& portal) {
    const bool is_site = (is_gkmlpt(portal) || may_be_base(portal)) && look_at_site(portal);
    if (fatal_) return *std::move(fatal_);
    auto page = fetcher_.fetch_page(portal, VisitKind::List, stop_);
    if (page) {
      look_at_links(page_text(*page), page->url);
    } else if (!is_site || ends_all(page.error())) {
      return std::move(page).error();
    }
    if (fatal_) return *std::move(fatal_);
    return std::move(found_);
  }

 private:
  static bool ends_all(const Error& error) {
    return error.code == ErrorCode::Cancelled || error.code == ErrorCode::Storage;
  }

  // True if there is a site of the platform.
  bool look_at_site(const Url& url) {
    const auto index = index_url_of(url);
    if (!index || !asked_.insert(index->text()).second || asked_.size() > kMostSites) return false;
    const auto page = fetch_site_page(fetcher_, *index, stop_);
    if (!page) {
      if (ends_all(page.error())) fatal_ = page.error();
      if (is_gkmlpt(url)) found_.push_back({"", gkmlpt_base_of(url), page.error().message});
      return false;
    }
    add_columns(*page, *index);
    return true;
  }

  void add_columns(const SitePage& page, const Url& index) {
    const std::string name = agency_of(page.title);
    const std::string base = gkmlpt_base_of(index);
    const Columns chosen = choose_columns(page.config.tree, "", index);
    for (const Column& column : chosen.columns) {
      if (column.needs_titles) {
        found_.push_back({name, base, column.note});
      } else {
        found_.push_back({name, base + "/gkmlpt/annualreport#" + column.cid,
                          column.name + ", sid " + page.config.sid});
      }
    }
    for (const Source& other : chosen.elsewhere) {
      found_.push_back({name, other.url.text(), "the site's annual-report column leads there"});
    }
  }

  void look_at_links(const std::string& html, const Url& url) {
    for (const Article& link : read_column_page(html, url).rows) {
      if (fatal_) return;
      if (is_gkmlpt(link.url)) {
        look_at_site(link.url);
      } else if (is_annual_report_column(link.title) && columns_.insert(link.url.text()).second) {
        const bool may_look = fetcher_.hosts().is_allowed(link.url);
        found_.push_back({link.title, link.url.text(),
                          may_look ? "a column that " + url.text() + " links to"
                                   : "the host is not in allowed_hosts"});
      }
    }
  }

  Fetcher& fetcher_;
  std::stop_token stop_;
  std::vector<Candidate> found_;
  std::set<std::string> asked_;
  std::set<std::string> columns_;
  std::optional<Error> fatal_;
};

}  // namespace

Result<std::vector<Candidate>> discover(Fetcher& fetcher, const Url& portal, std::stop_token stop) {
  return Discoverer{fetcher, std::move(stop)}.run(portal);
}

}  // namespace gkwatch::crawler
