#include "crawler/province_search.h"

#include <array>
#include <utility>

#include "core/json.h"
#include "crawler/titles.h"

namespace gkwatch::crawler {
namespace {

constexpr int kHitsPerPage = 20;
constexpr int kMostPages = 500;

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kForm{{
    {"keywords", "政府信息公开工作年度报告"},
    {"position", "title"},
    {"range", "province"},
    {"recommand", "1"},
    {"sort", "smart"},
    {"gdbsDivision", "440000"},
    {"service_area", ""},
    {"site_id", ""},
    {"time_from", ""},
    {"time_to", ""},
}};

}  // namespace

bool is_province_search(const Url& url) { return url.path().ends_with("/api/search/all"); }

std::string search_form(const Url& search, int page) {
  std::string form = "page=" + std::to_string(page);
  for (const auto& [name, usual] : kForm) {
    const std::string asked = query_value(search, name);
    const std::string value = asked.empty() ? std::string{usual} : asked;
    if (!value.empty()) form.append("&").append(name).append("=").append(percent_encode(value));
  }
  return form;
}

Result<SearchPage> read_search_page(std::string_view body, int page, const Url& search) {
  const auto json = Json::parse(body);
  if (!json) return Error{ErrorCode::Malformed, "not JSON: " + json.error().message};
  if ((*json)["errcode"].integer().value_or(0) != 0) {
    return Error{ErrorCode::Malformed,
                 "the search says that it failed: " + std::string{(*json)["errmsg"].string_or("")}};
  }
  const Json& news = (*json)["data"]["news"];
  if (!news["list"].is_array()) return Error{ErrorCode::Malformed, "an answer without a list"};
  SearchPage found;
  for (const Json& hit : news["list"].items()) {
    const auto url = search.resolve(hit["url"].string_or(""));
    if (url && !hit["url"].string_or("").empty()) {
      found.hits.push_back({plain_title(hit["title"].string_or("")), *url});
    }
  }
  const auto total = news["total"].integer().value_or(0);
  found.has_more = !news["list"].items().empty() && page < kMostPages &&
                   std::int64_t{page} * kHitsPerPage < total;
  return found;
}

Result<SearchPage> ask_province(Fetcher& fetcher, const Url& search, int page,
                                std::stop_token stop) {
  const auto address = search.resolve(search.path());
  if (!address) return address.error();
  auto answer = fetcher.ask(*address, search_form(search, page), std::move(stop));
  if (!answer) return std::move(answer).error();
  auto found = read_search_page(*answer->body, page, *address);
  if (!found) {
    Error why = std::move(found).error().within(address->text());
    fetcher.distrust(why);
    return why;
  }
  return found;
}

}  // namespace gkwatch::crawler
