#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <utility>

#include "core/text.h"
#include "crawler/column_page.h"
#include "crawler/page_text.h"
#include "crawler/postmeta.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kIndexPage = "/index.html";

constexpr std::size_t kMostPages = 120;

bool ends_the_check(ErrorCode code) {
  return code == ErrorCode::Cancelled || code == ErrorCode::Storage;
}

bool is_home(const Url& url) { return url.path() == "/" || url.path() == "/index.html"; }

// "index.html" of a folder is the folder.
std::string place_of(const Url& url) {
  std::string text = url.text();
  if (text.ends_with(kIndexPage)) text.resize(text.size() - kIndexPage.size() + 1);
  return text;
}

std::string folder_of(const Url& url) {
  const std::string_view path = url.path();
  return std::string{path.substr(0, path.rfind('/') + 1)};
}

// The same path, on whatever host of the site; or the page that a folder shows.
bool is_same_place(const Url& answered, const Url& asked) {
  if (answered.path_and_query() == asked.path_and_query()) return true;
  const std::string path{asked.path()};
  const std::string folder = path.ends_with('/') ? path : path + "/";
  const bool is_first_page = contains(answered.path(), "/index") || answered.path() == folder;
  return folder_of(answered) == folder && is_first_page &&
         answered.path_and_query() == answered.path();
}

class PlainColumnReader {
 public:
  PlainColumnReader(Fetcher& fetcher, const Url& url)
      : fetcher_{fetcher}, start_{url}, listing_{.column = url} {
    enqueue(url);
  }

  Result<Listing> read(std::stop_token stop) {
    while (!waiting_.empty()) {
      if (pages_ >= kMostPages) {
        doubt("more than " + std::to_string(kMostPages) + " pages");
        break;
      }
      const Url url = waiting_.front();
      waiting_.pop_front();
      auto answer = fetcher_.fetch_page(url, VisitKind::List, stop);
      if (answer) {
        take(*answer, url);
        continue;
      }
      if (pages_ == 0 || ends_the_check(answer.error().code)) return std::move(answer).error();
      doubt(answer.error().message);
    }
    conclude();
    if (!listing_.complete && !is_home(start_) && !column_id_.empty()) {
      if (auto failure = ask_postmeta(stop)) return *std::move(failure);
    }
    return std::move(listing_);
  }

 private:
  void enqueue(const Url& url) {
    if (url.authority() == start_.authority() && asked_.insert(place_of(url)).second) {
      waiting_.push_back(url);
    }
  }

  void doubt(const std::string& why) {
    if (doubt_.empty()) doubt_ = why;
  }

  void take(const PageSnapshot& answer, const Url& asked) {
    // A column that has moved lies elsewhere; its links are those of the new place. Whether that is
    // all of the column, the watch list must say.
    if (!is_same_place(answer.url, asked)) {
      doubt(asked.text() + " leads to " + answer.url.text());
    }
    const std::string html = page_text(answer);
    ColumnPage page = read_column_page(html, answer.url);
    if (!is_whole_page(html)) doubt(asked.text() + " is cut short");
    asked_.insert(place_of(answer.url));
    ++pages_;
    if (column_id_.empty()) column_id_ = page.column_id;
    if (listing_.column_name.empty()) listing_.column_name = page.title;
    if (page.rows.empty() && page.year_folders.empty()) {
      doubt(asked.text() + " holds no links");
      fetcher_.distrust({ErrorCode::Malformed, "a page without links"});
    }
    if (page.has_unfollowable) doubt("there are more pages that only a script can open");
    const bool is_cut = page.page_count.value_or(1) > 1 && page.next_pages.empty() && pages_ == 1;
    if (is_cut) doubt("says that it has more pages, but does not lead to them");
    const std::size_t rows_before = seen_.size();
    for (Article& row : page.rows) keep(std::move(row));
    for (const Url& folder : page.year_folders) enqueue(folder);
    if (pages_ > 1 && seen_.size() == rows_before && !page.next_pages.empty()) {
      return doubt(asked.text() + " shows nothing new and leads on");  // in a circle
    }
    for (const Url& next : page.next_pages) enqueue(next);
  }

  // The same column as the site counts it itself. An error only if the check must end.
  std::optional<Error> ask_postmeta(std::stop_token stop) {
    const auto url = postmeta_url(start_, column_id_);
    if (!url) return std::nullopt;
    auto other = read_postmeta_column(fetcher_, *url, std::move(stop));
    if (!other) {
      if (ends_the_check(other.error().code)) return std::move(other).error();
      listing_.proof += "; " + other.error().message;
      return std::nullopt;
    }
    for (Article& row : other->articles) {
      if (seen_.insert(row.id).second) listing_.articles.push_back(std::move(row));
    }
    listing_.complete = other->complete;
    listing_.proof += "; " + other->proof;
    return std::nullopt;
  }

  void keep(Article row) {
    if (!seen_.insert(row.id).second) return;
    if (const TitleReading title = read_title(row.title); title.is_report && title.year) ++reports_;
    listing_.articles.push_back(std::move(row));
  }

  void conclude() {
    if (reports_ == 0) doubt("no link has the title of an annual report with its year");
    if (is_home(start_)) doubt("a home page is no column");
    listing_.read_at = fetcher_.now();
    listing_.complete = doubt_.empty();
    listing_.proof = std::to_string(pages_) + " pages, " +
                     std::to_string(listing_.articles.size()) + " links, " +
                     std::to_string(reports_) + " of them titles of annual reports";
    if (!doubt_.empty()) listing_.proof += "; " + doubt_;
  }

  Fetcher& fetcher_;
  const Url start_;
  Listing listing_;
  std::deque<Url> waiting_;
  std::set<std::string> asked_;
  std::set<std::string> seen_;
  std::size_t pages_ = 0;
  int reports_ = 0;
  std::string doubt_;
  std::string column_id_;
};

}  // namespace

Result<Listing> read_plain_column(Fetcher& fetcher, const Url& url, std::stop_token stop) {
  return PlainColumnReader{fetcher, url}.read(std::move(stop));
}

}  // namespace gkwatch::crawler
