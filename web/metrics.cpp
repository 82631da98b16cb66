#include "web/metrics.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/china_time.h"
#include "core/text.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr std::array<Metric, 23> kMetrics{{
    {"gkwatch_agencies_watched", "Agencies in the watch list."},
    {"gkwatch_agencies_failing", "Agencies whose last check could not read every source."},
    {"gkwatch_agencies_never_complete", "Agencies that were never read to their proven end."},
    {"gkwatch_oldest_unsuccessful_agency_seconds",
     "Of the agencies that fail now: time since the longest-failing one was last read completely."},
    {"gkwatch_last_check_timestamp_seconds", "When an agency was last checked; 0: never."},
    {"gkwatch_checks_last_day", "Checks of agencies in the last 24 hours."},
    {"gkwatch_reports", "Reports owed, by how they stand."},
    {"gkwatch_alerts", "Alerts by state and severity."},
    {"gkwatch_deliveries", "Messages to receivers, by state: pending, delivered, given_up."},
    {"gkwatch_delivery_attempts_failed", "Attempts so far for messages that are still pending."},
    {"gkwatch_oldest_pending_delivery_seconds", "Age of the oldest message not delivered."},
    {"gkwatch_events_waiting", "Events not yet part of a message."},
    {"gkwatch_oldest_waiting_event_seconds", "Age of the oldest such event."},
    {"gkwatch_requests_last_day", "Requests to portals in the last 24 hours, by outcome."},
    {"gkwatch_requests_failed_last_day", "Those that failed, by fault."},
    {"gkwatch_received_bytes_last_day", "Bytes had from portals in the last 24 hours."},
    {"gkwatch_database_bytes", "Size of the database."},
    {"gkwatch_pass_ended_timestamp_seconds", "When the last pass over what was due ended."},
    {"gkwatch_pass_duration_seconds", "How long that pass took."},
    {"gkwatch_pass_agencies_checked", "Agencies checked in it."},
    {"gkwatch_pass_agencies_failed", "Agencies that could not be looked at in it."},
    {"gkwatch_host_requests_today", "Requests to a host on this day; the busiest hosts."},
    {"gkwatch_host_requests_limit", "How many a host may get on one day."},
}};

struct Sample {
  std::string name;
  std::string labels;  // {…} or empty
  std::string value;
};

// A label's value: backslash, quote and line break escaped.
std::string label_value(std::string_view value) {
  std::string out = "\"";
  for (const char c : valid_utf8(value)) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string labels_of(const RowReader& row) {
  std::string labels;
  for (const auto& [name, value] : {std::pair{"label", "of"}, std::pair{"label2", "of2"}}) {
    if (row[name].is_null()) continue;
    labels += (labels.empty() ? "" : ",") + row.text(name) + "=" + label_value(row.text(value));
  }
  return labels.empty() ? labels : "{" + labels + "}";
}

std::vector<Sample> from_database(const store::Rows& rows) {
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const RowReader row{rows, i};
    samples.push_back({"gkwatch_" + row.text("metric"), labels_of(row), row["value"].dump()});
  }
  return samples;
}

std::string seconds(std::chrono::milliseconds time) {
  constexpr std::int64_t kScale = 3;
  return to_text(Decimal{time.count(), static_cast<int>(kScale)});
}

void add_live(const LiveFigures& live, std::vector<Sample>& samples) {
  if (live.pass_ended) {
    samples.push_back(
        {"gkwatch_pass_ended_timestamp_seconds", "", seconds(live.pass_ended->time_since_epoch())});
    samples.push_back({"gkwatch_pass_duration_seconds", "", seconds(live.pass_took)});
    samples.push_back({"gkwatch_pass_agencies_checked", "", std::to_string(live.pass_checked)});
    samples.push_back({"gkwatch_pass_agencies_failed", "", std::to_string(live.pass_failed)});
  }
  std::vector<std::pair<int, std::string>> hosts;
  for (const auto& [host, count] : live.requests_today) hosts.emplace_back(count, host);
  std::sort(hosts.rbegin(), hosts.rend());
  constexpr std::size_t kBusiest = 20;
  hosts.resize(std::min(hosts.size(), kBusiest));
  for (const auto& [count, host] : hosts) {
    samples.push_back(
        {"gkwatch_host_requests_today", "{host=" + label_value(host) + "}", std::to_string(count)});
  }
  samples.push_back(
      {"gkwatch_host_requests_limit", "", std::to_string(live.daily_requests_per_host)});
}

Answer plain(int status, const std::string& text) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = text + "\n"};
}

}  // namespace

std::span<const Metric> metrics() { return kMetrics; }

Answer metrics_answer(const Site& site) {
  const auto rows = site.queries.vitals(site.clock.now());
  if (!rows) return plain(kUnavailable, rows.error().message);
  std::vector<Sample> samples = from_database(*rows);
  if (site.live) add_live(site.live(), samples);
  std::string text;
  for (const Metric& metric : kMetrics) {
    std::string lines;
    for (const Sample& sample : samples) {
      if (sample.name != metric.name) continue;
      lines += sample.name + sample.labels + " " + sample.value + "\n";
    }
    if (lines.empty()) continue;
    text += "# HELP " + std::string{metric.name} + " " + std::string{metric.help} + "\n# TYPE " +
            std::string{metric.name} + " gauge\n" + lines;
  }
  return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = std::move(text)};
}

Answer health(const Site& site) {
  const auto polling = site.queries.polling();
  return polling ? plain(200, "ok") : plain(kUnavailable, polling.error().message);
}

Answer readiness(const Site& site) {
  const auto polling = site.queries.polling();
  if (!polling) return plain(kUnavailable, polling.error().message);
  if (!polling->last_complete) return plain(kUnavailable, "no agency was read to its end yet");
  const std::string when =
      "; the last agency read to its end: " + iso_time(*polling->last_complete);
  if (site.clock.now() - *polling->last_complete > site.patience) {
    return plain(kUnavailable, "nothing was read for too long" + when);
  }
  constexpr std::chrono::hours kTroubled{24};
  if (polling->last_check && *polling->last_check - *polling->last_complete > kTroubled) {
    return plain(kUnavailable, "every check fails" + when);
  }
  return plain(200, "ready" + when);
}

}  // namespace gkwatch::web
