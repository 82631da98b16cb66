#include "model/form_layout.h"
#include "web/components.h"
#include "web/pages.h"
#include "web/parameters.h"

namespace gkwatch::web {
namespace {

std::string shown(const Cell& cell, const Sheet& sheet) {
  if (cell.kind == CellKind::Gap) return sheet.word("gap");
  return cell.raw.empty() ? sheet.word("blank") : cell.raw;
}

void write_cells(Sheet& sheet, const store::VersionDiff& diff, Form form) {
  Html& html = sheet.html;
  sheet.heading("diff.cells");
  if (diff.cells.empty()) {
    html.leaf("p", sheet.say("diff.no_cells"));
    return;
  }
  const auto scroll = html.in("div", {{"class", "scroll"},
                                      {"tabindex", "0"},
                                      {"role", "region"},
                                      {"aria-label", sheet.say("diff.cells")}});
  const auto table = html.in("table", {{"class", "list"}});
  {
    const auto head = html.in("thead");
    const auto line = html.in("tr");
    for (const std::string_view key : {"column.cells", "diff.before", "diff.after"}) {
      html.leaf("th", {{"scope", "col"}}, sheet.say(key));
    }
  }
  const auto body = html.in("tbody");
  for (const store::CellChange& change : diff.cells) {
    const auto line = html.in("tr");
    html.leaf("th", {{"scope", "row"}}, cell_name(form, change.cell));
    {
      const auto cell = html.in("td", {{"class", "number"}});
      html.leaf("del", shown(change.before, sheet));
    }
    const auto cell = html.in("td", {{"class", "number"}});
    html.leaf("ins", shown(change.after, sheet));
  }
}

void write_text(Sheet& sheet, const store::VersionDiff& diff) {
  Html& html = sheet.html;
  sheet.heading("diff.text");
  if (diff.text.empty()) {
    html.leaf("p", sheet.say("diff.no_text"));
    return;
  }
  const auto block = html.in("div", {{"class", "difference"}});
  for (const store::TextLine& line : diff.text) {
    const bool is_same = line.change == store::LineChange::Same;
    const auto paragraph = html.in("p");
    if (is_same) html.text(line.text);
    if (!is_same) html.leaf(line.change == store::LineChange::Added ? "ins" : "del", line.text);
  }
}

std::optional<int> version_of(const Sheet& sheet, const std::string& name, int usual) {
  constexpr std::int64_t kMost = 1'000'000;
  const std::string text = sheet.request.query_or(name, std::to_string(usual));
  const auto number = whole_number(text);
  if (!number || *number < 1 || *number > kMost) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace

Answer diff_page(std::int64_t number, Sheet sheet) {
  const auto report = sheet.site.queries.report(number);
  if (!report) return failure_of(report.error(), sheet);
  const int last = report->version.report.version;
  const auto from = version_of(sheet, "from", last > 1 ? last - 1 : 1);
  const auto to = version_of(sheet, "to", last);
  if (!from || !to) {
    return failure(kBadRequest, sheet.say("diff.which"), sheet.request, sheet.site);
  }
  const auto diff = sheet.site.queries.diff(number, *from, *to);
  if (!diff) return failure_of(diff.error(), sheet);
  {
    const auto back = sheet.html.in("p");
    sheet.html.link("/reports/" + std::to_string(number), report->agency.name);
  }
  if (diff->is_bytes_only()) {
    sheet.html.leaf("p", sheet.say("diff.bytes_only"));
  } else {
    write_cells(sheet, *diff, report->version.report.parsed.form);
    write_text(sheet, *diff);
  }
  const std::string title = sheet.say("diff.title", {{"name", report->agency.name},
                                                     {"year", std::to_string(report->duty.year)},
                                                     {"from", std::to_string(*from)},
                                                     {"to", std::to_string(*to)}});
  return page(title, std::move(sheet));
}

}  // namespace gkwatch::web
