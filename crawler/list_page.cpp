#include "crawler/list_page.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/json.h"
#include "core/pattern.h"
#include "core/text.h"
#include "crawler/json_integer.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

// 2000 and 2100: what lies outside is no time of a post.
constexpr std::int64_t kEarliest = 946'684'800;
constexpr std::int64_t kLatest = 4'102'444'800;

std::optional<Instant> moment(const Json& value) {
  const auto seconds = lenient_integer(value);
  if (!seconds || *seconds < kEarliest || *seconds > kLatest) return std::nullopt;
  return Instant{std::chrono::seconds{*seconds}};
}

std::vector<AttachmentLink> attachments_of(const Json& row, const Url& page) {
  std::vector<AttachmentLink> links;
  for (const Json& item : row["attachment"].items()) {
    const auto url = page.resolve(collapse_spaces(item["url"].string_or("")));
    if (url && !item["url"].string_or("").empty()) {
      links.push_back({plain_title(item["name"].string_or("")), *url});
    }
  }
  return links;
}

// The number in ".../post_10097999.html", also of mpost_; empty if there is none.
std::string post_id_of(const Url& url) {
  static const Pattern post{"post_([0-9]+)\\.html$"};
  const auto match = post.search(url.path());
  return match ? match->group(1) : std::string{};
}

std::optional<Url> address_of(const Json& row, const Url& page) {
  for (const std::string_view name : {"url", "post_url"}) {
    const std::string text = collapse_spaces(row[name].string_or(""));
    if (text.empty()) continue;
    if (auto url = page.resolve(text)) return *std::move(url);
  }
  return std::nullopt;
}

// Fills `page` with one row, and with what is wrong about it.
void add_row(const Json& row, const Url& page_url, ListPage& page) {
  const auto id = row["id"].integer();
  const auto url = address_of(row, page_url);
  if (!id) page.breaches.emplace_back("a row without a number");
  if (!url) {
    page.breaches.push_back("row " + (id ? std::to_string(*id) : "?") + " has no address");
    return;
  }
  const std::string title = plain_title(row["title"].string_or(""));
  if (title.empty())
    page.breaches.push_back("row " + (id ? std::to_string(*id) : "?") + " has no title");
  const bool is_link = row["type"].string_or("normal") == "url";
  const std::string in_url = post_id_of(*url);
  if (!is_link && id && !in_url.empty() && in_url != std::to_string(*id)) {
    page.breaches.push_back("row " + std::to_string(*id) + " leads to post " + in_url);
  }
  auto published = moment(row["display_publish_time"]);
  if (!published) published = moment(row["create_time"]);
  const TitleReading reading = read_title(title, TitlePlace::ReportColumn);
  if (reading.is_report && !reading.year && !published) {
    page.breaches.push_back("row " + (id ? std::to_string(*id) : "?") +
                            " is an annual report without year and time");
  }
  page.rows.push_back({.id = id ? std::to_string(*id) : url->text(),
                       .title = title,
                       .url = *url,
                       .is_link = is_link,
                       .publisher = plain_title(row["publisher"].string_or("")),
                       .published_at = published,
                       .attachments = attachments_of(row, page_url)});
}

void check_rows(const Json& list, const ListQuestion& asked, ListPage& page) {
  const auto count = static_cast<std::int64_t>(list["articles"].items().size());
  const auto offset = list["offset"].integer();
  const std::int64_t expected_offset = std::int64_t{asked.page - 1} * kRowsPerPage;
  if (!list["offset"].is_null() && offset != expected_offset) {
    page.breaches.push_back("page " + std::to_string(asked.page) + " does not begin at row " +
                            std::to_string(expected_offset));
  }
  if (!page.total) page.breaches.emplace_back("the list does not say how many rows it has");
  if (page.total) {
    const auto due = std::clamp<std::int64_t>(*page.total - expected_offset, 0, kRowsPerPage);
    if (count != due) {
      page.breaches.push_back("page " + std::to_string(asked.page) + " has " +
                              std::to_string(count) + " rows instead of " + std::to_string(due));
    }
  }
  std::set<std::string> ids;
  for (const Article& row : page.rows) {
    if (!ids.insert(row.id).second) page.breaches.push_back("row " + row.id + " comes twice");
  }
}

void check_column(const Json& column, const ListQuestion& asked, ListPage& page) {
  if (asked.cid != "0" && column["id"].is_null()) {
    page.breaches.emplace_back("the answer does not name its column");
  }
  const std::string_view jump_url = column["jump_url"].string_or("");
  if (!jump_url.empty()) page.breaches.push_back("the column leads to " + std::string{jump_url});
  // An empty list where the site counts posts, or does not say that it counts none, is a fault of
  // the site, not an absence.
  if (page.total == 0 && asked.cid != "0" && lenient_integer(column["post_count"]) != 0) {
    page.breaches.emplace_back("an empty list of a column that does not say that it has no posts");
  }
}

}  // namespace

Result<ListPage> read_list_page(std::string_view body, const ListQuestion& asked) {
  const auto list = Json::parse(body);
  if (!list) return Error{ErrorCode::Malformed, "not JSON: " + list.error().message};
  if (!(*list)["articles"].is_array()) {
    return Error{ErrorCode::Malformed, "a JSON answer without articles"};
  }
  if (const std::int64_t code = lenient_integer((*list)["errcode"]).value_or(0); code != 0) {
    return Error{ErrorCode::Malformed, "the answer is error " + std::to_string(code)};
  }
  const Json& column = (*list)["classify"];
  const auto id = lenient_integer(column["id"]);
  if (id && asked.cid != "0" && std::to_string(*id) != asked.cid) {
    return Error{ErrorCode::Malformed, "the list of column " + std::to_string(*id) +
                                           " came instead of that of " + asked.cid};
  }
  ListPage page{.total = (*list)["total"].integer(),
                .column_name = plain_title(column["name"].string_or(""))};
  if (page.total && *page.total < 0) page.total.reset();
  for (const Json& row : (*list)["articles"].items()) add_row(row, asked.url, page);
  check_rows(*list, asked, page);
  check_column(column, asked, page);
  return page;
}

}  // namespace gkwatch::crawler
