#include "web/api.h"

#include <algorithm>
#include <array>
#include <optional>

#include "embedded/openapi.h"
#include "view/report_text.h"
#include "view/rows.h"
#include "web/parameters.h"

namespace gkwatch::web {
namespace {

constexpr PageSize kRows{.usual = 1000, .most = 10'000};
constexpr PageSize kHits{.usual = 50, .most = 1000};

Answer json(const Json& value, int status = 200) {
  return {.status = status, .type = "application/json; charset=utf-8", .body = value.dump() + "\n"};
}

Answer problem(int status, const std::string& why) {
  Json body;
  body.set("error", why);
  return json(body, status);
}

Answer problem(const Error& error) {
  switch (error.code) {
    case ErrorCode::Malformed:
      return problem(kBadRequest, error.message);
    case ErrorCode::NotFound:
      return problem(kNotFound, error.message);
    default:
      return problem(kUnavailable, error.message);
  }
}

// Rows as the array of INTERFACES 2.2. Where it was cut, a Link (RFC 8288) says what comes next.
Answer list(const Request& request, const Result<store::Rows>& rows) {
  if (!rows) return problem(rows.error());
  Answer answer = json(view::to_json(*rows));
  if (!rows->next.empty()) {
    answer.headers["Link"] = "<" + next_page(request, *rows) + ">; rel=\"next\"";
  }
  return answer;
}

Answer report(const std::string& word, const Request& request, const Site& site) {
  const auto which = whole_number(word);
  if (!which) return problem(kBadRequest, "the number of a report was expected");
  std::optional<int> version;
  for (const auto& [name, value] : request.query) {
    const auto number = whole_number(value);
    constexpr std::int64_t kMost = 1'000'000;
    if (name != "version" || !number || *number < 1 || *number > kMost) {
      return problem(kBadRequest, name + "=" + value + " is not understood");
    }
    version = static_cast<int>(*number);
  }
  const auto found = site.queries.report(*which, version);
  if (!found) return problem(found.error());
  return json(view::to_json(*found));
}

Answer search(const Request& request, const Site& site) {
  constexpr std::array<std::string_view, 1> kAlso{"q"};
  const auto filter = filter_of(request, kHits, kAlso);
  if (!filter) return problem(filter.error());
  constexpr std::size_t kLongest = 1000;
  const std::string wanted = request.query_or("q", "");
  if (wanted.empty() || wanted.size() > kLongest) {
    return problem(kBadRequest, "q: the text that is searched for was expected");
  }
  return list(request, site.queries.search(wanted, *filter));
}

using Question = Result<store::Rows> (store::Queries::*)(const store::Filter&) const;
struct List {
  std::string_view name;
  Question question;
};
constexpr std::array<List, 5> kLists{{{"agencies", &store::Queries::agencies},
                                      {"reports", &store::Queries::reports},
                                      {"findings", &store::Queries::findings},
                                      {"alerts", &store::Queries::alerts},
                                      {"history", &store::Queries::history}}};

// How reports stand, what they count and when they came: what the charts draw.
Answer charts(const Request& request, const Site& site) {
  const auto filter = filter_of(request, kRows);
  if (!filter) return problem(filter.error());
  Json body;
  struct Part {
    const char* name;
    Question question;
  };
  for (const Part& part :
       {Part{"reports", &store::Queries::tally}, Part{"figures", &store::Queries::figures},
        Part{"punctuality", &store::Queries::punctuality},
        Part{"deadlines", &store::Queries::deadlines}}) {
    store::Filter all = *filter;
    all.limit = kRows.most;
    const auto rows = (site.queries.*part.question)(all);
    if (!rows) return problem(rows.error());
    body.set(part.name, view::to_json(*rows));
  }
  return json(body);
}

// "region,year", also given several times.
Result<store::Grouping> grouping_of(const Request& request) {
  store::Grouping by;
  for (auto [it, end] = request.query.equal_range("group_by"); it != end; ++it) {
    const std::string& all = it->second;
    for (std::size_t from = 0; from < all.size();) {
      const std::size_t to = std::min(all.find(',', from), all.size());
      const std::string one = all.substr(from, to - from);
      if (one != "region" && one != "class" && one != "year") {
        return Error{ErrorCode::Malformed, "group_by=" + one + " is not understood"};
      }
      (one == "region" ? by.region : one == "class" ? by.agency_class : by.year) = true;
      from = to + 1;
    }
  }
  return by;
}

// The rows of the command `stats`.
Answer stats(const Request& request, const Site& site) {
  constexpr std::array<std::string_view, 1> kAlso{"group_by"};
  const auto filter = filter_of(request, kRows, kAlso);
  if (!filter) return problem(filter.error());
  const auto by = grouping_of(request);
  if (!by) return problem(by.error());
  return list(request, site.queries.stats(*filter, *by));
}

}  // namespace

Answer api_answer(const std::string& name, const Request& request, const Site& site) {
  if (name == "openapi.json") {
    return {.type = "application/json; charset=utf-8", .body = std::string{data::openapi}};
  }
  if (name.starts_with("reports/")) {
    return report(name.substr(std::size("reports/") - 1), request, site);
  }
  if (name == "search") return search(request, site);
  if (name == "stats") return stats(request, site);
  if (name == "charts") return charts(request, site);
  const auto known =
      std::find_if(kLists.begin(), kLists.end(), [&](const List& one) { return one.name == name; });
  if (known == kLists.end()) return problem(kNotFound, "there is no such question");
  const auto filter = filter_of(request, kRows);
  if (!filter) return problem(filter.error());
  return list(request, (site.queries.*known->question)(*filter));
}

Answer check_as_json(const Result<view::ParsedFile>& checked) {
  if (!checked) return problem(kUnavailable, checked.error().message);
  return json(Json{Json::Array{view::to_json(*checked)}});
}

}  // namespace gkwatch::web
