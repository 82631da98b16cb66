#include "scheduler/judge.h"

#include <algorithm>
#include <set>
#include <utility>

#include "rules/publication.h"
#include "rules/rules.h"

namespace gkwatch::scheduler {
namespace {

constexpr std::string_view kPublicationRules = "R-P-";

bool is_about_publication(const FindingKey& key) {
  return key.rule.text.starts_with(kPublicationRules);
}

bool is_owed(const Agency& agency, int year) {
  return year >= agency.since.value_or(year) && year <= agency.until.value_or(year);
}

std::vector<rules::Sighting> sightings_of(const Gathered& gathered, int year) {
  std::vector<rules::Sighting> sightings;
  for (const auto& [id, known] : gathered.articles) {
    if (known.year != year) continue;
    sightings.push_back({known.first_seen, known.article.published_at, known.absent});
  }
  return sightings;
}

class Judgement {
 public:
  Judgement(const Agency& agency, const Looked& looked, const Gathered& gathered,
            const Memory& memory, const CheckTools& tools)
      : agency_{agency}, looked_{looked}, gathered_{gathered}, memory_{memory}, tools_{tools} {}

  Judged judged() && {
    judge_contents();
    for (const int year : tools_.years) {
      if (is_owed(agency_, year)) judge_publication(year);
    }
    settle();
    return std::move(judged_);
  }

 private:
  void judge_contents() {
    std::vector<Report> reports;
    for (auto& [year, version] : reports_now(gathered_, memory_)) {
      reports.push_back(version.report);
      reports.back().agency = agency_.id;
    }
    for (const Report& report : reports) {
      if (!is_watched(report.year)) continue;
      contents_judged_.insert(report.year);
      add(rules::run({.report = report, .agency = &agency_, .history = reports},
                     rules::rule_book()));
    }
  }

  void judge_publication(int year) {
    const Instant now = tools_.clock.now();
    const std::vector<rules::Sighting> sightings = sightings_of(gathered_, year);
    std::vector<Instant> complete = memory_.complete_checks;
    if (looked_.is_complete) complete.push_back(now);
    std::optional<Instant> checked_at;
    if (memory_.last.last_complete != Instant{}) checked_at = memory_.last.last_complete;
    if (!looked_.listings.empty()) checked_at = now;
    const rules::PublicationFacts facts{.sightings = sightings,
                                        .complete_checks = complete,
                                        .is_last_complete = looked_.is_complete,
                                        .checked_at = checked_at};
    const DutyState duty = rules::duty_of(agency_, year, facts, tools_.deadlines, now);
    judged_.duties.push_back(duty);
    // What an incomplete look seems to show neither opens nor closes anything.
    if (!looked_.is_complete) return;
    publication_judged_.insert(year);
    add(rules::publication_findings(duty, agency_, tools_.deadlines));
  }

  bool is_watched(int year) const {
    return std::find(tools_.years.begin(), tools_.years.end(), year) != tools_.years.end();
  }

  void add(std::vector<Finding> findings) {
    for (Finding& finding : findings) {
      finding.key.agency = agency_.id;
      if (found_.insert(finding.key).second) judged_.findings.push_back(std::move(finding));
    }
  }

  bool was_judged(const FindingKey& key) const {
    return is_about_publication(key) ? publication_judged_.contains(key.year)
                                     : contents_judged_.contains(key.year);
  }

  // What was current before and was judged again without being found, is gone.
  void settle() {
    for (const Finding& before : memory_.findings) {
      if (was_judged(before.key) && !found_.contains(before.key))
        judged_.gone.push_back(before.key);
    }
    std::copy_if(memory_.alerts.begin(), memory_.alerts.end(),
                 std::back_inserter(judged_.alerts_judged),
                 [&](const Alert& alert) { return was_judged(alert.finding.key); });
  }

  const Agency& agency_;
  const Looked& looked_;
  const Gathered& gathered_;
  const Memory& memory_;
  const CheckTools& tools_;
  Judged judged_;
  std::set<FindingKey> found_;
  std::set<int> contents_judged_;
  std::set<int> publication_judged_;
};

}  // namespace

std::map<int, store::ReportVersion> reports_now(const Gathered& gathered, const Memory& memory) {
  std::map<int, store::ReportVersion> reports = memory.reports;
  for (const store::ReportVersion& version : gathered.versions) {
    reports.insert_or_assign(version.report.year, version);
  }
  return reports;
}

Judged judge(const Agency& agency, const Looked& looked, const Gathered& gathered,
             const Memory& memory, const CheckTools& tools) {
  return Judgement{agency, looked, gathered, memory, tools}.judged();
}

}  // namespace gkwatch::scheduler
