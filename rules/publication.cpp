#include "rules/publication.h"

#include <algorithm>

#include "rules/checks.h"
#include "rules/rule_texts.h"

namespace gkwatch::rules {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;

constexpr days kSoon{7};
constexpr hours kApart{12};

bool is_removed(const PublicationFacts& facts) {
  return std::all_of(facts.sightings.begin(), facts.sightings.end(),
                     [](const Sighting& one) { return one.absent >= kReadingsToRemove; });
}

Instant first_seen(const PublicationFacts& facts) {
  return std::min_element(
             facts.sightings.begin(), facts.sightings.end(),
             [](const Sighting& a, const Sighting& b) { return a.first_seen < b.first_seen; })
      ->first_seen;
}

// Lists are cached and posts are scheduled: a day is granted.
constexpr hours kGrace{24};

std::pair<Instant, Instant> span_of(std::span<const Instant> moments, Instant from) {
  Instant first = Instant::max();
  Instant last = Instant::min();
  for (const Instant at : moments) {
    if (at < from) continue;
    first = std::min(first, at);
    last = std::max(last, at);
  }
  return {first, last};
}

// Its stamp lies by the due day, and its own column did not list it when it should have.
bool is_backdated(const Sighting& one, Date due) {
  if (!one.stated || *one.stated >= end_of(due)) return false;
  const auto [first, last] = span_of(one.looked_before, end_of(due) + kGrace);
  return first <= last && last - first >= kApart && last < one.first_seen;
}

// The earliest moment that any copy proves or states; a stamp later than our own first look at
// the copy was set anew.
std::optional<Instant> earliest_stamp(const PublicationFacts& facts, Date due) {
  std::optional<Instant> earliest;
  for (const Sighting& one : facts.sightings) {
    if (!one.stated || is_backdated(one, due)) continue;
    const Instant credible = std::min(*one.stated, one.first_seen);
    if (!earliest || credible < *earliest) earliest = credible;
  }
  return earliest;
}

Publication found_state(const PublicationFacts& facts, Date due) {
  if (is_removed(facts)) return Publication::Removed;
  const Instant end = end_of(due);
  const Instant seen = first_seen(facts);
  const auto stamp = earliest_stamp(facts, due);
  if (seen < end || (stamp && *stamp < end)) return Publication::OnTime;
  // A copy without a stamp that we saw before the earliest stamp may be of any age.
  return stamp && *stamp <= seen ? Publication::Late : Publication::UnknownDate;
}

bool is_proved_missing(const PublicationFacts& facts, Date due) {
  std::optional<Instant> first;
  std::optional<Instant> last;
  for (const Instant at : facts.complete_checks) {
    if (at < end_of(due)) continue;
    first = first ? std::min(*first, at) : at;
    last = last ? std::max(*last, at) : at;
  }
  return first && *last - *first >= kApart;
}

Publication unseen_state(const PublicationFacts& facts, Date due, Instant now) {
  if (now < start_of(due) - kSoon) return Publication::NotDue;
  if (!facts.is_last_complete) return Publication::SourceDown;
  if (now >= end_of(due) && is_proved_missing(facts, due)) return Publication::Missing;
  return Publication::DueSoon;
}

class Teller {
 public:
  Teller(const DutyState& duty, const DueDate& due) : duty_{duty}, due_{due} {
    fills_ = {
        {"year", std::to_string(duty.year)}, {"due", iso_date(due.day)}, {"source", due.source}};
  }

  Finding tell(const char* rule, Severity severity, std::string_view text = "message") const {
    Finding finding;
    finding.key = {RuleId{rule}, duty_.agency, duty_.year, ""};
    finding.severity = severity;
    finding.message = filled(texts_of(rule, text), fills_);
    finding.expected = iso_date(due_.day);
    return finding;
  }

  void fill(Fill one) { fills_.push_back(std::move(one)); }

