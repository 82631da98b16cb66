#include "view/rows.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr int kNotFound = 404;
constexpr int kUnavailable = 503;

// One value of a list; what leads somewhere is a link.
std::string value(const store::Rows& rows, std::size_t row, std::size_t column, Language language) {
  const std::string& name = rows.columns[column];
  const Json& raw = rows.values[row][column];
  const std::string words = view::words_for(name, raw, language);
  if (raw.is_null()) return text(words);
  if (name == "agency") return link("/agencies/" + words, words);
  if (name == "report") return link("/reports/" + words, words);
  if (name == "url") return outward_link(words, words);
  if (name == "sha256") return link("/archive/" + words, words.substr(0, 12));
  if (name == "status" || name == "state" || name == "severity" || name == "outcome") {
    return "<span class=\"state " + text(raw.string_or("")) + "\">" + text(words) + "</span>";
  }
  return text(words);
}

std::string table(const store::Rows& rows, Language language) {
  if (rows.values.empty()) return "<p>" + text(say(language, "rows.none")) + "</p>";
  std::string html = "<div class=\"scroll\"><table class=\"list\"><thead><tr>";
  for (const std::string& column : rows.columns) {
    const std::string key = "column." + column;
    html += "<th scope=\"col\">" + text(find_words(language, key).value_or(column)) + "</th>";
  }
  html += "</tr></thead><tbody>";
  for (std::size_t row = 0; row < rows.values.size(); ++row) {
    html += "<tr>";
    for (std::size_t column = 0; column < rows.columns.size(); ++column) {
      html += "<td>" + value(rows, row, column, language) + "</td>";
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

Answer list_page(const Result<store::Rows>& rows, std::string_view title_key, const Site& site) {
  if (!rows) return failure(kUnavailable, rows.error().message, site.language);
  return page(say(site.language, title_key), table(*rows, site.language), site.language);
}

}  // namespace

Answer alerts_page(const Request& request, const Site& site) {
  return list_page(site.queries.alerts({.state = request.query_or("state", "")}), "web.alerts",
                   site);
}

Answer history_page(const Request& request, const Site& site) {
  store::Filter filter{.limit = 500};
  if (const std::string agency = request.query_or("agency", ""); !agency.empty()) {
    filter.agencies = {agency};
  }
  return list_page(site.queries.history(filter), "web.history", site);
}

Answer agency_page(const std::string& id, const Site& site) {
  const store::Filter filter{.agencies = {id}};
  const auto agency = site.queries.agencies(filter);
  if (!agency) return failure(kUnavailable, agency.error().message, site.language);
  if (agency->values.empty()) {
    return failure(kNotFound, say(site.language, "web.no_agency"), site.language);
  }
  const auto reports = site.queries.reports(filter);
  const auto alerts = site.queries.alerts(filter);
  if (!reports || !alerts) {
    return failure(kUnavailable, (reports ? alerts : reports).error().message, site.language);
  }
  std::string body = table(*agency, site.language);
  body +=
      "<h2>" + text(say(site.language, "web.reports")) + "</h2>" + table(*reports, site.language);
  body += "<h2>" + text(say(site.language, "web.alerts")) + "</h2>" + table(*alerts, site.language);
  body += "<p>" + link("/history?agency=" + id, say(site.language, "web.history")) + "</p>";
  return page(RowReader{*agency, 0}.text("name"), body, site.language);
}

}  // namespace gkwatch::web
