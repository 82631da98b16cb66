#include <array>
#include <map>

#include "core/china_time.h"
#include "view/rows.h"
#include "web/components.h"
#include "web/pages.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

// What is shown of each year: a column of `reports`, or a figure of table 3.
constexpr std::array<std::string_view, 6> kColumns{"status", "published_at", "due",
                                                   "form",   "errors",       "warnings"};
constexpr std::array<std::string_view, 4> kFigures{"NEW", "CIN", "R7", "COUT"};

using Figures = std::map<std::pair<std::int64_t, std::string>, std::string>;

Figures figures_of(const store::Rows& rows) {
  Figures figures;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    figures[{row.number("year"), row.text("figure")}] = row["total"].dump();
  }
  return figures;
}

void write_head(Sheet& sheet, const store::Rows& reports) {
  Html& html = sheet.html;
  const auto head = html.in("thead");
  const auto line = html.in("tr");
  html.leaf("th", {{"scope", "col"}}, sheet.say("column.year"));
  for (std::size_t i = 0; i < reports.values.size(); ++i) {
    const RowReader row{reports, i};
    const std::string year = std::to_string(row.number("year"));
    const auto cell = html.in("th", {{"scope", "col"}});
    if (row["report"].is_null()) html.text(year);
    if (!row["report"].is_null()) {
      html.link("/reports/" + std::to_string(row.number("report")), year);
    }
  }
}

void write_column(Sheet& sheet, const store::Rows& reports, std::string_view column) {
  Html& html = sheet.html;
  const auto line = html.in("tr");
  html.leaf("th", {{"scope", "row"}}, sheet.say("column." + std::string{column}));
  for (std::size_t i = 0; i < reports.values.size(); ++i) {
    const RowReader row{reports, i};
    const auto cell = html.in("td");
    if (column == "status" && !row["status"].is_null()) {
      write_badge(sheet, row.text("status"));
    } else {
      html.text(view::words_for(column, row[column], sheet.language));
    }
  }
}

void write_figure(Sheet& sheet, const store::Rows& reports, const Figures& figures,
                  std::string_view figure) {
  Html& html = sheet.html;
  const auto line = html.in("tr");
  html.leaf("th", {{"scope", "row"}}, sheet.say("figure." + std::string{figure}));
  for (std::size_t i = 0; i < reports.values.size(); ++i) {
    const RowReader row{reports, i};
    const auto found = figures.find({row.number("year"), std::string{figure}});
    html.leaf("td", {{"class", "number"}}, found == figures.end() ? "–" : found->second);
  }
}

void write_years(Sheet& sheet, const store::Rows& reports, const Figures& figures) {
  Html& html = sheet.html;
  const auto scroll = html.in("div", {{"class", "scroll"},
                                      {"tabindex", "0"},
                                      {"role", "region"},
                                      {"aria-label", sheet.say("web.reports")}});
  const auto table = html.in("table", {{"class", "years"}});
  write_head(sheet, reports);
  const auto body = html.in("tbody");
  for (const std::string_view column : kColumns) write_column(sheet, reports, column);
  for (const std::string_view figure : kFigures) write_figure(sheet, reports, figures, figure);
}

void write_facts(Sheet& sheet, const RowReader& agency) {
  Html& html = sheet.html;
  const auto list = html.in("dl", {{"class", "facts"}});
  write_fact(sheet, "column.id", agency.text("id"));
  write_fact(sheet, "column.class",
             agency.text("class") + " " + std::string{sheet.say("class." + agency.text("class"))});
  write_fact(sheet, "column.region", agency.text("region"));
  write_fact(sheet, "column.aliases", agency.text("aliases"));
  write_fact(sheet, "column.predecessor", agency.text("predecessor"));
  for (const std::string_view column :
       {"last_check", "last_complete", "next_check", "failures_in_a_row"}) {
    write_fact(sheet, "column." + std::string{column},
               view::words_for(column, agency[column], sheet.language));
  }
}

}  // namespace

Answer agency_page(const std::string& id, Sheet sheet) {
  const store::Queries& queries = sheet.site.queries;
  const store::Filter filter{.agencies = {id}, .limit = 200};
  const auto agency = queries.agencies(filter);
  if (!agency) return failure_of(agency.error(), sheet);
  if (agency->values.empty()) {
    return failure(kNotFound, sheet.say("web.no_agency"), sheet.request, sheet.site);
  }
  const auto reports = queries.reports(filter);
  const auto figures = queries.figures(filter);
  const auto alerts = queries.alerts(filter);
  const auto listings = queries.listings(id);
  for (const auto* rows : {&reports, &figures, &alerts, &listings}) {
    if (!*rows) return failure_of(rows->error(), sheet);
  }
  constexpr std::array<std::string_view, 5> kAlertColumns{"id", "severity", "state", "title",
                                                          "first_seen"};
  sheet.heading("web.reports");
  write_years(sheet, *reports, figures_of(*figures));
  write_sheet_link(sheet, id, "");
  sheet.heading("web.alerts");
  write_list(sheet, *alerts, kAlertColumns);
  sheet.heading("web.sources");
  write_facts(sheet, RowReader{*agency, 0});
  write_list(sheet, *listings);
  {
    const auto more = sheet.html.in("p");
    sheet.html.link(with_query("/history", {{"agency", id}}), sheet.say("web.history"));
  }
  const std::string name = RowReader{*agency, 0}.text("name");
  return page(name, std::move(sheet));
}

}  // namespace gkwatch::web
