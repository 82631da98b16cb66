#include "view/agency_sheet.h"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string_view>
#include <vector>

#include "core/china_time.h"
#include "core/text.h"
#include "core/url.h"
#include "embedded/agency_sheet_css.h"
#include "model/comparison.h"
#include "model/form_layout.h"
#include "view/rows.h"

namespace gkwatch::view {
namespace {

constexpr std::string_view kDocument = R"(<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>{style}</style></head>
<body><main><h1>{heading}</h1>
<table class="facts">{facts}</table>
<p>{intro}</p>
{years}{request}<footer>{footer}</footer></main></body></html>
)";

constexpr std::string_view kMatter = R"(<section class="matter"><h3>{n}. {label}{title}</h3>
<p>{message}</p>{cells}{comparison}
<p class="basis">{basis}</p></section>
)";

constexpr std::string_view kCells = R"(
<table class="cells"><thead><tr><th>{cell}</th><th>{printed}</th><th>{expected}</th></tr></thead>
<tbody>{rows}</tbody></table>)";

constexpr std::string_view kCell =
    R"(<tr><td>{name} <small>{key}</small></td><td class="number">{raw}</td><td class="number">{expected}</td></tr>
)";

constexpr std::string_view kAnswer = R"(<table class="answer">
<thead><tr><th class="n">{number}</th><th>{checked}</th><th>{measure}</th><th>{done}</th></tr></thead>
<tbody>{rows}</tbody></table>
<p class="sign">{sign}</p>
)";

constexpr std::size_t kCellsShown = 20;

constexpr std::size_t kTextLimit = 2'000;

