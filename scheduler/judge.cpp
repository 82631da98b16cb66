#include "scheduler/judge.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/language.h"
#include "rules/columns.h"
#include "rules/custody.h"
#include "rules/publication.h"
#include "rules/rules.h"
#include "scheduler/custody.h"

namespace gkwatch::scheduler {
namespace {

constexpr std::string_view kPublicationRules = "R-P-";
// These rest on the documents, not on the list.
constexpr std::string_view kCopies = "R-P-MULTICOPY";
constexpr std::string_view kReplaced = "R-P-REPLACED";
// With a place: of a report that is listed there and was not had.
constexpr std::string_view kUnreadable = "R-DOC-UNREADABLE";
// A portal may have a bad day.
constexpr std::chrono::hours kPatience{24};

bool is_owed(const Agency& agency, int year) {
  return year >= agency.since.value_or(year) && year <= agency.until.value_or(year);
}

class Judgement {
 public:
  Judgement(const Agency& agency, const Looked& looked, const Gathered& gathered,
            const Memory& memory, const Bench& bench)
      : agency_{agency}, looked_{looked}, gathered_{gathered}, memory_{memory}, bench_{bench} {}

  Judged judged() && {
    judge_contents();
    for (const int year : bench_.years) {
      if (is_owed(agency_, year)) judge_publication(year);
    }
    add(rules::column_trouble_findings(agency_.id, looked_.troubles));
    judge_unread();
    settle();
    return std::move(judged_);
  }

 private:
  void judge_contents() {
    const auto versions = reports_now(gathered_, memory_);
    std::vector<Report> reports = memory_.inherited;
    for (const auto& [year, version] : versions) {
      reports.push_back(version.report);
      reports.back().agency = agency_.id;
    }
    for (const auto& [year, version] : versions) {
      if (!is_watched(year)) continue;
      contents_judged_.insert(year);
      judge_report(version, reports);
      add(custody_findings(agency_.id, year, gathered_, memory_));
    }
  }

  void judge_report(const store::ReportVersion& version, const std::vector<Report>& history) {
    Report report = version.report;
    report.agency = agency_.id;
    const rules::Origin origin{version.url, publisher_of(version)};
    const auto peers = peers_of(report.year);
    const auto members = members_of(report.year);
    std::vector<Finding> findings = rules::run({.report = report,
                                                .agency = &agency_,
                                                .history = history,
                                                .origin = version.is_imported ? nullptr : &origin,
                                                .published_at = version.published_at,
                                                .peers = peers,
                                                .members = members,
                                                .class_figures = class_figures_of(report.year),
                                                .is_reorganised = memory_.is_split},
                                               rules::rule_book());
    if (version.is_imported) mark_as_imported(findings);
    add(std::move(findings));
  }

  std::string publisher_of(const store::ReportVersion& version) const {
    const auto known = gathered_.articles.find(version.article_id);
    return known == gathered_.articles.end() ? "" : known->second.article.publisher;
  }

  std::vector<rules::Peer> peers_of(int year) const {
    std::vector<rules::Peer> peers;
    const auto found = memory_.neighbours.find(year);
    if (found == memory_.neighbours.end()) return peers;
    for (const store::NeighbourText& one : found->second) {
      peers.push_back({one.agency, one.name, one.published_at, one.shingles});
    }
    return peers;
  }

  std::map<std::string, rules::ClassFigure> class_figures_of(int year) const {
    std::map<std::string, rules::ClassFigure> figures;
    const auto found = memory_.class_cells.find(year);
    if (found == memory_.class_cells.end()) return figures;
    for (const auto& [cell, one] : found->second) {
      figures[cell] = {one.count, one.mean, one.deviation};
    }
    return figures;
  }

  std::vector<rules::Member> members_of(int year) const {
    std::vector<rules::Member> members;
    const auto found = memory_.members.find(year);
    if (found == memory_.members.end()) return members;
    for (const store::MemberReport& one : found->second) {
      members.push_back({one.agency, one.is_found, one.figures});
    }
    return members;
  }

