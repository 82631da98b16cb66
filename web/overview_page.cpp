#include <map>
#include <set>

#include "core/china_time.h"
#include "view/rows.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

struct Line {
  std::string name;
  std::map<std::int64_t, std::size_t> by_year;  // row of the answer
};

std::string counts(const RowReader& row, Language language) {
  std::string text_;
  const auto add = [&](std::string_view column, std::string_view key) {
    if (row.number(column) == 0) return;
    text_ += " <span class=\"count " + std::string{column} + "\">" +
             text(say(language, key, {{"n", std::to_string(row.number(column))}})) + "</span>";
  };
  add("errors", "web.errors");
  add("warnings", "web.warnings");
  return text_;
}

std::string cell(const RowReader& row, Language language) {
  const std::string status = row.text("status");
  const bool is_found = !row["report"].is_null();
  std::string words = view::words_for("status", row["status"], language);
  const std::string href = "/reports/" + std::to_string(row.number("report"));
  const std::string inner = is_found ? link(href, words) : text(words);
  const std::string day = row.text("published_at").substr(0, 10);
  const std::string title = day.empty() ? row.text("due") : day;
  const bool has_errors = row.number("errors") > 0;
  return "<td class=\"state " + text(status) + (has_errors ? " wrong" : "") + "\">" + inner +
         counts(row, language) + "<br><small>" + text(title) + "</small></td>";
}

std::string table(const store::Rows& rows, Language language) {
  std::map<std::string, Line> lines;
  std::set<std::int64_t> years;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    Line& line = lines[row.text("agency")];
    line.name = row.text("name");
    line.by_year[row.number("year")] = i;
    years.insert(row.number("year"));
  }
  std::string html = "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th scope=\"col\">" +
                     text(say(language, "column.name")) + "</th>";
  for (const auto year : years) html += "<th scope=\"col\">" + std::to_string(year) + "</th>";
  html += "</tr></thead><tbody>";
  for (const auto& [id, line] : lines) {
    html += "<tr><th scope=\"row\">" + link("/agencies/" + id, line.name) + "</th>";
    for (const auto year : years) {
      const auto at = line.by_year.find(year);
      html += at == line.by_year.end() ? "<td class=\"state\"></td>"
                                       : cell(RowReader{rows, at->second}, language);
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string summary(const store::Rows& rows, Language language) {
  std::map<std::string, int> states;
  for (std::size_t i = 0; i < rows.values.size(); ++i) ++states[RowReader{rows, i}.text("status")];
  std::string html = "<ul class=\"summary\">";
  for (const auto& [state, count] : states) {
    html += "<li class=\"state " + text(state) + "\">" +
            text(view::words_for("status", Json{state}, language)) + " <b>" +
            std::to_string(count) + "</b></li>";
  }
  return html + "</ul>";
}

std::map<std::string, std::string> names_of(const store::Rows& reports) {
  std::map<std::string, std::string> names;
  for (std::size_t i = 0; i < reports.values.size(); ++i) {
    const RowReader row{reports, i};
    names[row.text("agency")] = row.text("name");
  }
  return names;
}

std::string alert_line(const RowReader& row, const std::map<std::string, std::string>& names,
                       Language language) {
  const std::string id = row.text("agency");
  const auto name = names.find(id);
  return "<li><span class=\"severity " + text(row.text("severity")) + "\">" +
         text(view::words_for("severity", row["severity"], language)) + "</span> " +
         link("/agencies/" + id, name == names.end() ? id : name->second) + " " +
         std::to_string(row.number("year")) + " — " + text(row.text("title")) + "</li>";
}

// Errors before warnings; remarks stand on the pages of the reports.
std::string open_alerts(const store::Rows& alerts, const store::Rows& reports, Language language) {
  constexpr std::size_t kMost = 30;
  const auto names = names_of(reports);
  std::string html;
  std::size_t shown = 0;
  for (const std::string_view severity : {"error", "warning"}) {
    for (std::size_t i = 0; i < alerts.values.size() && shown < kMost; ++i) {
      const RowReader row{alerts, i};
      if (row.text("severity") != severity) continue;
      html += alert_line(row, names, language);
      ++shown;
    }
  }
  if (html.empty()) return "<p>" + text(say(language, "web.no_alerts")) + "</p>";
  return "<ul class=\"alerts\">" + html + "</ul><p>" +
         link("/alerts", say(language, "web.all_alerts")) + "</p>";
}

}  // namespace

Answer overview_page(const Site& site) {
  constexpr int kUnavailable = 503;
  const auto rows = site.queries.reports({.limit = 200'000});
  if (!rows) return failure(kUnavailable, rows.error().message, site.language);
  const auto alerts = site.queries.alerts({.state = "firing"});
  if (!alerts) return failure(kUnavailable, alerts.error().message, site.language);
  std::string body = summary(*rows, site.language);
  body +=
      "<h2>" + text(say(site.language, "web.by_agency")) + "</h2>" + table(*rows, site.language);
  body += "<h2>" + text(say(site.language, "web.open_alerts")) + "</h2>";
  body += open_alerts(*alerts, *rows, site.language);
  body += "<p><small>" +
          text(say(site.language, "web.as_of", {{"time", iso_time(site.clock.now())}})) +
          "</small></p>";
  return page(say(site.language, "web.overview"), body, site.language);
}

}  // namespace gkwatch::web
