#include "alerts/mail_html.h"

#include <algorithm>

#include "alerts/crowd.h"
#include "alerts/mail_table.h"
#include "alerts/mail_text.h"
#include "alerts/summary.h"
#include "core/language.h"
#include "core/text.h"

namespace gkwatch::alerts {
namespace {

constexpr std::string_view kPage =
    R"(<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body style="margin:0;padding:0;background:#f2f4f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="720" cellpadding="0" cellspacing="0" style="width:100%;max-width:720px;background:#ffffff;border:1px solid #d9dde3;border-radius:6px;font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',Arial,sans-serif;font-size:15px;line-height:1.65;color:#1f2329">
<tr><td style="padding:24px 28px 8px">
<h1 style="margin:0 0 8px;font-size:21px;line-height:1.4">{heading}</h1>
<p style="margin:0 0 16px;color:#4e5660">{intro}</p>
{crowds}{overview}{notices}{more}{request}</td></tr>
<tr><td style="padding:14px 28px 20px;border-top:1px solid #e5e8ec;font-size:13px;color:#646a73">{footer}</td></tr>
</table></td></tr></table></body></html>
)";

constexpr std::string_view kOverview =
    R"(<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 22px;font-size:14px">
<tr style="background:#f5f6f8;text-align:left"><th style="{th}">{number}</th><th style="{th}">{level}</th><th style="{th}">{matter}</th><th style="{th}">{problem}</th></tr>
{rows}</table>
)";

constexpr std::string_view kOverviewRow =
    R"(<tr><td style="{td}">{n}</td><td style="{td};white-space:nowrap;font-weight:bold;color:{colour}">{label}</td><td style="{td}">{matter}</td><td style="{td}">{problem}</td></tr>
)";

constexpr std::string_view kNotice =
    R"(<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px;border-left:4px solid {colour}">
<tr><td style="padding:2px 0 2px 16px">
<p style="margin:0;font-size:16px;font-weight:bold">{n}. <span style="color:{colour}">{label}</span>&nbsp; {matter}</p>
<p style="margin:2px 0 6px;font-weight:bold">{problem} <span style="font-weight:normal;font-size:13px;color:#646a73">{rule}</span></p>
{text}{cells}{comparison}{links}{details}</td></tr></table>
)";

constexpr std::string_view kCrowd =
    R"(<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px;border-left:4px solid {colour}">
<tr><td style="padding:2px 0 2px 16px">
<p style="margin:0 0 2px;font-size:16px;font-weight:bold"><span style="color:{colour}">{label}</span>&nbsp; {title}</p>
<p style="margin:0 0 6px;color:#4e5660">{due}<span style="font-size:13px;color:#646a73">{rule}</span></p>
<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 8px;font-size:14px">
<tr style="background:#f5f6f8;text-align:left"><th style="{th}">{region}</th><th style="{th};text-align:right">{number}</th><th style="{th}">{agencies}</th></tr>
{rows}</table>
{links}</td></tr></table>
)";

constexpr std::string_view kCrowdRow =
    R"(<tr><td style="{td}">{region}</td><td style="{td};text-align:right">{n}</td><td style="{td}">{names}</td></tr>
)";

constexpr std::string_view kCells =
    R"(<table cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 8px;font-size:14px">
<tr style="background:#f5f6f8;text-align:left"><th style="{th}">{cell}</th><th style="{th}">{printed}</th></tr>
{rows}</table>
)";

constexpr std::string_view kCellRow =
    R"(<tr><td style="{td}">{name} <span style="font-size:12px;color:#646a73">{cell}</span></td><td style="{td};text-align:right">{raw}</td></tr>
)";

constexpr std::string_view kHeadStyle =
    "padding:6px 10px;border:1px solid #d9dde3;font-weight:bold;white-space:nowrap";
constexpr std::string_view kCellStyle =
    "padding:6px 10px;border:1px solid #d9dde3;vertical-align:top";

std::string_view colour_of(const Notice& notice) {
  if (notice.reason == TellReason::Resolved) return "#1a7f37";
  switch (notice.severity) {
    case Severity::Error:
      return "#c5221f";
    case Severity::Warning:
      return "#9a5b00";
    case Severity::Info:
      break;
  }
  return "#3c5a99";
}

// All foreign text passes through here; what is filled in is markup of this file's own.
std::string safe(std::string_view text) { return escape_html(text); }

std::string words(Language language, std::string_view key) { return safe(say(language, key)); }

std::string overview_row(const Notice& notice, std::size_t number, Language language) {
  return fill_in(kOverviewRow, {{"td", kCellStyle},
                                {"n", std::to_string(number)},
                                {"colour", colour_of(notice)},
                                {"label", safe(label_of(notice, language))},
                                {"matter", safe(subject_matter_of(notice, language))},
                                {"problem", safe(notice.rule_title)}});
}

std::string overview(std::span<const Notice> notices, Language language) {
  if (notices.size() < 2) return {};
  std::string rows;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    rows += overview_row(notices[i], i + 1, language);
  }
  return fill_in(kOverview, {{"th", kHeadStyle},
                             {"number", words(language, "mail.column.number")},
                             {"level", words(language, "mail.column.level")},
                             {"matter", words(language, "mail.column.matter")},
                             {"problem", words(language, "mail.column.problem")},
                             {"rows", rows}});
}

std::string cells(const Notice& notice, Language language) {
  if (notice.cells.empty()) return {};
  std::string rows;
  for (const Notice::CellLine& cell : notice.cells) {
    rows += fill_in(kCellRow, {{"td", kCellStyle},
                               {"name", safe(cell.name)},
                               {"cell", safe(cell.key)},
                               {"raw", safe(printed_in(cell, language))}});
  }
  return fill_in(kCells, {{"th", kHeadStyle},
                          {"cell", words(language, "mail.column.cell")},
                          {"printed", words(language, "mail.column.printed")},
                          {"rows", rows}});
}

