#include "scheduler/self_watch.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "alerts/events.h"
#include "alerts/reconcile.h"
#include "alerts/self_watch.h"
#include "core/log.h"
#include "rules/deadlines.h"
#include "scheduler/cadence.h"
#include "scheduler/delivery.h"

namespace gkwatch::scheduler {
namespace {

using alerts::SelfFacts;
using std::chrono::hours;

constexpr hours kUndeliveredFor{4};
constexpr hours kUnreadFor{48};
constexpr hours kBlindFor{24};
constexpr int kFailures = 3;  // half an hour at least: pauses are 10 and 20 minutes

using Histories = std::map<AgencyId, CheckHistory>;

struct Known {
  Histories checks;
  std::vector<store::GoneReceiver> gone;
  std::vector<store::Backlog> backlogs;
  std::vector<Alert> alerts;
  std::vector<Finding> findings;
  std::vector<Silence> silences;
};

// Puts the value where it belongs, or hands the error on.
template <class T>
Status take(Result<T> result, T& into) {
  if (!result) return std::move(result).error();
  into = *std::move(result);
  return {};
}

Status read_checks(const store::Database& held, const std::vector<Agency>& agencies,
                   Histories& checks) {
  for (const Agency& agency : agencies) {
    const auto last = held.last_check(agency.id);
    if (!last) return last.error();
    if (*last) checks.emplace(agency.id, **last);
  }
  return {};
}

Result<Known> read_known(const std::vector<Agency>& agencies, const CheckTools& tools) {
  const AgencyId& self = alerts::self_agency().id;
  return tools.database.with([&](const store::Database& held) -> Result<Known> {
    Known known;
    Status done = read_checks(held, agencies, known.checks);
    if (done) done = take(held.gone_receivers(), known.gone);
    if (done) done = take(held.backlogs(), known.backlogs);
    if (done) done = take(held.alerts(self), known.alerts);
    if (done) done = take(held.current_findings(self), known.findings);
    if (done) done = take(held.silences(tools.clock.now()), known.silences);
    if (!done) return Error{done.error()};
    return known;
  });
}

void add_deaf(SelfFacts& facts, const Known& known, const CheckTools& tools) {
  for (const alerts::ReceiverSettings& one : tools.alerts.receivers) {
    const auto gone = std::find_if(known.gone.begin(), known.gone.end(), [&](const auto& each) {
      return each.receiver == one.name && each.address == address_of(one);
    });
    if (gone != known.gone.end()) {
      facts.deaf.push_back({one.name, gone->at, true, gone->why});
      continue;
    }
    const auto late =
        std::find_if(known.backlogs.begin(), known.backlogs.end(),
                     [&](const store::Backlog& each) { return each.receiver == one.name; });
    if (late == known.backlogs.end() || late->attempts == 0) continue;
    const bool is_late = tools.clock.now() - late->since >= kUndeliveredFor;
    if (!late->is_given_up && !is_late) continue;
    facts.deaf.push_back({one.name, late->since, false, late->last_error, late->is_given_up});
  }
}

std::optional<Instant> success_of(const CheckHistory& check) {
  if (check.last_complete == Instant{}) return std::nullopt;
  return check.last_complete;
}

struct Host {
  std::vector<const Agency*> failing;
  int checked = 0;
  std::optional<Instant> last_success{};
};

std::map<std::string, Host> hosts_of(const std::vector<Agency>& agencies, const Known& known) {
  std::map<std::string, Host> hosts;
  for (const Agency& agency : agencies) {
    const auto check = known.checks.find(agency.id);
    if (check == known.checks.end() || agency.sources.empty()) continue;
    Host& host = hosts[std::string{agency.sources.front().url.host()}];
    ++host.checked;
    host.last_success = std::max(host.last_success, success_of(check->second));
    if (check->second.failures_in_a_row >= kFailures) host.failing.push_back(&agency);
  }
  return hosts;
}

void add_unseen(SelfFacts& facts, const std::vector<Agency>& agencies, const Known& known,
                Instant now) {
  for (const auto& [name, host] : hosts_of(agencies, known)) {
    facts.last_success = std::max(facts.last_success, host.last_success);
    if (std::ssize(host.failing) == host.checked) {
      facts.dark.push_back({name, host.checked, host.last_success});
      continue;
    }
    for (const Agency* agency : host.failing) {
      const auto since = success_of(known.checks.at(agency->id));
      if (since && now - *since < kUnreadFor) continue;
      facts.unread.push_back({agency->id, agency->name, since});
    }
  }
}

bool is_blind(const SelfFacts& facts, const Known& known, const CheckTools& tools) {
  if (known.checks.empty()) return false;
  const Instant now = tools.clock.now();
  const auto allowed = std::max<std::chrono::milliseconds>(
      kBlindFor, 3 * interval_on(china_date(now), tools.schedule));
  if (facts.last_success) return now - *facts.last_success >= allowed;
  return std::all_of(known.checks.begin(), known.checks.end(),
                     [](const auto& entry) { return entry.second.failures_in_a_row >= kFailures; });
}

SelfFacts facts_of(const std::vector<Agency>& agencies, const MachineFacts& machine,
                   const Known& known, const CheckTools& tools) {
  SelfFacts facts{.free_bytes = machine.free_bytes,
                  .reader_trouble = machine.reader_trouble,
                  .holidays_known_until = rules::holidays_known_until()};
  add_deaf(facts, known, tools);
  add_unseen(facts, agencies, known, tools.clock.now());
  facts.is_blind = is_blind(facts, known, tools);
  return facts;
}

std::vector<FindingKey> gone_of(const Known& known, const std::vector<Finding>& findings) {
  std::set<FindingKey> found;
  for (const Finding& finding : findings) found.insert(finding.key);
  std::vector<FindingKey> gone;
  for (const Finding& before : known.findings) {
    if (!found.contains(before.key)) gone.push_back(before.key);
  }
  return gone;
}

}  // namespace

Status watch_self(const std::vector<Agency>& agencies, const MachineFacts& machine,
                  const CheckTools& tools) {
  const Instant now = tools.clock.now();
  const Agency& self = alerts::self_agency();
  auto known = read_known(agencies, tools);
  if (!known) return std::move(known).error();
  store::CheckRecord record{.agency = self.id, .at = now};
  record.findings = alerts::self_findings(facts_of(agencies, machine, *known, tools), now);
  record.gone = gone_of(*known, record.findings);
  const alerts::AlertPlan plan =
      alerts::reconcile(record.findings, known->alerts, tools.alerts, now,
                        {.voice = tools.voice, .silences = known->silences, .agency = &self});
  record.events =
      alerts::events_of(plan, self, {.rule_titles = alerts::self_rule_titles()}, tools.alerts, now);
  record.alerts = plan.upserts;
  for (const AlertEvent& event : record.events) {
    log::warning("self", {{"rule", event.about.rule.text},
                          {"place", event.about.place},
                          {"event", std::string{name_of(event.reason)}}});
  }
  if (record.findings.empty() && record.alerts.empty() && record.gone.empty()) return {};
  return tools.database.with([&](store::Database& held) { return held.record(record); });
}

}  // namespace gkwatch::scheduler
