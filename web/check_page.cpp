#include <algorithm>
#include <cstdint>

#include "model/form_layout.h"
#include "web/components.h"
#include "web/pages.h"
#include "web/report_parts.h"

namespace gkwatch::web {
namespace {

// What a file picker offers first; the reader looks at the bytes, whatever they are called.
constexpr std::string_view kNames =
    ".pdf,.docx,.doc,.wps,.ofd,.xlsx,.xls,.et,.rtf,.html,.htm,.txt,.zip,.rar,.7z";

void write_form(Sheet& sheet) {
  Html& html = sheet.html;
  const auto form = html.in("form", {{"class", "upload"},
                                     {"method", "post"},
                                     {"action", "/check"},
                                     {"enctype", "multipart/form-data"}});
  {
    const auto label = html.in("label");
    html.leaf("span", sheet.say("check.file"));
    html.empty("input", {{"type", "file"}, {"name", "file"}, {"accept", kNames}, {"required", ""}});
  }
  {
    const auto label = html.in("label");
    html.leaf("span", sheet.say("check.agency"));
    html.empty("input", {{"name", "agency"}, {"maxlength", "100"}});
  }
  {
    const auto label = html.in("label");
    html.leaf("span", sheet.say("check.year"));
    html.empty("input", {{"name", "year"}, {"inputmode", "numeric"}, {"pattern", "[0-9]{4}"}});
  }
  html.leaf("button", {{"class", "main"}}, sheet.say("check.submit"));
}

struct Counts {
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t hints = 0;
  std::int64_t unverifiable = 0;
  std::int64_t gaps = 0;
};

Counts count(const view::ParsedFile& checked) {
  Counts counts;
  for (const Finding& one : checked.findings) {
    if (one.outcome == Outcome::Unverifiable) ++counts.unverifiable;
    if (one.outcome != Outcome::Fail) continue;
    if (one.severity == Severity::Error) ++counts.errors;
    if (one.severity == Severity::Warning) ++counts.warnings;
    if (one.severity == Severity::Info) ++counts.hints;
  }
  counts.gaps = std::count_if(checked.document.cells.begin(), checked.document.cells.end(),
                              [](const auto& one) { return one.second.kind == CellKind::Gap; });
  return counts;
}

// What an office wants to know first: may it be published so? What could not be read or checked is
// never told as being in order.
void write_verdict(Sheet& sheet, const view::ParsedFile& checked) {
  const Counts counts = count(checked);
  const auto text = [](std::int64_t number) { return std::to_string(number); };
  const bool is_read =
      checked.document.status == ReadStatus::Read || checked.document.status == ReadStatus::Partial;
  const char* key = !is_read              ? "check.verdict.unread"
                    : counts.errors > 0   ? "check.verdict.errors"
                    : counts.warnings > 0 ? "check.verdict.warnings"
                    : counts.hints > 0    ? "check.verdict.hints"
                                          : "check.verdict.none";
  const char* klass = !is_read || counts.errors > 0 ? "verdict error"
                      : counts.warnings > 0         ? "verdict warning"
                                                    : "verdict";
  const auto box = sheet.html.in("div", {{"class", klass}, {"role", "status"}});
  sheet.html.leaf("p", sheet.say(key, {{"errors", text(counts.errors)},
                                       {"warnings", text(counts.warnings)},
                                       {"hints", text(counts.hints)}}));
  if (!is_read || counts.gaps + counts.unverifiable == 0) return;
  sheet.html.leaf("p", sheet.say("check.verdict.doubt", {{"gaps", text(counts.gaps)},
                                                         {"rules", text(counts.unverifiable)}}));
}

}  // namespace

Answer check_page(Sheet sheet) {
  if (!sheet.site.check) {
    return failure(kNotFound, sheet.say("web.no_page"), sheet.request, sheet.site);
  }
  sheet.html.leaf("p", sheet.say("check.lead"));
  sheet.html.leaf("p", {{"class", "note"}}, sheet.say("check.what"));
  write_form(sheet);
  const auto title = sheet.say("web.check");
  return page(title, std::move(sheet));
}

Answer checked_page(const Result<view::ParsedFile>& checked, Sheet sheet) {
  if (!checked) {
    const std::string why = sheet.say("check.failed", {{"why", checked.error().message}});
    return failure(kUnavailable, why, sheet.request, sheet.site);
  }
  const ParsedDocument& document = checked->document;
  write_verdict(sheet, *checked);
  {
    const auto list = sheet.html.in("dl", {{"class", "facts"}});
    write_fact(sheet, "check.name", checked->file);
    write_fact(sheet, "show.title", document.title);
    write_fact(sheet, "show.agency", document.agency_name);
    write_fact(sheet, "show.year", document.year ? std::to_string(*document.year) : "");
    write_fact(sheet, "show.form", name_of(document.form));
    write_fact(sheet, "show.status", sheet.word(name_of(document.status)));
    write_fact(sheet, "show.error", document.error);
    write_fact(sheet, "column.sha256", to_hex(checked->hash));
  }
  sheet.heading("web.findings");
  write_findings(sheet, checked->findings, document);
  sheet.heading("web.tables");
  write_tables(sheet, document, checked->findings, "");
  write_prose(sheet, document);
  sheet.heading("check.another");
  write_form(sheet);
  const auto title = sheet.say("check.result");
  return page(title, std::move(sheet));
}

}  // namespace gkwatch::web
