#include <algorithm>
#include <vector>

#include "core/china_time.h"
#include "web/components.h"
#include "web/feeds.h"
#include "web/html.h"
#include "web/parameters.h"
#include "web/row_reader.h"
#include "web/sheet.h"

namespace gkwatch::web {
namespace {

constexpr PageSize kEntries{.usual = 50, .most = 500};

struct Entry {
  std::string id;
  std::string time;  // ISO 8601: compares as text
  std::string title;
  std::string summary;
  std::string href;
};

void add_reports(const store::Rows& rows, const Sheet& sheet, std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    const std::string number = std::to_string(row.number("report"));
    const std::string version = std::to_string(row.number("version"));
    entries.push_back({"urn:gkwatch:report:" + number + ":" + version, row.text("first_seen"),
                       sheet.say("feed.report", {{"name", row.text("name")},
                                                 {"year", std::to_string(row.number("year"))},
                                                 {"change", sheet.word(row.text("change"))}}),
                       row.text("title"), "/reports/" + number + "?version=" + version});
  }
}

void add_alerts(const store::Rows& rows, const Sheet& sheet, std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    const std::string year = std::to_string(row.number("year"));
    entries.push_back({"urn:gkwatch:alert:" + std::to_string(row.number("id")),
                       row.text("first_seen"),
                       "[" + sheet.word(row.text("severity")) + "] " + row.text("title"),
                       row.text("rule") + " · " + sheet.word(row.text("state")),
                       path_to("/agencies/", row.text("agency")) + "/" + year});
  }
}

void write(Html& xml, const Entry& entry, const std::string& base) {
  const auto element = xml.in("entry");
  xml.leaf("id", entry.id).leaf("title", entry.title).leaf("updated", entry.time);
  xml.leaf("summary", entry.summary);
  const auto link = xml.in("link", {{"rel", "alternate"}, {"href", base + entry.href}});
}

}  // namespace

Answer atom_feed(const Request& request, const Site& site) {
  const Sheet sheet = sheet_for(request, site);
  const auto filter = filter_of(request, kEntries);
  if (!filter) return failure_of(filter.error(), sheet);
  const auto reports = site.queries.news(*filter);
  const auto alerts = site.queries.alerts(*filter);
  if (!reports) return failure_of(reports.error(), sheet);
  if (!alerts) return failure_of(alerts.error(), sheet);
  std::vector<Entry> entries;
  add_reports(*reports, sheet, entries);
  add_alerts(*alerts, sheet, entries);
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.time > b.time; });
  entries.resize(std::min(entries.size(), filter->limit));
  Html xml;
  {
    const auto feed = xml.in("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}});
    xml.leaf("id", "urn:gkwatch:feed").leaf("title", sheet.say("feed.title"));
    xml.leaf("updated", entries.empty() ? iso_time(Instant{}) : entries.front().time);
    {
      const auto author = xml.in("author");
      xml.leaf("name", "gkwatch");
    }
    { const auto self = xml.in("link", {{"rel", "self"}, {"href", site.base + "/feed.atom"}}); }
    for (const Entry& entry : entries) write(xml, entry, site.base);
  }
  return {.type = "application/atom+xml; charset=utf-8",
          .body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + xml.take() + "\n"};
}

}  // namespace gkwatch::web