 private:
  const DutyState& duty_;
  const DueDate& due_;
  std::vector<Fill> fills_;
};

Severity one_step_down(Severity severity) {
  return severity == Severity::Error ? Severity::Warning : Severity::Info;
}

// 1.3: the duty knows no working days, but who published on the first one after a due day that
// was none is told more mildly.
Finding late_finding(const DutyState& duty, const DueDate& due, Teller teller) {
  const Date published = china_date(*duty.published_at);
  const auto late = (sys_days{published} - sys_days{due.day}).count();
  teller.fill({"published", iso_date(published)});
  teller.fill({"days", std::to_string(late)});
  const bool is_excused = !is_working_day(due.day) && published <= first_working_day_from(due.day);
  Finding finding = is_excused
                        ? teller.tell("R-P-LATE", one_step_down(due.overdue), "message.workday")
                        : teller.tell("R-P-LATE", due.overdue);
  finding.actual = iso_date(published);
  finding.delta = Decimal{late, 0};
  return finding;
}

Finding unverifiable(const DutyState& duty, Teller teller) {
  teller.fill({"checked", duty.checked_at ? iso_time(*duty.checked_at) : "-"});
  Finding finding = teller.tell("R-P-MISSING", Severity::Info, "message.down");
  finding.outcome = Outcome::Unverifiable;
  return finding;
}

// As found_state() says it of a report that is there; kept when the report is gone.
bool was_late(const DutyState& duty, const DueDate& due) {
  return duty.published_at && duty.first_seen && *duty.published_at >= end_of(due.day) &&
         *duty.first_seen >= end_of(due.day) && *duty.published_at <= *duty.first_seen;
}

const Sighting* backdated_copy(const PublicationFacts& facts, Date due) {
  const auto found = std::find_if(facts.sightings.begin(), facts.sightings.end(),
                                  [due](const Sighting& one) { return is_backdated(one, due); });
  return found == facts.sightings.end() ? nullptr : &*found;
}

Finding undated_finding(const DueDate& due, const PublicationFacts& facts, Teller teller) {
  const Sighting* copy = backdated_copy(facts, due.day);
  if (copy == nullptr) return teller.tell("R-P-NODATE", Severity::Info);
  const auto [first, last] = span_of(copy->looked_before, end_of(due.day) + kGrace);
  teller.fill({"stated", iso_date(china_date(*copy->stated))});
  teller.fill({"without", iso_time(last)});
  teller.fill({"seen", iso_time(copy->first_seen)});
  Finding finding = teller.tell("R-P-BACKDATED", Severity::Warning);
  finding.actual = iso_date(china_date(*copy->stated));
  return finding;
}

bool is_early(const DutyState& duty) {
  const Date new_year = std::chrono::year{duty.year + 1} / 1 / 1;
  return duty.published_at && *duty.published_at < start_of(new_year);
}

}  // namespace

Publication assess(const PublicationFacts& facts, Date due, Instant now) {
  return facts.sightings.empty() ? unseen_state(facts, due, now) : found_state(facts, due);
}

DutyState duty_of(const Agency& agency, int year, const PublicationFacts& facts,
                  const DeadlinePolicy& policy, Instant now) {
  const DueDate due = due_date(agency, year, policy);
  DutyState duty{.agency = agency.id, .year = year, .due = due.day, .due_source = due.source};
  duty.state = assess(facts, due.day, now);
  duty.published_at = earliest_stamp(facts, due.day);
  if (!facts.sightings.empty()) duty.first_seen = first_seen(facts);
  duty.checked_at = facts.checked_at;
  duty.complete = facts.is_last_complete;
  return duty;
}

std::vector<Finding> publication_findings(const DutyState& duty, const Agency& agency,
                                          const DeadlinePolicy& policy,
                                          const PublicationFacts& facts) {
  const DueDate due = due_date(agency, duty.year, policy);
  Teller teller{duty, due};
  std::vector<Finding> findings;
  switch (duty.state) {
    case Publication::Missing:
      findings.push_back(teller.tell("R-P-MISSING", due.overdue));
      break;
    case Publication::SourceDown:
      findings.push_back(unverifiable(duty, teller));
      break;
    case Publication::Late:
      if (duty.published_at) findings.push_back(late_finding(duty, due, teller));
      break;
    case Publication::DueSoon:
      findings.push_back(teller.tell("R-P-DUESOON", Severity::Info));
      break;
    case Publication::UnknownDate:
      findings.push_back(undated_finding(due, facts, teller));
      break;
    case Publication::Removed:
      findings.push_back(teller.tell("R-P-REMOVED", Severity::Warning));
      if (was_late(duty, due)) findings.push_back(late_finding(duty, due, teller));
      break;
    case Publication::NotDue:
    case Publication::OnTime:
      break;
  }
  if (is_early(duty)) {
    teller.fill({"published", iso_date(china_date(*duty.published_at))});
    findings.push_back(teller.tell("R-P-EARLY", Severity::Warning));
  }
  return findings;
}

}  // namespace gkwatch::rules
