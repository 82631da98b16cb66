#include <algorithm>
#include <map>
#include <ostream>

#include "app/commands.h"
#include "app/reading_room.h"
#include "rules/rules.h"
#include "store/version_diff.h"
#include "view/diff_text.h"

namespace gkwatch::app {
namespace {

struct Pair {
  int from = 0;
  int to = 0;
};

// Without being asked: the current version against the number before it, or against the next one
// where an old document has become current again.
Pair versions_of(const store::ReportView& report, const Options& options) {
  const int to = options.to.value_or(report.version.report.version);
  int from = to;
  for (const store::ReportVersion& version : report.versions) {
    const int number = version.report.version;
    if (number == to) continue;
    if (from == to || (number < to && (from > to || number > from))) from = number;
  }
  return {options.from.value_or(from), to};
}

// What can be seen in the document alone, by today's rule book.
std::map<FindingKey, Finding> judged(const store::ReportVersion& version, const Agency& agency) {
  std::map<FindingKey, Finding> all;
  for (Finding& finding :
       rules::run({.report = version.report, .agency = &agency}, rules::rule_book())) {
    const FindingKey key = finding.key;
    all.emplace(key, std::move(finding));
  }
  return all;
}

bool is_same(const Finding& a, const Finding& b) {
  return a.outcome == b.outcome && a.expected == b.expected && a.actual == b.actual &&
         a.delta == b.delta;
}

std::vector<view::FindingChange> changes_between(const std::map<FindingKey, Finding>& before,
                                                 const std::map<FindingKey, Finding>& after) {
  std::vector<view::FindingChange> changes;
  for (const auto& [key, finding] : before) {
    const auto now = after.find(key);
    if (now == after.end()) {
      changes.push_back({finding, std::nullopt});
    } else if (!is_same(finding, now->second)) {
      changes.push_back({finding, now->second});
    }
  }
  for (const auto& [key, finding] : after) {
    if (!before.contains(key)) changes.push_back({std::nullopt, finding});
  }
  return changes;
}

Result<view::Comparison> compared(std::int64_t number, const Options& options,
                                  const store::Queries& queries) {
  auto newest = queries.report(number);
  if (!newest) return std::move(newest).error();
  const Pair pair = versions_of(*newest, options);
  auto from = queries.report(number, pair.from);
  if (!from) return std::move(from).error();
  auto to = queries.report(number, pair.to);
  if (!to) return std::move(to).error();
  view::Comparison comparison{.report = number,
                              .agency = to->agency,
                              .year = to->version.report.year,
                              .from = std::move(from->version),
                              .to = std::move(to->version),
                              .diff = {},
                              .findings = {}};
  comparison.diff = store::diff_of(comparison.from, comparison.to);
  comparison.findings = changes_between(judged(comparison.from, comparison.agency),
                                        judged(comparison.to, comparison.agency));
  return comparison;
}

}  // namespace

Exit diff_command(const Options& options, World& world) {
  auto room = open_reading_room(options, world);
  if (!room) return complain(room.error(), world);
  const auto number = report_number(options.words.front(), room->queries);
  if (!number) return refuse_report(number.error(), world);
  const auto comparison = compared(*number, options, room->queries);
  if (!comparison) return complain(comparison.error(), world);
  world.out << view::render(*comparison, page_for(options.format, room->settings.language, world));
  return Exit::Done;
}

}  // namespace gkwatch::app
