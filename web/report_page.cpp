#include "core/china_time.h"
#include "model/form_layout.h"
#include "view/form_grid.h"
#include "view/report_text.h"
#include "view/rows.h"
#include "web/frame.h"
#include "web/pages.h"

namespace gkwatch::web {
namespace {

std::string fact(Language language, std::string_view key, const std::string& html) {
  if (html.empty()) return "";
  return "<dt>" + text(say(language, key)) + "</dt><dd>" + html + "</dd>";
}

std::string word(std::string_view name, Language language) {
  return text(find_words(language, "word." + std::string{name}).value_or(name));
}

std::string facts(const store::ReportView& report, Language language) {
  const store::ReportVersion& version = report.version;
  const std::string hash = to_hex(version.report.document);
  const DutyState& duty = report.duty;
  std::string html = "<dl class=\"facts\">";
  html += fact(language, "column.status", word(name_of(duty.state), language));
  html += fact(language, "column.due", text(iso_date(duty.due) + " " + duty.due_source));
  if (duty.published_at) {
    html += fact(language, "column.published_at", text(iso_time(*duty.published_at)));
  }
  html += fact(language, "column.first_seen", text(iso_time(version.first_seen)));
  html += fact(language, "show.title", text(version.report.parsed.title));
  html += fact(language, "show.form", text(name_of(version.report.parsed.form)));
  html += fact(language, "show.status", word(name_of(version.report.parsed.status), language));
  html += fact(language, "show.error", text(version.report.parsed.error));
  html += fact(language, "column.url", outward_link(version.url, version.url));
  html += fact(language, "web.archived", link("/archive/" + hash, hash));
  return html + "</dl>";
}

std::string quotes(const Finding& finding, Form form) {
  constexpr std::size_t kMost = 12;
  std::string html;
  for (std::size_t i = 0; i < finding.cells.size() && i < kMost; ++i) {
    const CellQuote& quote = finding.cells[i];
    html += "<li><a href=\"#" + text(quote.cell.text) + "\">" + text(cell_name(form, quote.cell)) +
            "</a>: “" + text(quote.raw) + "”</li>";
  }
  return html.empty() ? html : "<ul class=\"cells\">" + html + "</ul>";
}

std::string finding(const Finding& finding, Form form, Language language) {
  const std::string_view severity = name_of(finding.severity);
  return "<li><span class=\"severity " + text(severity) + "\">" + word(severity, language) +
         "</span> " + text(finding.message.in(language)) + " <code>" + text(finding.key.rule.text) +
         "</code>" + quotes(finding, form) + "</li>";
}

std::string findings(const store::ReportView& report, Language language) {
  std::string faults, unverifiable;
  for (const Finding* one : view::by_urgency(report.findings)) {
    if (one->outcome == Outcome::Fail) {
      faults += finding(*one, report.version.report.parsed.form, language);
    } else {
      unverifiable += "<li><code>" + text(one->key.rule.text) + "</code> " +
                      text(one->message.in(language)) + "</li>";
    }
  }
  std::string html = faults.empty() ? "<p>" + text(say(language, "show.no_findings")) + "</p>"
                                    : "<ul class=\"findings\">" + faults + "</ul>";
  if (unverifiable.empty()) return html;
  return html + "<details><summary>" + text(say(language, "web.unverifiable")) +
         "</summary><ul class=\"findings\">" + unverifiable + "</ul></details>";
}

std::string_view class_of(view::CellMark mark) {
  switch (mark) {
    case view::CellMark::Gap:
      return "gap";
    case view::CellMark::Evidence:
      return "evidence";
    case view::CellMark::Culprit:
      return "culprit";
    case view::CellMark::None:
      break;
  }
  return "value";
}

std::string cell(const view::GridCellView& cell, Language language) {
  const bool is_gap = cell.mark == view::CellMark::Gap;
  std::string html =
      "<td id=\"" + text(cell.key.text) + "\" class=\"" + std::string{class_of(cell.mark)} + "\"";
  if (!cell.why.empty()) html += " title=\"" + text(cell.why) + "\"";
  html += ">" + (is_gap ? word("gap", language) : text(cell.text));
  if (cell.mark == view::CellMark::Culprit) html += " <b aria-hidden=\"true\">!</b>";
  return html + "</td>";
}

std::string grid(const view::FormGrid& grid, Language language) {
  std::string html = "<div class=\"scroll\"><table class=\"form\"><caption>" + text(grid.title) +
                     "</caption><thead><tr><td></td>";
  for (const std::string& head : grid.heads) html += "<th scope=\"col\">" + text(head) + "</th>";
  html += "</tr></thead><tbody>";
  std::string group;
  for (const view::GridRowView& row : grid.rows) {
    if (row.group != group && !row.group.empty()) {
      html += "<tr class=\"group\"><th colspan=\"" + std::to_string(grid.heads.size() + 1) + "\">" +
              text(row.group) + "</th></tr>";
    }
    group = row.group;
    html += "<tr><th scope=\"row\">" + text(row.label) + "</th>";
    for (const view::GridCellView& one : row.cells) html += cell(one, language);
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string prose(const ParsedDocument& document, Language language) {
  std::string html;
  for (const Section& section : document.sections) {
    html += "<section><h3>" + text(section.heading) + "</h3><p class=\"prose\">" +
            text(section.text) + "</p></section>";
  }
  return "<details><summary>" + text(say(language, "web.prose")) + "</summary>" + html +
         "</details>";
}

std::string versions(const store::ReportView& report, Language language) {
  std::string html;
  for (const store::ReportVersion& one : report.versions) {
    const std::string number = std::to_string(one.report.version);
    const std::string href = "/reports/" + std::to_string(report.number) + "?version=" + number;
    const std::string hash = to_hex(one.report.document);
    html += "<tr><td>" + link(href, number) + "</td><td>" + text(iso_time(one.first_seen)) +
            "</td><td>" + word(name_of(one.change), language) + "</td><td>" +
            link("/archive/" + hash, hash.substr(0, 12)) + "</td></tr>";
  }
  return "<h2>" + text(say(language, "show.versions")) + "</h2><table class=\"list\"><tbody>" +
         html + "</tbody></table>";
}

std::optional<int> version_asked(const Request& request) {
  const auto number = Json::parse(request.query_or("version", "null"));
  if (!number || !number->integer()) return std::nullopt;
  return static_cast<int>(*number->integer());
}

}  // namespace

Answer report_page(std::int64_t number, const Request& request, const Site& site) {
  constexpr int kNotFound = 404;
  const auto report = site.queries.report(number, version_asked(request));
  if (!report) return failure(kNotFound, report.error().message, site.language);
  const ParsedDocument& document = report->version.report.parsed;
  std::string body =
      "<p>" + link("/agencies/" + report->agency.id.text, report->agency.name) + "</p>";
  body += facts(*report, site.language);
  body += "<h2>" + text(say(site.language, "web.findings")) + "</h2>" +
          findings(*report, site.language);
  body += "<h2>" + text(say(site.language, "web.tables")) + "</h2>";
  for (const view::FormGrid& one : view::form_grids(document, report->findings, site.language)) {
    body += grid(one, site.language);
  }
  body += prose(document, site.language) + versions(*report, site.language);
  return page(report->agency.name + " " + std::to_string(report->duty.year), body, site.language);
}

}  // namespace gkwatch::web