std::string comparison(const Notice& notice, Language language) {
  const std::string text = comparison_of(notice, language);
  if (text.empty()) return {};
  return fill_in(R"(<p style="margin:0 0 8px">{name}<b>{text}</b></p>)",
                 {{"name", words(language, "mail.check.lead")}, {"text", safe(text)}});
}

std::string link(std::string_view url, std::string_view text) {
  if (url.empty()) return {};
  return fill_in(R"(<a href="{url}" style="color:#1a56c4;margin-right:18px">{text}</a> )",
                 {{"url", safe(url)}, {"text", text}});
}

std::string links(const Notice& notice, Language language) {
  const std::string both = link(notice.url, words(language, "mail.link.source")) +
                           link(notice.page, words(language, "mail.link.page"));
  if (both.empty()) return {};
  return fill_in("<p style=\"margin:0 0 4px\">{links}</p>", {{"links", both}});
}

std::string details(const Notice& notice, Language language) {
  std::string text = say(language, "mail.details",
                         {{"n", std::to_string(notice.number)}, {"since", notice.first_seen}});
  if (!notice.url.empty()) text += say(language, "mail.details.url", {{"url", notice.url}});
  if (!notice.sha256.empty()) {
    text += say(language, "mail.details.sha256", {{"sha256", notice.sha256}});
  }
  return fill_in(
      R"(<p style="margin:0;font-size:12px;color:#646a73;word-break:break-all">{text}</p>)",
      {{"text", safe(text)}});
}

std::string paragraph(const Notice& notice) {
  if (is_title_all(notice)) return {};
  return "<p style=\"margin:0 0 8px\">" + safe(notice.text) + "</p>\n";
}

std::string block(const Notice& notice, std::size_t number, Language language) {
  return fill_in(kNotice, {{"colour", colour_of(notice)},
                           {"n", std::to_string(number)},
                           {"label", safe(label_of(notice, language))},
                           {"matter", safe(subject_matter_of(notice, language))},
                           {"problem", safe(notice.rule_title)},
                           {"rule", safe(notice.rule)},
                           {"text", paragraph(notice)},
                           {"cells", cells(notice, language)},
                           {"comparison", comparison(notice, language)},
                           {"links", links(notice, language)},
                           {"details", details(notice, language)}});
}

std::string crowd_block(const Crowd& crowd, const AlertPolicy& policy) {
  const Language language = policy.language;
  std::string rows;
  for (const Crowd::Region& region : crowd.regions) {
    rows += fill_in(kCrowdRow, {{"td", kCellStyle},
                                {"region", safe(region.name)},
                                {"n", std::to_string(region.members.size())},
                                {"names", safe(names_of(region, language))}});
  }
  const std::string due =
      crowd.first.expected.empty()
          ? ""
          : safe(say(language, "mail.crowd.due", {{"due", crowd.first.expected}}));
  return fill_in(kCrowd, {{"colour", colour_of(crowd.first)},
                          {"label", safe(label_of(crowd.first, language))},
                          {"title", safe(crowd_title(crowd, language))},
                          {"due", due},
                          {"rule", safe(crowd.first.rule)},
                          {"th", kHeadStyle},
                          {"region", words(language, "mail.table.region")},
                          {"number", words(language, "mail.crowd.count")},
                          {"agencies", words(language, "mail.crowd.agencies")},
                          {"rows", rows},
                          {"links", link(crowd_page(crowd, policy), words(language, "mail.all"))}});
}

std::string request(std::span<const Notice> notices, Language language) {
  std::string text;
  if (notices.size() >= kTableFrom) text += "<p>" + words(language, "mail.attached") + "</p>\n";
  if (has_request(notices)) {
    text += "<p style=\"margin:0 0 8px\">" + words(language, "mail.request") + "</p>\n";
  }
  return text;
}

std::string more(std::size_t left_out, const AlertPolicy& policy) {
  if (left_out == 0) return {};
  const std::string text =
      say(policy.language, "mail.rest.table", {{"n", std::to_string(left_out)}});
  return "<p>" + safe(text) + " " + link(alerts_page(policy), words(policy.language, "mail.all")) +
         "</p>";
}

std::string intro(std::span<const Notice> notices, Language language, Instant now) {
  return safe(say(language, "mail.intro",
                  {{"time", minute_of(now)},
                   {"n", std::to_string(notices.size())},
                   {"counts", counts_of(notices, language)}}));
}

}  // namespace

std::string mail_html(std::span<const Notice> notices, std::string_view title,
                      const AlertPolicy& policy, Instant now) {
  const Language language = policy.language;
  const Sorted sorted = sort_crowds(notices, language);
  std::string crowds;
  for (const Crowd& crowd : sorted.crowds) crowds += crowd_block(crowd, policy);
  const std::span<const Notice> singles{sorted.singles};
  const auto shown = singles.first(std::min(singles.size(), kNoticesInMail));
  std::string blocks;
  for (std::size_t i = 0; i < shown.size(); ++i) blocks += block(shown[i], i + 1, language);
  return fill_in(kPage, {{"lang", language == Language::Chinese ? "zh-CN" : "en"},
                         {"title", safe(title)},
                         {"heading", words(language, "mail.heading")},
                         {"intro", intro(notices, language, now)},
                         {"crowds", crowds},
                         {"overview", overview(singles, language)},
                         {"notices", blocks},
                         {"more", more(singles.size() - shown.size(), policy)},
                         {"request", request(notices, language)},
                         {"footer", words(language, "mail.footer")}});
}

}  // namespace gkwatch::alerts
