#include <algorithm>

#include "core/china_time.h"
#include "core/text.h"
#include "web/components.h"
#include "web/feeds.h"
#include "web/parameters.h"
#include "web/row_reader.h"
#include "web/sheet.h"

namespace gkwatch::web {
namespace {

constexpr PageSize kDays{.usual = 500, .most = 500};
constexpr std::chrono::hours kBack{24 * 400};

// RFC 5545, 3.3.11: backslash, semicolon, comma and line break.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : collapse_spaces(text)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

// RFC 5545, 3.1: at most 75 bytes in a line, broken between characters.
void add_line(std::string& calendar, std::string_view name, const std::string& value) {
  constexpr std::size_t kMost = 74;
  const std::string line = std::string{name} + ":" + value;
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t size = 1;
    while (at + size < line.size() && (static_cast<unsigned char>(line[at + size]) & 0xC0U) == 0x80)
      ++size;
    if (used + size > kMost) {
      calendar += "\r\n ";
      used = 1;
    }
    calendar += line.substr(at, size);
    used += size;
    at += size;
  }
  calendar += "\r\n";
}

std::string compact(std::string day) {
  std::erase(day, '-');
  return day;
}

void add_event(std::string& calendar, const RowReader& row, const Sheet& sheet,
               const std::string& stamp) {
  const std::string due = row.text("due");
  const auto day = parse_date(due);
  if (!day) return;
  const std::string year = std::to_string(row.number("year"));
  const Date next = std::chrono::sys_days{*day} + std::chrono::days{1};
  add_line(calendar, "BEGIN", "VEVENT");
  add_line(calendar, "UID", "due-" + year + "-" + due + "@gkwatch");
  add_line(calendar, "DTSTAMP", stamp);
  add_line(calendar, "DTSTART;VALUE=DATE", compact(due));
  add_line(calendar, "DTEND;VALUE=DATE", compact(iso_date(next)));
  add_line(calendar, "SUMMARY", escaped(sheet.say("calendar.due", {{"year", year}})));
  add_line(calendar, "DESCRIPTION",
           escaped(sheet.say("calendar.counts", {{"n", std::to_string(row.number("reports"))},
                                                 {"open", std::to_string(row.number("open"))}})));
  add_line(calendar, "TRANSP", "TRANSPARENT");
  add_line(calendar, "END", "VEVENT");
}

}  // namespace

Answer calendar(const Request& request, const Site& site) {
  const Sheet sheet = sheet_for(request, site);
  auto filter = filter_of(request, kDays);
  if (!filter) return failure_of(filter.error(), sheet);
  const Instant now = site.clock.now();
  if (!filter->since) filter->since = now - kBack;
  const auto rows = site.queries.deadlines(*filter);
  if (!rows) return failure_of(rows.error(), sheet);
  std::string text;
  add_line(text, "BEGIN", "VCALENDAR");
  add_line(text, "VERSION", "2.0");
  add_line(text, "PRODID", "-//gkwatch//deadlines//ZH");
  add_line(text, "X-WR-CALNAME", escaped(sheet.say("calendar.title")));
  // A stamp of the day, so that the same calendar is the same text.
  const std::string stamp = compact(iso_date(china_date(now))) + "T000000Z";
  for (std::size_t i = 0; i < rows->values.size(); ++i) {
    add_event(text, RowReader{*rows, i}, sheet, stamp);
  }
  add_line(text, "END", "VCALENDAR");
  return {.type = "text/calendar; charset=utf-8",
          .body = std::move(text),
          .headers = {{"Content-Disposition", "inline; filename=\"gkwatch.ics\""}}};
}

}  // namespace gkwatch::web
