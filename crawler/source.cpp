#include "crawler/source.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "crawler/column_list.h"
#include "crawler/column_page.h"
#include "crawler/gkmlpt.h"
#include "crawler/postmeta.h"
#include "crawler/site_page.h"

namespace gkwatch::crawler {
namespace {

constexpr int kMostJumps = 2;  // from column to column by jump_url

bool ends_the_check(ErrorCode code) {
  return code == ErrorCode::Cancelled || code == ErrorCode::Storage;
}

class SourceReader {
 public:
  SourceReader(Fetcher& fetcher, std::stop_token stop)
      : fetcher_{fetcher}, stop_{std::move(stop)} {}

  Result<std::vector<Listing>> read(const Source& source, int jumps) {
    if (is_gkmlpt(source.url)) return read_site(source, jumps);
    if (is_postmeta(source.url)) return one(read_postmeta_column(fetcher_, source.url, stop_));
    if (may_be_base(source.url)) {
      auto config = fetch_config(index_url_of(source.url));
      if (config) return read_columns(source, *config, jumps);
      const ErrorCode code = config.error().code;
      if (ends_the_check(code) || is_transient(code)) return std::move(config).error();
      if (code != ErrorCode::NotFound) return read_doubtful(source.url, config.error());
    }
    return read_plain(source.url);
  }

 private:
  Result<std::vector<Listing>> read_plain(const Url& url) {
    return one(read_plain_column(fetcher_, url, stop_));
  }

  static Result<std::vector<Listing>> one(Result<Listing> listing) {
    if (!listing) return std::move(listing).error();
    return std::vector<Listing>{*std::move(listing)};
  }

  // Perhaps a plain column, perhaps a site of the platform that shows something else today: what
  // stands there is used, and proves nothing.
  Result<std::vector<Listing>> read_doubtful(const Url& url, const Error& why) {
    auto listing = read_plain_column(fetcher_, url, stop_);
    if (!listing) return ends_the_check(listing.error().code) ? listing.error() : why;
    listing->complete = false;
    listing->proof += "; " + why.message;
    return std::vector<Listing>{*std::move(listing)};
  }

  Result<std::vector<Listing>> read_site(const Source& source, int jumps) {
    const auto index = index_url_of(source.url);
    auto config = fetch_config(index);
    // Some sites may serve one tab and not the other.
    const bool may_ask_tab = !config &&
                             (config.error().code == ErrorCode::NotFound ||
                              config.error().code == ErrorCode::Malformed) &&
                             index && source.url != *index;
    if (may_ask_tab) config = fetch_config(source.url);
    if (!config) return std::move(config).error();
    return read_columns(source, *config, jumps);
  }

  Result<SiteConfig> fetch_config(const Result<Url>& url) {
    if (!url) return url.error();
    auto page = fetch_site_page(fetcher_, *url, stop_);
    if (!page) return std::move(page).error();
    return std::move(page->config);
  }

  Result<std::vector<Listing>> read_columns(const Source& source, const SiteConfig& config,
                                            int jumps) {
    const Site site{gkmlpt_base_of(source.url), config.sid};
    const Columns chosen = choose_columns(config.tree, source.fragment, source.url);
    for (const Column& column : chosen.columns) {
      auto listing = read_column(fetcher_, site, column, stop_);
      const auto address = list_url(site, column.cid, 1);
      if (!listing) {
        if (!note_failure(address ? *address : source.url, column.name, listing.error())) break;
        continue;
      }
      listings_.push_back(*std::move(listing));
      ++readable_;
    }
    if (!fatal_) read_elsewhere(chosen.elsewhere, jumps);
    return conclude();
  }

  void read_elsewhere(const std::vector<Source>& sources, int jumps) {
    for (const Source& other : sources) {
      if (jumps >= kMostJumps) {
        note_failure(other.url, "", {ErrorCode::Refused, "leads from column to column"});
        continue;
      }
      auto listings = SourceReader{fetcher_, stop_}.read(other, jumps + 1);
      if (!listings) {
        if (!note_failure(other.url, "", listings.error())) return;
        continue;
      }
      std::move(listings->begin(), listings->end(), std::back_inserter(listings_));
      ++readable_;
    }
  }

  // A column that could not be read stands in the result, so that nobody takes the others for
  // everything. False: the whole check ends.
  bool note_failure(const Url& column, const std::string& name, const Error& why) {
    if (!first_failure_) first_failure_ = why;
    if (ends_the_check(why.code)) {
      fatal_ = why;
      return false;
    }
    const bool is_breach = why.code == ErrorCode::Malformed && !fetcher_.was_no_http();
    listings_.push_back({.column = column,
                         .column_name = name,
                         .read_at = fetcher_.now(),
                         .complete = false,
                         .was_read = false,
                         .breach = is_breach ? why.message : "",
                         .proof = why.message});
    return true;
  }

  Result<std::vector<Listing>> conclude() {
    if (fatal_) return *std::move(fatal_);
    if (readable_ == 0 && first_failure_) return *std::move(first_failure_);
    return std::move(listings_);
  }

  Fetcher& fetcher_;
  std::stop_token stop_;
  std::vector<Listing> listings_;
  int readable_ = 0;
  std::optional<Error> first_failure_;
  std::optional<Error> fatal_;
};

}  // namespace

Result<std::vector<Listing>> read_source(Fetcher& fetcher, const Source& source,
                                         std::stop_token stop) {
  return SourceReader{fetcher, std::move(stop)}.read(source, 0);
}

}  // namespace gkwatch::crawler
