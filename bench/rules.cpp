// The rule book, measured: all rules over one report with nine years of history and 300 peers (to
// stay under 20 ms), and how well 10 000 wrong cells are found and located.
//   bench_rules [changes]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "core/text.h"
#include "rules/identities.h"
#include "rules/likeness.h"
#include "rules/rules.h"
#include "tests/support/balanced_report.h"

namespace gkwatch {
namespace {

constexpr int kRuns = 50;
constexpr int kYears = 9;
constexpr int kPeers = 300;

// A section of about a thousand characters, of a vocabulary that agencies share in part.
std::string prose(std::mt19937& random) {
  std::u32string text;
  while (text.size() < 1000) {
    const auto phrase = static_cast<char32_t>(random() % 400);
    for (char32_t i = 0; i < 20; ++i) text += static_cast<char32_t>(U'一' + phrase * 20 + i);
    text += U'。';
  }
  return to_utf8(text);
}

struct Neighbourhood {
  std::vector<Report> history;
  std::vector<rules::Peer> peers;
};

Neighbourhood neighbourhood(std::mt19937& random) {
  Neighbourhood around;
  for (int year = 0; year < kYears; ++year) {
    ReportBuilder builder{Form::F2021, 2015 + year};
    builder.section(1, prose(random)).section(5, prose(random));
    around.history.push_back(builder.report());
  }
  for (int i = 0; i < kPeers; ++i) {
    const std::string name = "peer" + std::to_string(i);
    rules::Peer peer{AgencyId{name}, name, {}, {}};
    for (const int section : {1, 5}) {
      peer.sections.emplace(section, rules::shingles_of(rules::own_words(prose(random))));
    }
    around.peers.push_back(std::move(peer));
  }
  return around;
}

void measure_time(std::mt19937& random) {
  const Neighbourhood around = neighbourhood(random);
  ReportBuilder builder{Form::F2021, 2024};
  builder.section(1, prose(random)).section(5, prose(random));
  const Agency agency = shiling();
  const rules::RuleInput input{.report = builder.report(),
                               .agency = &agency,
                               .history = around.history,
                               .peers = around.peers};
  std::vector<double> times;
  for (int i = 0; i < kRuns; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const auto findings = rules::run(input, rules::rule_book());
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - begin;
    times.push_back(findings.empty() ? 0 : took.count());
  }
  std::sort(times.begin(), times.end());
  std::printf("all %zu rules, %d years, %d peers: median %.2f ms, worst %.2f ms (limit 20 ms)\n",
              rules::rule_book().size(), kYears, kPeers, times[kRuns / 2], times.back());
}

bool is_error(const Finding& finding) {
  return finding.outcome == Outcome::Fail && finding.severity == Severity::Error;
}

struct Score {
  int breaking = 0;   // changes that break an identity
  int found = 0;      // of those, with an error
  int located = 0;    // of those, with the changed cell among the candidates
  int named = 0;      // of those, with the changed cell as the only candidate
  int harmless = 0;   // changes that break none
  int accused = 0;    // of those, with an error
  int errors = 0;     // error findings in all
  int right = 0;      // of those, with the changed cell among the candidates
};

void count(Score& score, const std::vector<Finding>& findings, const CellKey& cell, bool breaks) {
  bool is_found = false;
  bool is_located = false;
  bool is_named = false;
  for (const Finding& finding : findings) {
    if (!is_error(finding)) continue;
    const auto& candidates = finding.candidates;
    const bool has = std::find(candidates.begin(), candidates.end(), cell) != candidates.end();
    ++score.errors;
    score.right += has ? 1 : 0;
    is_found = true;
    is_located = is_located || has;
    is_named = is_named || (has && candidates.size() == 1);
  }
  (breaks ? score.breaking : score.harmless) += 1;
  if (!breaks) score.accused += is_found ? 1 : 0;
  if (!breaks) return;
  score.found += is_found ? 1 : 0;
  score.located += is_located ? 1 : 0;
  score.named += is_named ? 1 : 0;
}

void measure_mutations(std::mt19937& random, int changes) {
  constexpr int kChangesOfOne = 100;
  Score score;
  for (int done = 0; done < changes;) {
    ReportBuilder builder = balanced_report(random);
    const auto& book = rules::identity_book(builder.parsed());
    for (int i = 0; i < kChangesOfOne && done < changes; ++i, ++done) {
      const std::size_t at = random() % book.cells.size();
      const Cell before = builder.parsed().cells.at(book.cells[at]);
      const auto value = std::to_string(random() % 60);
      if (*before.value == *Decimal::parse(value)) continue;
      builder.set(book.cells[at].text, value);
      count(score, rules::run({.report = builder.report()}, rules::rule_book()), book.cells[at],
            !book.by_cell[at].empty());
      builder.put(book.cells[at].text, before);
    }
  }
  std::printf("%d changes that break a sum: recall %.4f, located %.4f, named alone %.4f\n",
              score.breaking, 1.0 * score.found / score.breaking,
              1.0 * score.located / score.breaking, 1.0 * score.named / score.breaking);
  std::printf("%d changes that break none: %d accused\n", score.harmless, score.accused);
  std::printf("%d error findings: precision %.4f (the changed cell is a candidate)\n",
              score.errors, 1.0 * score.right / std::max(score.errors, 1));
}

}  // namespace
}  // namespace gkwatch

int main(int argc, char** argv) {
  std::mt19937 random{20210121};
  const int changes = argc > 1 ? std::atoi(argv[1]) : 10'000;
  gkwatch::measure_time(random);
  gkwatch::measure_mutations(random, std::max(changes, 1));
  return 0;
}