  void judge_publication(int year) {
    const Instant now = bench_.now;
    const SightingsOf sightings{year, looked_, gathered_, memory_};
    std::vector<Instant> complete = memory_.complete_checks;
    if (looked_.is_complete) complete.push_back(now);
    std::optional<Instant> checked_at;
    if (memory_.last.last_complete != Instant{}) checked_at = memory_.last.last_complete;
    if (!looked_.listings.empty()) checked_at = now;
    const rules::PublicationFacts facts{.sightings = sightings.all(),
                                        .complete_checks = complete,
                                        .is_last_complete = looked_.is_complete,
                                        .checked_at = checked_at};
    const DutyState duty = rules::duty_of(agency_, year, facts, bench_.deadlines, now);
    judged_.duties.push_back(duty);
    // What an incomplete look seems to show neither opens nor closes anything.
    if (!looked_.is_complete) return;
    publication_judged_.insert(year);
    add(rules::publication_findings(duty, agency_, bench_.deadlines, facts));
    add(column_findings(agency_.id, year, looked_, gathered_));
  }

  // When the report behind a row was asked for first without being had. None: it was had.
  std::optional<Instant> unread_since(const store::KnownArticle& known) const {
    if (known.absent > 0 || !known.year || !is_watched(*known.year)) return std::nullopt;
    if (known.fetched_at == Instant{}) return known.first_seen;
    const Instant due = known.fetched_at + bench_.recheck;
    return due <= bench_.now ? std::optional{due} : std::nullopt;
  }

  void judge_unread() {
    for (const auto& [id, why] : gathered_.unread) {
      const store::KnownArticle& known = gathered_.articles.at(id);
      const auto since = unread_since(known);
      if (!since || bench_.now - *since < kPatience) continue;
      add({rules::unread_finding({agency_.id, *known.year}, known.article.url.text(), *since,
                                 why)});
    }
  }

  bool is_unread_still(const std::string& address) const {
    return std::any_of(gathered_.articles.begin(), gathered_.articles.end(), [&](const auto& one) {
      return one.second.article.url.text() == address && unread_since(one.second);
    });
  }

  bool is_watched(int year) const {
    return std::find(bench_.years.begin(), bench_.years.end(), year) != bench_.years.end();
  }

  // Whoever reads a finding shall know that the agency has not shown us this document.
  static void mark_as_imported(std::vector<Finding>& findings) {
    for (Finding& finding : findings) {
      finding.message.zh += say(Language::Chinese, "import.mark");
      finding.message.en += say(Language::English, "import.mark");
    }
  }

  void add(std::vector<Finding> findings) {
    for (Finding& finding : findings) {
      finding.key.agency = agency_.id;
      if (found_.insert(finding.key).second) judged_.findings.push_back(std::move(finding));
    }
  }

  // A column that could not be had today says nothing against what it was accused of.
  bool was_every_column_read() const {
    return looked_.failures.empty() && !looked_.listings.empty() &&
           std::all_of(looked_.listings.begin(), looked_.listings.end(),
                       [](const Listing& listing) { return listing.was_read; });
  }

  bool was_judged(const FindingKey& key) const {
    if (rules::is_about_a_column(key.rule)) return was_every_column_read() || found_.contains(key);
    if (key.rule.text == kUnreadable && !key.place.empty()) {
      return found_.contains(key) || !is_unread_still(key.place);
    }
    if (key.rule.text == kCopies) return gathered_.copies.contains(key.year);
    const bool is_of_publication =
        key.rule.text.starts_with(kPublicationRules) && key.rule.text != kReplaced;
    return is_of_publication ? publication_judged_.contains(key.year)
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
  const Bench& bench_;
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
             const Memory& memory, const Bench& bench) {
  return Judgement{agency, looked, gathered, memory, bench}.judged();
}

}  // namespace gkwatch::scheduler
