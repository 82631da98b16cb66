#include "alerts/notice.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "alerts/plain_line.h"
#include "core/url.h"

namespace gkwatch::alerts {
namespace {

constexpr std::size_t kLineLimit = 300;
constexpr std::size_t kTextLimit = 2'000;
constexpr std::size_t kRawLimit = 80;
constexpr std::size_t kDateLength = 10;

std::string page_of(const Telling& telling, const AlertPolicy& policy) {
  if (policy.page_base.empty()) return {};
  std::string base = policy.page_base;
  while (base.ends_with('/')) base.pop_back();
  if (telling.report_number) return base + "/reports/" + std::to_string(*telling.report_number);
  return base + "/agencies/" + percent_encode(telling.event.about.agency.text);
}

// The body is our own, written with the alert; one that is damaged says nothing more.
Json body_of(const Telling& telling) { return Json::parse(telling.event.body).value_or(Json{}); }

std::string line(const Json& value) { return plain_line(value.string_or(""), kLineLimit); }

std::string link(const Json& value) {
  const auto url = Url::parse(value.string_or(""));
  return url ? url->text() : std::string{};
}

std::string figure(const Json& value) {
  const auto number = value.decimal();
  return number ? to_text(*number) : std::string{};
}

std::vector<Notice::CellLine> cell_lines(const Json& cells) {
  std::vector<Notice::CellLine> lines;
  for (const Json& cell : cells.items()) {
    lines.push_back(
        {line(cell["cell"]), line(cell["name"]), plain_line(cell["raw"].string_or(""), kRawLimit)});
  }
  return lines;
}

// What an alert that is over once rested on would read as if it still stood there.
void forget_evidence(Notice& notice) {
  notice.cells.clear();
  notice.expected.clear();
  notice.actual.clear();
  notice.delta.clear();
}

Notice notice_of(const Telling& telling, const AlertPolicy& policy) {
  const Json body = body_of(telling);
  const Json& agency = body["agency"];
  Notice notice{.number = telling.alert_number,
                .reason = telling.event.reason,
                .severity = severity_from(body["severity"].string_or("")).value_or(Severity::Error),
                .rule = line(body["rule"]),
                .rule_title = line(body["rule_title"]),
                .agency_id = line(agency["id"]),
                .agency = line(agency["name"]),
                .region = line(agency["region"]),
                .year = body["year"].integer(),
                .title = line(body["title"]),
                .text = plain_line(body["text"].string_or(""), kTextLimit),
                .cells = cell_lines(body["cells"]),
                .expected = line(body["expected"]),
                .actual = line(body["actual"]),
                .delta = figure(body["delta"]),
                .url = link(body["url"]),
                .page = page_of(telling, policy),
                .sha256 = line(body["sha256"]),
                .first_seen = line(body["first_seen"]).substr(0, kDateLength)};
  if (notice.reason == TellReason::Resolved) forget_evidence(notice);
  return notice;
}

auto rank_of(const Notice& notice) {
  const bool is_over = notice.reason == TellReason::Resolved;
  return std::tuple{is_over,       -static_cast<int>(notice.severity),
                    notice.agency, notice.agency_id,
                    notice.year,   notice.rule,
                    notice.number};
}

}  // namespace

Json alert_json(const Telling& telling, const AlertPolicy& policy) {
  Json alert;
  alert.set("id", telling.alert_number);
  const Json body = body_of(telling);
  for (const auto& [name, value] : body.members()) alert.set(name, value);
  const std::string page = page_of(telling, policy);
  alert.set("page", page.empty() ? Json{} : Json{page});
  return alert;
}

std::vector<Notice> notices_of(std::span<const Telling> tellings, const AlertPolicy& policy) {
  std::map<FindingKey, Notice> last;
  for (const Telling& telling : tellings) {
    last.insert_or_assign(telling.event.about, notice_of(telling, policy));
  }
  std::vector<Notice> notices;
  notices.reserve(last.size());
  for (auto& [key, notice] : last) notices.push_back(std::move(notice));
  std::sort(notices.begin(), notices.end(),
            [](const Notice& a, const Notice& b) { return rank_of(a) < rank_of(b); });
  return notices;
}

}  // namespace gkwatch::alerts
