#include "scheduler/custody.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/china_time.h"
#include "core/text.h"
#include "rules/custody.h"
#include "rules/publication.h"

namespace gkwatch::scheduler {
namespace {

// When the columns that list it today were read completely before it was first seen.
std::vector<Instant> readings_before(const store::KnownArticle& known, const Looked& looked,
                                     const Memory& memory) {
  std::vector<Instant> moments;
  for (const Listing& listing : looked.listings) {
    const auto readings = memory.column_readings.find(listing.column.text());
    if (readings == memory.column_readings.end() || !lists(listing, known.article.id)) continue;
    std::copy_if(readings->second.begin(), readings->second.end(), std::back_inserter(moments),
                 [&](Instant at) { return at < known.first_seen; });
  }
  return moments;
}

// "post_1.html" and "post_1.html?jump=true" are one page.
std::string_view without_query(std::string_view address) {
  return address.substr(0, address.find_first_of("?#"));
}

bool is_withdrawn(const store::ReportVersion& version, const Gathered& gathered) {
  const auto known = gathered.articles.find(version.article_id);
  return known != gathered.articles.end() && known->second.absent >= rules::kReadingsToRemove;
}

// At its own address other content, or what was withdrawn has come back as another post: a file
// that another address has as well is another copy.
rules::Replaced replaced_in(const std::vector<const store::ReportVersion*>& versions,
                            const Gathered& gathered) {
  rules::Replaced replaced = rules::Replaced::No;
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const store::ReportVersion& now = *versions[i];
    const auto takes_the_place_of = [&](const store::ReportVersion* before) {
      return without_query(before->document_url) == without_query(now.document_url) ||
             (before->article_id != now.article_id && is_withdrawn(*before, gathered));
    };
    if (std::none_of(versions.begin(), versions.begin() + static_cast<std::ptrdiff_t>(i),
                     takes_the_place_of)) {
      continue;
    }
    if (now.change == store::VersionChange::Cells) replaced = rules::Replaced::Cells;
    if (now.change == store::VersionChange::Text) {
      replaced = std::max(replaced, rules::Replaced::Text);
    }
  }
  return replaced;
}

std::vector<const store::ReportVersion*> versions_of(int year, const Gathered& gathered,
                                                     const Memory& memory) {
  std::vector<const store::ReportVersion*> versions;
  for (const auto* const group : {&memory.versions, &gathered.versions}) {
    for (const store::ReportVersion& version : *group) {
      const bool is_known = std::any_of(versions.begin(), versions.end(), [&](const auto* other) {
        return other->report.document == version.report.document;
      });
      // What a person brought was never shown by the agency: nothing was put in its place.
      const bool is_shown = !version.is_imported;
      if (version.report.year == year && is_shown && !is_known) versions.push_back(&version);
    }
  }
  return versions;
}

// The earliest that the post has borne since the end of the report's year: a stamp that is set anew
// makes nobody late.
std::optional<Instant> first_stamp(const store::KnownArticle& known, const Memory& memory) {
  std::optional<Instant> first = known.article.published_at;
  if (!first) return first;
  const Instant new_year = start_of(std::chrono::year{known.year.value_or(0) + 1} / 1 / 1);
  for (const store::ReportVersion& version : memory.versions) {
    if (version.article_id != known.article.id || version.is_imported) continue;
    if (version.published_at && *version.published_at >= new_year) {
      first = std::min(*first, *version.published_at);
    }
  }
  return first;
}

}  // namespace

SightingsOf::SightingsOf(int year, const Looked& looked, const Gathered& gathered,
                         const Memory& memory) {
  for (const auto& [id, known] : gathered.articles) {
    if (known.year != year) continue;
    looked_before_.push_back(readings_before(known, looked, memory));
    sightings_.push_back(
        {known.first_seen, first_stamp(known, memory), known.absent, looked_before_.back()});
  }
  // A person says where it stood, which no list shows: it was published, nobody knows when.
  for (const store::ReportVersion& version : memory.versions) {
    if (version.report.year != year || !version.is_imported || version.url.empty()) continue;
    sightings_.push_back({version.first_seen, std::nullopt, 0, {}});
  }
}

std::vector<Finding> custody_findings(const AgencyId& agency, int year, const Gathered& gathered,
                                      const Memory& memory) {
  const auto versions = versions_of(year, gathered, memory);
  std::vector<Finding> findings = rules::replacement_findings(
      {agency, year}, replaced_in(versions, gathered), static_cast<int>(versions.size()));
  const auto copies = gathered.copies.find(year);
  if (copies == gathered.copies.end()) return findings;
  std::vector<rules::FoundCopy> found;
  for (const GatheredCopy& copy : copies->second) found.push_back({copy.parsed, copy.url});
  for (Finding& finding : rules::copy_findings({agency, year}, found)) {
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> column_findings(const AgencyId& agency, int year, const Looked& looked,
                                     const Gathered& gathered) {
  std::vector<std::string> columns;
  bool has_report_column = false;
  for (const Listing& listing : looked.listings) {
    has_report_column |= rules::is_report_column(listing.column_name);
    for (const auto& [id, known] : gathered.articles) {
      if (known.year == year && lists(listing, id)) columns.push_back(listing.column_name);
    }
  }
  if (!has_report_column) return {};
  return rules::column_findings({agency, year}, columns);
}

}  // namespace gkwatch::scheduler
