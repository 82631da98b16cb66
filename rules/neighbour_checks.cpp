// D-PEER and AGG: a report beside those of the other agencies of its district
// (domain/report-format.md, 3.11 and 3.12).
#include <algorithm>
#include <array>
#include <map>

#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/formulas.h"
#include "rules/likeness.h"
#include "rules/narrative.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr int kSamePerThousand = 850;
constexpr std::size_t kCluster = 5;    // so many alike follow a template, and nobody copied
constexpr std::size_t kManyPeers = 20;  // of fewer, a twentieth is nobody

// What more than a twentieth of the district writes is boilerplate, though no list has it.
Shingles without_common(const Shingles& own, const std::vector<const Shingles*>& peers) {
  if (peers.size() < kManyPeers) return own;
  std::map<std::uint32_t, std::size_t> counts;
  for (const std::uint32_t one : own) counts.emplace(one, 0);
  for (const Shingles* peer : peers) {
    for (auto& [shingle, count] : counts) {
      if (std::binary_search(peer->begin(), peer->end(), shingle)) ++count;
    }
  }
  Shingles left;
  for (const auto& [shingle, count] : counts) {
    if (count * 20 <= peers.size()) left.push_back(shingle);
  }
  return left;
}

struct Resemblance {
  const Peer* peer;
  int per_thousand;
};

// Those whose section is at least so much the same.
std::vector<Resemblance> resembling(const Shingles& own, std::span<const Peer> peers, int section) {
  std::vector<Resemblance> found;
  for (const Peer& peer : peers) {
    const auto theirs = peer.sections.find(section);
    if (theirs == peer.sections.end()) continue;
    const Likeness like = likeness(own, theirs->second);
    if (like.shingles < kLeastShingles || like.per_thousand < kSamePerThousand) continue;
    found.push_back({&peer, like.per_thousand});
  }
  return found;
}

// A cluster is told once, by the first of its agencies.
void tell_cluster(const Case& report, const std::vector<Resemblance>& alike, int section,
                  Verdict& verdict) {
  const bool is_first = std::all_of(alike.begin(), alike.end(), [&](const Resemblance& one) {
    return report.input.report.agency < one.peer->agency;
  });
  if (!is_first) return;
  std::vector<Bilingual> names;
  for (const Resemblance& one : alike) names.push_back({one.peer->name, one.peer->name});
  names.resize(std::min(names.size(), kCluster));
  verdict.fail({.place = "section " + std::to_string(section),
                .text = "message.cluster",
                .fills = {{"section", words("section." + std::to_string(section))},
                          {"count", std::to_string(alike.size() + 1)},
                          {"names", joined(names)}}});
}

// Of two, the later one is told; who of them wrote it, the text does not say.
bool was_later(const Case& report, const Peer& peer) {
  const auto& own = report.input.published_at;
  if (own && peer.published_at && *own != *peer.published_at) return *own > *peer.published_at;
  return peer.agency < report.input.report.agency;
}

void check_peer_section(const Case& report, const Section& section, Verdict& verdict) {
  const Shingles own = shingles_of(own_words(section.text));
  if (own.size() < kLeastShingles) return;
  const auto alike = resembling(own, report.input.peers, section.number);
  if (alike.size() + 1 >= kCluster) return tell_cluster(report, alike, section.number, verdict);
  if (alike.empty()) return;
  std::vector<const Shingles*> texts;
  for (const Peer& peer : report.input.peers) {
    const auto theirs = peer.sections.find(section.number);
    if (theirs != peer.sections.end()) texts.push_back(&theirs->second);
  }
  const Shingles rare = without_common(own, texts);
  for (const Resemblance& one : alike) {
    const Shingles& theirs = one.peer->sections.at(section.number);
    const Likeness like = likeness(rare, theirs);
    if (rare.size() < kLeastShingles || like.per_thousand < kSamePerThousand) continue;
    if (!was_later(report, *one.peer)) continue;
    verdict.fail({.place = "section " + std::to_string(section.number),
                  .severity = Severity::Warning,
                  .fills = {{"section", words("section." + std::to_string(section.number))},
                            {"percent", std::to_string(one.per_thousand / 10)},
                            {"other", one.peer->name}}});
    return;  // one cause, one finding
  }
}

void check_peers(const Case& report, Verdict& verdict) {
  if (report.input.peers.empty()) return verdict.leave();
  for (const int number : {1, 5}) {
    const Section* section = find_section(report.parsed, number);
    if (section != nullptr) check_peer_section(report, *section, verdict);
  }
}

constexpr std::array<std::string_view, 4> kGauges{"T3.NEW.SUM", "T3.R7.SUM", "T3.COUT.SUM",
                                                  "T4.RV.TOT"};

bool is_whole_region(const Case& report) {
  return is_consolidated(report) && !report.input.members.empty();
}

std::int64_t found_members(const Case& report) {
  return std::count_if(report.input.members.begin(), report.input.members.end(),
                       [](const Member& member) { return member.is_found; });
}

// How much of the region's figures the reports that were found account for. Public institutions,
// vertical bodies and branch offices are counted elsewhere: a gauge, never a fault.
void check_total(const Case& report, Verdict& verdict) {
  if (!is_whole_region(report) || !report.has_form() || found_members(report) == 0) {
    return verdict.leave();
  }
  for (const std::string_view gauge : kGauges) {
    const CellKey key{std::string{gauge}};
    const auto own = evaluate(report, gauge);
    if (!own) {
      verdict.unverifiable(key.text, report.lost({key}));
      continue;
    }
    Decimal sum;
    std::int64_t counted = 0;
    for (const Member& member : report.input.members) {
      const auto figure = member.figures.find(key.text);
      if (figure == member.figures.end()) continue;
      sum = sum + figure->second;
      ++counted;
    }
    if (sum == *own) continue;
    Finding& finding =
        verdict.fail({.place = key.text,
                      .fills = {{"cell", cell_name(report.parsed.form, key)},
                                {"own", to_text(*own)},
                                {"sum", to_text(sum)},
                                {"counted", std::to_string(counted)},
                                {"all", std::to_string(report.input.members.size())}},
                      .cells = {key}});
    finding.delta = *own - sum;
  }
}

void check_coverage(const Case& report, Verdict& verdict) {
  if (!is_whole_region(report)) return verdict.leave();
  const auto all = static_cast<std::int64_t>(report.input.members.size());
  const std::int64_t found = found_members(report);
  if (found == all) return;
  Finding& finding = verdict.fail(
      {.fills = {{"found", std::to_string(found)}, {"all", std::to_string(all)}}});
  finding.expected = std::to_string(all);
  finding.actual = std::to_string(found);
}

}  // namespace

Checks neighbour_checks() {
  return {{"R-D-PEER", check_peers}, {"R-AGG-SUM", check_total}, {"R-AGG-COVER", check_coverage}};
}

}  // namespace gkwatch::rules
