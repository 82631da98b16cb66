// The rule book: the rows of data/rules.ini joined with the functions of checks.h.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "rules/checks.h"
#include "rules/picture_doubt.h"
#include "rules/rules.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr std::array<std::string_view, 4> kAuthorities{"law", "form", "arith", "heur"};

Authority authority_from(const std::string& name) {
  const auto* found = std::find(kAuthorities.begin(), kAuthorities.end(), name);
  if (found == kAuthorities.end()) std::abort();
  return static_cast<Authority>(found - kAuthorities.begin());
}

Rule rule_from(const std::string& id, JudgedFrom from, Check check) {
  const auto severity = severity_from(text_of(id, "severity"));
  if (!severity) std::abort();
  return {.id = RuleId{id},
          .title = texts_of(id, "title"),
          .severity = *severity,
          .authority = authority_from(text_of(id, "authority")),
          .clause = text_of(id, "clause"),
          .formula = texts_of(id, "formula"),
          .message = texts_of(id, "message"),
          .example = text_of(id, "example"),
          .silent_on = texts_of(id, "silent_on"),
          .judged_from = from,
          .check = check};
}

// A row without a function or a function without a row is a book that lies.
std::vector<Rule> bind_book() {
  const Checks checks = all_checks();
  const auto crawled = crawl_rules();
  std::vector<Rule> book;
  for (const std::string& id : text_sections()) {
    if (id == "words") continue;
    const auto check = checks.find(id);
    const auto judge = crawled.find(id);
    if ((check == checks.end()) == (judge == crawled.end())) std::abort();
    book.push_back(judge != crawled.end() ? rule_from(id, judge->second, nullptr)
                                          : rule_from(id, JudgedFrom::Report, check->second));
  }
  if (book.size() != checks.size() + crawled.size()) std::abort();
  std::sort(book.begin(), book.end(),
            [](const Rule& a, const Rule& b) { return a.id.text < b.id.text; });
  return book;
}

// Against a report of a body that was split among several, or not of this agency at all, a
// difference proves little: it is told as a hint.
bool is_weakened(const Rule& rule, const Case& report) {
  return report.input.is_reorganised && report.previous != nullptr &&
         report.previous->agency != report.input.report.agency &&
         (rule.id.text.starts_with("R-Y-") || rule.id.text.starts_with("R-D-SELF"));
}

void judge(const Rule& rule, const Case& report, Keep keep, std::vector<Finding>& findings) {
  Verdict verdict{rule, report};
  rule.check(report, verdict);
  if (!verdict.is_applicable()) return;
  auto& said = verdict.findings();
  doubt_pictures(rule, report, said);
  if (is_weakened(rule, report)) {
    for (Finding& finding : said) finding.severity = Severity::Info;
  }
  if (said.empty() && keep == Keep::Everything) {
    Finding pass = verdict.fail({});
    pass.outcome = Outcome::Pass;
    pass.message = rule.formula;
    said = {std::move(pass)};
  }
  std::move(said.begin(), said.end(), std::back_inserter(findings));
}

// Of findings with one key the gravest stands: what failed before what could not be verified.
std::vector<Finding> one_for_each_key(std::vector<Finding> findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    if (a.key != b.key) return a.key < b.key;
    return std::pair{a.outcome, b.severity} < std::pair{b.outcome, a.severity};
  });
  const auto is_same = [](const Finding& a, const Finding& b) { return a.key == b.key; };
  findings.erase(std::unique(findings.begin(), findings.end(), is_same), findings.end());
  return findings;
}

}  // namespace

Checks all_checks() {
  Checks all;
  for (auto* const group :
       {structure_checks, prose_checks, form_checks, blank_checks, arithmetic_checks,
        table_two_checks, outlier_checks, cross_checks, identity_checks, narrative_checks,
        summation_checks, consistency_checks, growth_checks, origin_checks, yearly_checks,
        likeness_checks, neighbour_checks}) {
    all.merge(group());
  }
  return all;
}

std::map<std::string, JudgedFrom> crawl_rules() {
  using enum JudgedFrom;
  return {{"R-P-MISSING", Publication},   {"R-P-LATE", Publication},   {"R-P-DUESOON", Publication},
          {"R-P-EARLY", Publication},     {"R-P-NODATE", Publication}, {"R-P-REMOVED", Publication},
          {"R-P-BACKDATED", Publication}, {"R-P-REPLACED", Copies},    {"R-P-MULTICOPY", Copies},
          {"R-P-WRONGCOLUMN", Column},    {"R-C-SHRUNK", Column},      {"R-C-CONTRACT", Column}};
}

std::string_view name_of(JudgedFrom from) {
  constexpr std::array<std::string_view, 4> kNames{"report", "publication", "copies", "column"};
  return kNames.at(static_cast<std::size_t>(from));
}

std::string_view name_of(Authority authority) {
  return kAuthorities.at(static_cast<std::size_t>(authority));
}

std::span<const Rule> rule_book() {
  static const std::vector<Rule> book = bind_book();
  return book;
}

const Rule* find_rule(std::string_view id) {
  for (const Rule& rule : rule_book()) {
    if (rule.id.text == id) return &rule;
  }
  return nullptr;
}

std::vector<Finding> run(const RuleInput& input, std::span<const Rule> book, Keep keep) {
  const Case report{input};
  std::vector<Finding> findings;
  for (const Rule& rule : book) {
    if (rule.check != nullptr) judge(rule, report, keep, findings);
  }
  return one_for_each_key(std::move(findings));
}

}  // namespace gkwatch::rules
