#include <array>
#include <span>

#include "web/components.h"
#include "web/pages.h"
#include "web/parameters.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr PageSize kLines{.usual = 100, .most = 1000};
constexpr PageSize kHits{.usual = 20, .most = 200};

// Where `wanted` stands in a line, it is marked.
void write_marked(Html& html, std::string_view line, std::string_view wanted) {
  const std::size_t at = wanted.empty() ? std::string_view::npos : line.find(wanted);
  html.text(line.substr(0, at));
  if (at == std::string_view::npos) return;
  html.leaf("mark", line.substr(at, wanted.size()));
  html.text(line.substr(at + wanted.size()));
}

bool is_any_given(const store::Rows& rows, std::string_view column) {
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    if (!RowReader{rows, i}[column].is_null()) return true;
  }
  return false;
}

}  // namespace

Answer alerts_page(Sheet sheet) {
  constexpr std::array<std::string_view, 6> kFilters{"state", "severity", "region",
                                                     "class", "year",     "rule"};
  constexpr std::array<std::string_view, 11> kColumns{
      "id",         "severity", "state",      "agency",     "title", "rule",
      "first_seen", "notified", "decided_by", "decided_at", "note"};
  constexpr std::size_t kOfDecisions = 3;  // the last ones
  const auto filter = filter_of(sheet.request, kLines);
  if (!filter) return failure_of(filter.error(), sheet);
  const auto rows = sheet.site.queries.alerts(*filter);
  if (!rows) return failure_of(rows.error(), sheet);
  if (Status done = learn_names(sheet, *rows); !done) return failure_of(done.error(), sheet);
  write_filters(sheet, kFilters);
  // Who decided what of an alert, when and why; nothing where nobody has.
  const std::span<const std::string_view> columns{kColumns};
  const bool has_decisions = is_any_given(*rows, "decided_by");
  write_list(sheet, *rows, has_decisions ? columns : columns.first(columns.size() - kOfDecisions));
  const auto title = sheet.say("web.alerts");
  return page(title, std::move(sheet));
}

Answer history_page(Sheet sheet) {
  constexpr std::array<std::string_view, 4> kFilters{"agency", "state", "since", "until"};
  const auto filter = filter_of(sheet.request, kLines);
  if (!filter) return failure_of(filter.error(), sheet);
  const auto rows = sheet.site.queries.history(*filter);
  if (!rows) return failure_of(rows.error(), sheet);
  if (Status done = learn_names(sheet, *rows); !done) return failure_of(done.error(), sheet);
  write_filters(sheet, kFilters);
  write_list(sheet, *rows);
  const auto title = sheet.say("web.history");
  return page(title, std::move(sheet));
}

Answer search_page(Sheet sheet) {
  constexpr std::array<std::string_view, 4> kFilters{"q", "year", "region", "class"};
  constexpr std::array<std::string_view, 1> kAlso{"q"};
  constexpr std::size_t kLongest = 1000;
  const auto filter = filter_of(sheet.request, kHits, kAlso);
  if (!filter) return failure_of(filter.error(), sheet);
  const std::string wanted = sheet.request.query_or("q", "").substr(0, kLongest);
  write_filters(sheet, kFilters);
  const auto title = sheet.say("web.search");
  if (wanted.empty()) {
    sheet.html.leaf("p", sheet.say("search.hint"));
    return page(title, std::move(sheet));
  }
  const auto rows = sheet.site.queries.search(wanted, *filter);
  if (!rows) return failure_of(rows.error(), sheet);
  Html& html = sheet.html;
  if (rows->values.empty()) html.leaf("p", {{"class", "none"}}, sheet.say("rows.none"));
  {
    const auto list = html.in("ol", {{"class", "hits"}});
    for (std::size_t i = 0; i < rows->values.size(); ++i) {
      const RowReader row{*rows, i};
      const auto item = html.in("li");
      html.link("/reports/" + std::to_string(row.number("report")) +
                    "?version=" + std::to_string(row.number("version")),
                row.text("name") + " " + std::to_string(row.number("year")));
      html.text(" ").leaf("small", row.text("title"));
      const auto excerpt = html.in("p");
      write_marked(html, row.text("excerpt"), wanted);
    }
  }
  write_next(sheet, *rows);
  return page(title, std::move(sheet));
}

}  // namespace gkwatch::web
