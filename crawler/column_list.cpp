#include "crawler/column_list.h"

#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "crawler/block_page.h"
#include "crawler/list_page.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr int kMostPasses = 3;
constexpr int kMostPages = 500;

bool ends_the_check(ErrorCode code) {
  return code == ErrorCode::Cancelled || code == ErrorCode::Storage;
}

// One reading from page 1 on.
struct Pass {
  std::set<std::string> ids;
  std::optional<std::int64_t> total;
  int pages = 0;
  bool has_shifted = false;  // rows moved while we read
  bool ended_by_404 = false;
  std::string broken;  // what breaks the proof; empty: nothing
  std::string breach;  // the same, if it is the list that contradicts itself
  std::optional<Error> failure{};

  bool is_complete() const {
    if (!broken.empty() || has_shifted || failure) return false;
    return total && static_cast<std::int64_t>(ids.size()) == *total;
  }
};

class ColumnReader {
 public:
  ColumnReader(Fetcher& fetcher, const Site& site, const Column& column, Url first_page)
      : fetcher_{fetcher}, site_{site}, column_{column}, listing_{.column = std::move(first_page)} {
    listing_.column_name = column.name;
  }

  Result<Listing> read(std::stop_token stop) {
    Pass pass = read_pass(stop);
    for (int i = 1; i < kMostPasses && pass.has_shifted && !pass.failure; ++i) {
      pass = read_pass(stop);
    }
    const bool has_nothing = pass.failure && listing_.articles.empty() && pass.pages == 0;
    if (pass.failure && (has_nothing || ends_the_check(pass.failure->code))) {
      return *std::move(pass.failure);
    }
    conclude(pass);
    return std::move(listing_);
  }

 private:
  Pass read_pass(std::stop_token stop) {
    Pass pass;
    for (int page = 1; page <= kMostPages; ++page) {
      auto list = fetch_page(page, stop);
      if (!list) {
        pass.ended_by_404 =
            page > 1 && list.error().code == ErrorCode::NotFound && fetcher_.last_status() == 404;
        if (!pass.ended_by_404) pass.failure = std::move(list).error();
        return pass;
      }
      const bool is_last = take(*list, pass);
      ++pass.pages;
      if (is_last) return pass;
    }
    pass.broken = "more than " + std::to_string(kMostPages) + " pages";
    return pass;
  }

  Result<ListPage> fetch_page(int page, std::stop_token stop) {
    const auto url = list_url(site_, column_.cid, page);
    if (!url) return url.error();
    auto answer = fetcher_.fetch_page(*url, VisitKind::List, stop);
    if (!answer) return std::move(answer).error();
    auto list = read_list_page(*answer->body, {column_.cid, page, *url});
    if (list) return list;
    Error why = std::move(list).error().within(url->text());
    if (looks_like_html(*answer->body)) why.message = url->text() + ": a page in place of JSON";
    fetcher_.distrust(why);
    return why;
  }

  // True if the page is the last one, by what it says itself.
  bool take(ListPage& page, Pass& pass) {
    if (pass.pages > 0 && page.total != pass.total) pass.has_shifted = true;
    pass.total = page.total;
    if (pass.broken.empty() && !page.breaches.empty()) {
      pass.broken = page.breaches.front();
      pass.breach = pass.broken;
      fetcher_.distrust({ErrorCode::Malformed, pass.broken});
    }
    if (listing_.column_name.empty()) listing_.column_name = page.column_name;
    const std::size_t rows = page.rows.size();
    for (Article& row : page.rows) {
      if (!pass.ids.insert(row.id).second) pass.has_shifted = true;
      keep(std::move(row));
    }
    const std::int64_t end = std::int64_t{pass.pages} * kRowsPerPage + static_cast<int>(rows);
    return rows == 0 || (pass.total && end >= *pass.total);
  }

  void keep(Article row) {
    if (!seen_.insert(row.id).second) return;
    if (column_.needs_titles && !read_title(row.title).is_report) return;
    listing_.articles.push_back(std::move(row));
  }

  void conclude(const Pass& pass) {
    listing_.read_at = fetcher_.now();
    listing_.was_read = !pass.failure;
    listing_.breach = pass.breach;
    listing_.complete = pass.is_complete() && column_.is_proof;
    std::string proof = std::to_string(pass.pages) + " pages, " + std::to_string(pass.ids.size()) +
                        " rows" + (pass.total ? " of " + std::to_string(*pass.total) : "");
    if (pass.ended_by_404) proof += ", then 404";
    if (pass.has_shifted) proof += "; rows moved while they were read";
    if (!pass.broken.empty()) proof += "; " + pass.broken;
    if (pass.failure) proof += "; " + pass.failure->message;
    if (!column_.note.empty()) proof += "; " + column_.note;
    listing_.proof = std::move(proof);
  }

  Fetcher& fetcher_;
  const Site& site_;
  const Column& column_;
  Listing listing_;
  std::set<std::string> seen_;
};

}  // namespace

Result<Listing> read_column(Fetcher& fetcher, const Site& site, const Column& column,
                            std::stop_token stop) {
  auto first_page = list_url(site, column.cid, 1);
  if (!first_page) return std::move(first_page).error();
  return ColumnReader{fetcher, site, column, *std::move(first_page)}.read(stop);
}

}  // namespace gkwatch::crawler
