#include "scheduler/check.h"

#include <algorithm>
#include <span>
#include <utility>

#include "alerts/events.h"
#include "alerts/reconcile.h"
#include "core/log.h"
#include "rules/rules.h"
#include "scheduler/cadence.h"
#include "scheduler/gather.h"
#include "scheduler/judge.h"
#include "scheduler/look.h"
#include "scheduler/memory.h"
#include "scheduler/shrunk.h"
#include "scheduler/vanished.h"

namespace gkwatch::scheduler {
namespace {

crawler::Note note_of(const Agency& agency, const CheckTools& tools) {
  if (tools.journal == nullptr) return {};
  return [&](const Visit& visit) { return tools.journal->note(agency.id, visit); };
}

crawler::Fetcher fetcher_for(const Agency& agency, const Memory& memory, const CheckTools& tools) {
  return crawler::Fetcher{{
      .transport = tools.transport,
      .gate = tools.gate,
      .robots = tools.robots,
      .clock = tools.clock,
      .policy = tools.crawl,
      .hosts = tools.hosts,
      .recall = [&](const Url& url) { return recall(url, memory, tools); },
      .keep =
          [&tools](const Document& document) {
            return tools.archive.keep(*document.body, document.hash);
          },
      .note = note_of(agency, tools),
  }};
}

CheckHistory outcome_of(const Agency& agency, const Looked& looked, const Memory& memory,
                        const CheckTools& tools, std::chrono::seconds asked) {
  const Instant now = tools.clock.now();
  CheckHistory outcome = memory.last;
  outcome.last_check = now;
  if (looked.is_complete) outcome.last_complete = now;
  outcome.failures_in_a_row = looked.failures.empty() ? 0 : outcome.failures_in_a_row + 1;
  outcome.server_asked_for = asked;
  const auto interval = interval_on(china_date(now), tools.schedule);
  outcome.next_due = next_check(outcome, interval);
  if (outcome.failures_in_a_row == 0) outcome.next_due += spread_of(agency.id, interval);
  return outcome;
}

alerts::EvidenceLinks links_of(const Gathered& gathered, const Memory& memory, const Agency& agency,
                               std::span<const int> years) {
  using alerts::Evidence;
  alerts::EvidenceLinks links;
  for (const rules::Rule& rule : rules::rule_book()) links.rule_titles[rule.id] = rule.title;
  for (const auto& [year, version] : reports_now(gathered, memory)) {
    links.by_year[year] = {.url = version.url,
                           .sha256 = to_hex(version.report.document),
                           .change = {},
                           .form = version.report.parsed.form};
  }
  for (const store::ReportVersion& version : gathered.versions) {
    if (version.change == store::VersionChange::First) continue;
    links.by_year[version.report.year].change = std::string{name_of(version.change)};
  }
  for (const int year : years) {  // of a report that is not there: where we looked for it
    Evidence& evidence = links.by_year[year];
    if (evidence.url.empty()) evidence.url = agency.sources.front().url.text();
  }
  return links;
}

// A report that is overdue and was not seen is called missing only after a second complete look,
// twelve hours after the first: that look is not put off to the next week.
void look_again_soon(store::CheckRecord& record, Instant now) {
  constexpr std::chrono::minutes kSecondLook = std::chrono::hours{12} + std::chrono::minutes{5};
  const bool is_open =
      std::any_of(record.duties.begin(), record.duties.end(), [&](const DutyState& duty) {
        return duty.state == Publication::DueSoon && now >= end_of(duty.due);
      });
  if (is_open) record.outcome.next_due = std::min(record.outcome.next_due, now + kSecondLook);
}

// The parts of a record that say what was done, without what follows from it.
store::CheckRecord journal(const Agency& agency, crawler::Fetcher& fetcher, const Looked& looked,
                           const Gathered& gathered) {
  store::CheckRecord record{.agency = agency.id};
  record.visits = fetcher.take_visits();
  record.pages = known_pages(record.visits);
  record.listings = looked.listings;
  record.is_complete = looked.is_complete;
  record.documents = gathered.documents;
  return record;
}

// A report that is listed and was not had is as bad as a list that was not.
std::string first_failure(const Looked& looked, const Gathered& gathered) {
  if (!looked.failures.empty()) return looked.failures.front().message;
  return gathered.unread.empty() ? "" : gathered.unread.begin()->second.details;
}

void log_check(const Agency& agency, const store::CheckRecord& record, bool is_complete,
               const std::string& failure) {
  log::info("checked", {{"agency", agency.id.text},
                        {"requests", std::to_string(record.visits.size())},
                        {"complete", is_complete ? "yes" : "no"},
                        {"new_versions", std::to_string(record.versions.size())},
                        {"findings", std::to_string(record.findings.size())},
                        {"events", std::to_string(record.events.size())},
                        {"failure", failure}});
}

Status write(const store::CheckRecord& record, const CheckTools& tools) {
  Status done =
      tools.scribe != nullptr
          ? tools.scribe->record(record)
          : tools.database.with([&](store::Database& held) { return held.record(record); });
  if (done && tools.journal != nullptr) tools.journal->close(record.agency);
  return done;
}

// The check could not come to its end: what was asked and answered is written down all the same.
Error break_off(const Error& why, store::CheckRecord record, const CheckTools& tools,
                const Memory& memory) {
  record.outcome = memory.last;
  record.at = tools.clock.now();
  record.listings.clear();
  record.is_complete = false;
  if (Status written = write(record, tools); !written) return Error{written.error()};
  return Error{why};
}

// Until an agency has been looked at completely twice, half a day apart (which is what calls a
// report missing), what is found is how things stood when we began to watch.
bool is_settling(const Memory& memory) {
  const auto& looks = memory.complete_checks;
  return looks.empty() || looks.back() - looks.front() < std::chrono::hours{12};
}

void conclude(store::CheckRecord& record, const Agency& agency, Gathered gathered,
              const Memory& memory, const Judged& judged, const CheckTools& tools) {
  const alerts::AlertPlan plan =
      alerts::reconcile(judged.findings, judged.alerts_judged, tools.alerts, tools.clock.now(),
                        {.voice = tools.voice,
                         .silences = memory.silences,
                         .dismissals = memory.dismissals,
                         .agency = &agency,
                         .first_year_told = is_settling(memory) ? tools.first_year_told : 0});
  record.events = alerts::events_of(plan, agency, links_of(gathered, memory, agency, tools.years),
                                    tools.alerts, tools.clock.now());
  record.alerts = plan.upserts;
  record.duties = judged.duties;
  record.findings = judged.findings;
  record.gone = judged.gone;
  record.moved = std::move(gathered.moved);
  for (auto& [id, article] : gathered.articles) record.articles.push_back(std::move(article));
  for (store::ReportVersion& version : gathered.versions) {
    version.report.agency = agency.id;
    record.versions.push_back(std::move(version));
  }
}

}  // namespace

Result<Checked> check_agency(const Agency& agency, const CheckTools& tools, std::stop_token stop) {
  auto memory = remember(agency, tools.database, tools.clock.now());
  if (!memory) return std::move(memory).error();
  crawler::Fetcher fetcher = fetcher_for(agency, *memory, tools);
  Looked looked = look(agency, fetcher, stop);
  if (!looked.must_end && !weigh_a_vanished_list(looked, agency, *memory, fetcher, stop)) {
    weigh_shrunk_lists(looked, agency.id, *memory, tools.clock.now());
    if (!looked.must_end) ask_before_removal(looked, *memory, fetcher, stop);
  }
  Gathered gathered;
  if (!looked.must_end) gathered = gather(agency, looked, *memory, fetcher, tools, stop);
  store::CheckRecord record = journal(agency, fetcher, looked, gathered);
  if (looked.must_end) return break_off(*looked.must_end, std::move(record), tools, *memory);
  if (gathered.must_end) return break_off(*gathered.must_end, std::move(record), tools, *memory);
  record.outcome = outcome_of(agency, looked, *memory, tools, fetcher.server_asked_for());
  const Judged judged =
      judge(agency, looked, gathered, *memory,
            {tools.years, tools.deadlines, tools.schedule.recheck, tools.clock.now()});
  const std::string failure = first_failure(looked, gathered);
  conclude(record, agency, std::move(gathered), *memory, judged, tools);
  look_again_soon(record, tools.clock.now());
  if (Status written = write(record, tools); !written) return Error{written.error()};
  log_check(agency, record, looked.is_complete, failure);
  return Checked{record.outcome, failure};
}

}  // namespace gkwatch::scheduler
