#include "crawler/postmeta.h"

#include <deque>
#include <set>
#include <utility>

#include "core/china_time.h"
#include "core/json.h"
#include "core/pattern.h"
#include "core/text.h"
#include "crawler/json_integer.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr std::size_t kMostColumns = 60;

std::optional<Instant> published_at(const Json& row) {
  const auto seconds = lenient_integer(row["visible_publish_time"]);
  if (seconds && *seconds > 0) return Instant{std::chrono::seconds{*seconds}};
  return parse_china_time(row["date"].string_or(""));
}

std::optional<Article> row_of(const Json& row, const Url& page) {
  const std::string address = collapse_spaces(row["url"].string_or(""));
  const auto url = page.resolve(address);
  if (address.empty() || !url) return std::nullopt;
  return Article{.id = url->text(),
                 .title = plain_title(row["title"].string_or("")),
                 .url = *url,
                 .is_link = url->authority() != page.authority(),
                 .publisher = plain_title(row["source"].string_or("")),
                 .published_at = published_at(row),
                 .attachments = {}};
}

// Reads a column and what is below it.
class PostmetaReader {
 public:
  PostmetaReader(Fetcher& fetcher, const Url& url) : fetcher_{fetcher}, listing_{.column = url} {
    waiting_.push_back(url);
    asked_.insert(url.text());
  }

  Result<Listing> read(std::stop_token stop) {
    while (!waiting_.empty()) {
      const Url url = waiting_.front();
      waiting_.pop_front();
      auto column = fetch(url, stop);
      if (column) {
        take(*column, url);
        continue;
      }
      const ErrorCode code = column.error().code;
      const bool is_end = code == ErrorCode::Cancelled || code == ErrorCode::Storage;
      if (columns_ == 0 || is_end) return std::move(column).error();
      doubt(column.error().message);
    }
    conclude();
    return std::move(listing_);
  }

 private:
  Result<PostmetaColumn> fetch(const Url& url, std::stop_token stop) {
    auto answer = fetcher_.fetch_page(url, VisitKind::List, std::move(stop));
    if (!answer) return std::move(answer).error();
    auto column = read_postmeta(*answer->body, url);
    if (column) return column;
    Error why = std::move(column).error().within(url.text());
    fetcher_.distrust(why);
    return why;
  }

  void take(const PostmetaColumn& column, const Url& url) {
    ++columns_;
    if (listing_.column_name.empty()) listing_.column_name = column.name;
    const auto rows = static_cast<std::int64_t>(column.rows.size());
    if (!column.count) doubt(url.text() + " does not count its posts");
    if (column.count && *column.count != rows) {
      doubt(url.text() + " lists " + std::to_string(rows) + " posts of " +
            std::to_string(*column.count));
    }
    for (const Article& row : column.rows) {
      if (!seen_.insert(row.id).second) continue;
      if (const auto title = read_title(row.title); title.is_report && title.year) ++reports_;
      listing_.articles.push_back(row);
    }
    for (const std::string& child : column.children) enqueue(url, child);
  }

  void enqueue(const Url& from, const std::string& id) {
    const auto url = postmeta_url(from, id);
    if (!url || !asked_.insert(url->text()).second) return;
    if (asked_.size() > kMostColumns) return doubt("too many columns below it");
    waiting_.push_back(*url);
  }

  void doubt(const std::string& why) {
    if (doubt_.empty()) doubt_ = why;
  }

  void conclude() {
    if (reports_ == 0) doubt("no post has the title of an annual report with its year");
    listing_.read_at = fetcher_.now();
    listing_.complete = doubt_.empty();
    listing_.proof = "postmeta: " + std::to_string(columns_) + " columns, " +
                     std::to_string(listing_.articles.size()) + " posts, " +
                     std::to_string(reports_) + " of them titles of annual reports";
    if (!doubt_.empty()) listing_.proof += "; " + doubt_;
  }

  Fetcher& fetcher_;
  Listing listing_;
  std::deque<Url> waiting_;
  std::set<std::string> asked_;
  std::set<std::string> seen_;
  int columns_ = 0;
  int reports_ = 0;
  std::string doubt_;
};

}  // namespace

bool is_postmeta(const Url& url) {
  return url.path().starts_with("/postmeta/i/") && url.path().ends_with(".json");
}

std::string nfcms_column_id(std::string_view html) {
  static const Pattern number{"NFCMS_CAT_ID\\s*=\\s*[\"']?([1-9][0-9]{0,11})\\b"};
  const auto match = number.search(html);
  return match ? match->group(1) : "";
}

Result<Url> postmeta_url(const Url& page, const std::string& column_id) {
  return page.resolve("/postmeta/i/" + percent_encode(column_id) + ".json");
}

Result<PostmetaColumn> read_postmeta(std::string_view body, const Url& url) {
  const auto json = Json::parse(body);
  if (!json) return Error{ErrorCode::Malformed, "not JSON: " + json.error().message};
  if (!(*json)["articles"].is_array()) {
    return Error{ErrorCode::Malformed, "a JSON answer without articles"};
  }
  const Json& category = (*json)["category"];
  PostmetaColumn column{.name = plain_title(category.is_object() ? category["name"].string_or("")
                                                                 : category.string_or("")),
                        .rows = {},
                        .count = lenient_integer(category["publish_count"]),
                        .children = {}};
  for (const Json& row : (*json)["articles"].items()) {
    if (auto article = row_of(row, url)) column.rows.push_back(*std::move(article));
  }
  for (const Json& child : (*json)["children"].items()) {
    const auto id = lenient_integer(child["id"]);
    if (id && lenient_integer(child["publish_count"]).value_or(1) > 0) {
      column.children.push_back(std::to_string(*id));
    }
  }
  return column;
}

Result<Listing> read_postmeta_column(Fetcher& fetcher, const Url& url, std::stop_token stop) {
  return PostmetaReader{fetcher, url}.read(std::move(stop));
}

}  // namespace gkwatch::crawler
