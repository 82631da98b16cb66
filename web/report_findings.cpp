#include <algorithm>
#include <array>

#include "model/form_layout.h"
#include "view/report_text.h"
#include "web/report_parts.h"

namespace gkwatch::web {
namespace {

// The number that a finding has on this page: its place among all of them.
std::string anchor_of(const Finding& finding, std::span<const Finding> all) {
  return "f" + std::to_string(&finding - all.data() + 1);
}

void write_quotes(Sheet& sheet, const Finding& finding, Form form) {
  constexpr std::size_t kMost = 12;
  if (finding.cells.empty()) return;
  Html& html = sheet.html;
  const auto list = html.in("ul", {{"class", "cells"}});
  for (std::size_t i = 0; i < std::min(finding.cells.size(), kMost); ++i) {
    const CellQuote& quote = finding.cells[i];
    const auto item = html.in("li");
    html.link("#" + quote.cell.text, cell_name(form, quote.cell));
    html.text(sheet.say("web.colon"));
    if (quote.raw.empty()) html.text(sheet.word("blank"));
    if (!quote.raw.empty()) html.leaf("q", quote.raw);
  }
  if (finding.cells.size() > kMost) html.leaf("li", "…");
}

void write_finding(Sheet& sheet, const Finding& finding, const std::string& anchor, Form form) {
  Html& html = sheet.html;
  const std::string severity{name_of(finding.severity)};
  const auto item = html.in("li", {{"id", anchor}});
  html.leaf("span", {{"class", "severity " + severity}}, sheet.word(severity)).text(" ");
  html.text(finding.message.in(sheet.language)).text(" ");
  html.leaf("code", finding.key.rule.text);
  write_quotes(sheet, finding, form);
}

}  // namespace

void write_findings(Sheet& sheet, std::span<const Finding> findings,
                    const ParsedDocument& document) {
  Html& html = sheet.html;
  const auto ordered = view::by_urgency(findings);
  const auto is_fault = [](const Finding* one) { return one->outcome == Outcome::Fail; };
  if (std::none_of(ordered.begin(), ordered.end(), is_fault)) {
    html.leaf("p", {{"class", "none"}}, view::nothing_found(document, sheet.language));
  } else {
    const auto list = html.in("ul", {{"class", "findings"}});
    for (const Finding* one : ordered) {
      if (is_fault(one)) write_finding(sheet, *one, anchor_of(*one, findings), document.form);
    }
  }
  const auto unknown = std::count_if(ordered.begin(), ordered.end(), [](const Finding* one) {
    return one->outcome == Outcome::Unverifiable;
  });
  if (unknown == 0) return;
  const auto details = html.in("details");
  html.leaf("summary",
            std::string{sheet.say("web.unverifiable")} + " (" + std::to_string(unknown) + ")");
  const auto list = html.in("ul", {{"class", "findings"}});
  for (const Finding* one : ordered) {
    if (one->outcome != Outcome::Unverifiable) continue;
    const auto item = html.in("li", {{"id", anchor_of(*one, findings)}});
    html.leaf("code", one->key.rule.text).text(" ").text(one->message.in(sheet.language));
  }
}

}  // namespace gkwatch::web