// Marks that turn the direction of writing (Unicode UAX #9) would show another text than the one
// that was published.
bool is_direction_mark(char32_t point) {
  return point == 0x061C || point == 0x200E || point == 0x200F ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

// All foreign text passes through here; what is filled in is markup of this file's own.
std::string safe(std::string_view text) {
  constexpr std::size_t kMostBytes = 4 * kTextLimit;
  const std::string valid = valid_utf8(text.substr(0, kMostBytes));
  std::u32string points = to_u32(prefix(valid, kTextLimit));
  std::erase_if(points, is_direction_mark);
  return escape_html(to_utf8(points));
}

std::string link(std::string_view address) {
  const auto url = Url::parse(address);
  if (!url) return safe(address);
  return "<a href=\"" + safe(url->text()) + "\">" + safe(url->text()) + "</a>";
}

class Sheet {
 public:
  Sheet(const SheetMatter& matter, Language language) : matter_{matter}, language_{language} {}

  std::string write();

 private:
  std::string words(std::string_view key, std::initializer_list<Slot> slots = {}) const {
    return safe(say(language_, key, slots));
  }
  std::string row(std::string_view key, const std::string& html) const {
    return html.empty() ? "" : "<tr><th>" + words(key) + "</th><td>" + html + "</td></tr>\n";
  }
  std::string value(std::string_view column, const Json& of) const {
    return of.is_null() ? "" : safe(words_for(column, of, language_));
  }

  std::vector<const Finding*> matters_of(std::int64_t year) const;
  std::string page_of(const Json& report) const;
  std::string year_facts(const Json& report) const;
  std::string cells(const Finding& finding, Form form) const;
  std::string comparison(const Finding& finding) const;
  std::string matter(const Finding& finding, Form form);
  std::string year(const Json& report);
  std::string answer() const;

  const SheetMatter& matter_;
  const Language language_;
  std::string agency_;
  std::string columns_;  // where its reports should be, as HTML
  std::size_t matters_ = 0;
};

bool is_matter(const Finding& finding) {
  return finding.outcome == Outcome::Fail && finding.severity != Severity::Info;
}

// Errors first, each kind in the given order.
std::vector<const Finding*> Sheet::matters_of(std::int64_t year) const {
  std::vector<const Finding*> matters;
  for (const Finding& finding : matter_.findings) {
    if (finding.key.year == year && is_matter(finding)) matters.push_back(&finding);
  }
  std::stable_partition(matters.begin(), matters.end(),
                        [](const Finding* one) { return one->severity == Severity::Error; });
  return matters;
}

// Our page on it. A page that only this machine shows is of no use to the agency.
std::string Sheet::page_of(const Json& report) const {
  const auto base = Url::parse(matter_.base);
  if (!base || base->host() == "localhost" || base->host().starts_with("127.") ||
      base->host() == "[::1]") {
    return "";
  }
  const auto number = report["report"].integer();
  return matter_.base + (matter_.base.ends_with('/') ? "" : "/") +
         (number ? "reports/" + std::to_string(*number) : "agencies/" + percent_encode(agency_));
}

std::string Sheet::year_facts(const Json& report) const {
  const std::string state =
      value("status", report["status"]) +
      words("sheet.state", {{"due", words_for("due", report["due"], language_)},
                            {"checked", words_for("checked_at", report["checked_at"], language_)}});
  const bool is_found = !report["url"].is_null();
  const std::string page = page_of(report);
  return "<table class=\"facts\">" + row("column.status", state) +
         row("column.published_at", value("published_at", report["published_at"])) +
         row("mail.source", is_found ? link(report["url"].string_or("")) : "") +
         row("sheet.columns", is_found ? "" : columns_) +
         row("mail.sha256", value("sha256", report["sha256"])) +
         row("mail.page", page.empty() ? "" : link(page)) + "</table>\n";
}

std::string Sheet::cells(const Finding& finding, Form form) const {
  if (finding.cells.empty()) return "";
  std::string rows;
  for (std::size_t i = 0; i < std::min(finding.cells.size(), kCellsShown); ++i) {
    const CellQuote& quote = finding.cells[i];
    // What it should be is known of the first cell alone, and only if that is what was compared.
    const bool is_compared = i == 0 && collapse_spaces(quote.raw) == finding.actual &&
                             !compares_statements(finding.key.rule);
    rows += fill_in(kCell, {{"name", safe(cell_name(form, quote.cell))},
                            {"key", safe(quote.cell.text)},
                            {"raw", quote.raw.empty() ? words("mail.blank") : safe(quote.raw)},
                            {"expected", is_compared ? safe(finding.expected) : ""}});
  }
  if (finding.cells.size() > kCellsShown) {
    const std::string left = std::to_string(finding.cells.size() - kCellsShown);
    rows += "<tr><td colspan=\"3\">" + words("sheet.more_cells", {{"n", left}}) + "</td></tr>\n";
  }
  return fill_in(kCells, {{"cell", words("mail.column.cell")},
                          {"printed", words("mail.column.printed")},
                          {"expected", words("mail.table.expected")},
                          {"rows", rows}});
}

// "应为 1，报告为 2，相差 +1"
std::string Sheet::comparison(const Finding& finding) const {
  if (finding.actual.empty()) return "";
  std::string text;
  const auto append = [&](std::string_view key, const std::string& value) {
    if (value.empty()) return;
    if (!text.empty()) text += words("alert.list.comma");
    text += words(key, {{"value", value}});
  };
  if (!finding.expected.empty() && compares_statements(finding.key.rule)) {
    text = words("alert.differ", {{"one", finding.expected}, {"other", finding.actual}});
  } else {
    append("alert.expected", finding.expected);
    append("alert.actual", finding.actual);
  }
  if (finding.delta) append("alert.delta", to_text(*finding.delta));
  return "<p>" + words("mail.check.lead") + "<b>" + text + "</b></p>";
}

std::string Sheet::matter(const Finding& finding, Form form) {
  const std::string& rule = finding.key.rule.text;
  const RuleWords known = matter_.words_of(finding.key.rule);
  const std::string& title = known.title.in(language_);
  const std::string severity = words_for("severity", Json{name_of(finding.severity)}, language_);
  return fill_in(
      kMatter, {{"n", std::to_string(++matters_)},
                {"label", words("sheet.label", {{"severity", severity}})},
                {"title", safe(title.empty() ? rule : title)},
                {"message", safe(finding.message.in(language_))},
                {"cells", cells(finding, form)},
                {"comparison", comparison(finding)},
                {"basis", known.clause.empty()
                              ? words("sheet.rule", {{"rule", rule}})
                              : words("sheet.basis", {{"clause", known.clause}, {"rule", rule}})}});
}

Form form_from(std::string_view name) {
  for (const Form form : {Form::F2019, Form::F2021, Form::F0}) {
    if (name_of(form) == name) return form;
  }
  return Form::Unknown;
}

std::string Sheet::year(const Json& report) {
  const std::int64_t number = report["year"].integer().value_or(0);
  const auto found = matters_of(number);
  if (found.empty()) return "";
  std::string text = "<h2>" + words("sheet.year", {{"year", std::to_string(number)}}) + "</h2>\n" +
                     year_facts(report);
  const Form form = form_from(report["form"].string_or(""));
  for (const Finding* one : found) text += matter(*one, form);
  return text;
}

// Room for what the agency has to say, a line for each matter.
std::string Sheet::answer() const {
  std::string rows;
  for (std::size_t i = 1; i <= matters_; ++i) {
    rows += "<tr><td class=\"n\">" + std::to_string(i) + "</td><td></td><td></td><td></td></tr>\n";
  }
  return "<section class=\"reply\"><h2>" + words("sheet.answer") + "</h2>\n<p>" +
         words("mail.request") + "</p>\n" +
         fill_in(kAnswer, {{"number", words("mail.column.number")},
                           {"checked", words("sheet.answer.checked")},
                           {"measure", words("sheet.answer.measure")},
                           {"done", words("sheet.answer.done")},
                           {"sign", words("sheet.answer.sign")},
                           {"rows", rows}}) +
         "</section>";
}

std::string minute_of(Instant moment) {
  return words_for("time", Json{iso_time(moment)}, Language::Chinese);
}

std::string Sheet::write() {
  const Json agencies = to_json(matter_.agencies);
  const Json& agency = agencies.at(0);
  agency_ = agency["id"].string_or("");
  std::istringstream columns{std::string{agency["url"].string_or("")}};
  for (std::string column; columns >> column;) {
    columns_ += (columns_.empty() ? "" : "<br>") + link(column);
  }
  std::string years;
  const Json reports = to_json(matter_.reports);
  for (const Json& report : reports.items()) years += year(report);
  const std::string name{agency["name"].string_or("")};
  const std::string time = minute_of(matter_.now);
  const std::string facts =
      row("mail.table.agency", safe(name)) + row("mail.table.id", safe(agency_)) +
      row("mail.table.region", value("region", agency["region"])) + row("sheet.time", safe(time));
  const std::string intro =
      matters_ == 0 ? words("sheet.none")
                    : words("sheet.intro", {{"agency", name}, {"n", std::to_string(matters_)}});
  return fill_in(kDocument, {{"lang", language_ == Language::Chinese ? "zh-CN" : "en"},
                             {"title", words("sheet.title", {{"agency", name}})},
                             {"style", agency_sheet_style()},
                             {"heading", words("sheet.heading")},
                             {"facts", facts},
                             {"intro", intro},
                             {"years", years},
                             {"request", matters_ == 0 ? "" : answer()},
                             {"footer", words("mail.footer")}});
}

}  // namespace

std::string agency_sheet(const SheetMatter& matter, Language language) {
  return Sheet{matter, language}.write();
}

std::string_view agency_sheet_style() { return data::agency_sheet_css; }

}  // namespace gkwatch::view
