#include "model/form_layout.h"
#include "web/components.h"
#include "web/pages.h"
#include "web/report_parts.h"

namespace gkwatch::web {
namespace {

void write_form(Sheet& sheet) {
  Html& html = sheet.html;
  const auto form = html.in("form", {{"class", "upload"},
                                     {"method", "post"},
                                     {"action", "/check"},
                                     {"enctype", "multipart/form-data"}});
  {
    const auto label = html.in("label");
    html.leaf("span", sheet.say("check.file"));
    html.empty("input", {{"type", "file"}, {"name", "file"}, {"required", ""}});
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
  html.leaf("button", sheet.say("check.submit"));
}

}  // namespace

Answer check_page(Sheet sheet) {
  if (!sheet.site.check) {
    return failure(kNotFound, sheet.say("web.no_page"), sheet.request, sheet.site);
  }
  sheet.html.leaf("p", sheet.say("check.lead"));
  write_form(sheet);
  const auto title = sheet.say("web.check");
  return page(title, std::move(sheet));
}

Answer checked_page(const Result<view::ParsedFile>& checked, Sheet sheet) {
  if (!checked) return failure(kUnavailable, checked.error().message, sheet.request, sheet.site);
  const ParsedDocument& document = checked->document;
  {
    const auto list = sheet.html.in("dl", {{"class", "facts"}});
    write_fact(sheet, "check.file", checked->file);
    write_fact(sheet, "show.title", document.title);
    write_fact(sheet, "show.agency", document.agency_name);
    write_fact(sheet, "show.year", document.year ? std::to_string(*document.year) : "");
    write_fact(sheet, "show.form", name_of(document.form));
    write_fact(sheet, "show.status", sheet.word(name_of(document.status)));
    write_fact(sheet, "show.error", document.error);
    write_fact(sheet, "column.sha256", to_hex(checked->hash));
  }
  sheet.heading("web.findings");
  write_findings(sheet, checked->findings, document.form);
  sheet.heading("web.tables");
  write_tables(sheet, document, checked->findings, "");
  write_prose(sheet, document);
  sheet.heading("check.another");
  write_form(sheet);
  const auto title = sheet.say("check.result");
  return page(title, std::move(sheet));
}

}  // namespace gkwatch::web
