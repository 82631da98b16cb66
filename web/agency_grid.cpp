#include "web/agency_grid.h"

#include <map>
#include <set>

#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr std::size_t kDay = 10;  // of an ISO time

// The row of the answer for each agency and year.
struct Grid {
  std::map<std::string, std::map<std::int64_t, std::size_t>> places;
  std::set<std::int64_t> years;
};

Grid grid_of(const store::Rows& reports) {
  Grid grid;
  for (std::size_t i = 0; i < reports.values.size(); ++i) {
    const RowReader row{reports, i};
    grid.places[row.text("agency")][row.number("year")] = i;
    grid.years.insert(row.number("year"));
  }
  return grid;
}

void write_count(Sheet& sheet, const RowReader& row, std::string_view column) {
  if (row.number(column) == 0) return;
  sheet.html.text(" ").leaf(
      "span", {{"class", "count " + std::string{column}}},
      sheet.say("web." + std::string{column}, {{"n", std::to_string(row.number(column))}}));
}

void write_cell(Sheet& sheet, const RowReader& row) {
  Html& html = sheet.html;
  const bool is_wrong = row.number("errors") > 0;
  const auto cell =
      html.in("td", {{"class", "state " + row.text("status") + (is_wrong ? " wrong" : "")}});
  const std::string words = row["status"].is_null() ? std::string{sheet.say("web.not_owed")}
                                                    : sheet.word(row.text("status"));
  if (row["report"].is_null()) {
    html.text(words);
  } else {
    html.link("/reports/" + std::to_string(row.number("report")), words);
  }
  write_count(sheet, row, "errors");
  write_count(sheet, row, "warnings");
  const std::string published = row.text("published_at").substr(0, kDay);
  html.empty("br").leaf("small", published.empty() ? row.text("due") : published);
}

}  // namespace

void write_agency_grid(Sheet& sheet, const store::Rows& agencies, const store::Rows& reports) {
  const Grid grid = grid_of(reports);
  Html& html = sheet.html;
  const auto scroll = html.in("div", {{"class", "scroll"},
                                      {"tabindex", "0"},
                                      {"role", "region"},
                                      {"aria-label", sheet.say("web.by_agency")}});
  const auto table = html.in("table", {{"class", "heat"}});
  {
    const auto head = html.in("thead");
    const auto line = html.in("tr");
    html.leaf("th", {{"scope", "col"}}, sheet.say("column.name"));
    for (const auto year : grid.years) html.leaf("th", {{"scope", "col"}}, std::to_string(year));
  }
  const auto body = html.in("tbody");
  for (std::size_t i = 0; i < agencies.values.size(); ++i) {
    const RowReader agency{agencies, i};
    const auto line = html.in("tr");
    {
      const auto name = html.in("th", {{"scope", "row"}});
      html.link(path_to("/agencies/", agency.text("id")), agency.text("name"));
    }
    const auto years = grid.places.find(agency.text("id"));
    for (const auto year : grid.years) {
      const bool is_there = years != grid.places.end() && years->second.contains(year);
      if (is_there) write_cell(sheet, RowReader{reports, years->second.at(year)});
      if (!is_there) html.leaf("td", {{"class", "state"}}, "");
    }
  }
}

}  // namespace gkwatch::web
