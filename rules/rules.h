#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/language.h"
#include "model/agency.h"
#include "model/finding.h"
#include "model/report.h"
#include "rules/surroundings.h"

namespace gkwatch::rules {

// What a rule may look at. No clock, no store, no network. What is not given (`parse` knows no
// agency and no history) makes the rules that need it not applicable, never failed.
struct RuleInput {
  const Report& report;
  const Agency* agency = nullptr;
  // Reports for other years, in any order: of the agency, and of its predecessor under its own id.
  std::span<const Report> history{};
  const Origin* origin = nullptr;
  std::optional<Instant> published_at{};               // earliest credible
  std::span<const Peer> peers{};                       // same district, same year
  std::span<const Member> members{};                   // of a consolidated report
  std::map<std::string, ClassFigure> class_figures{};  // by "T2.PENALTY.DECISIONS"; same year
  // The predecessor was split among several: what differs from it proves little.
  bool is_reorganised = false;
};

// Why a rule may be held against an agency.
enum class Authority { Law, Form, Arithmetic, Heuristic };
std::string_view name_of(Authority authority);  // "law", "form", "arith", "heur"

// What a rule looks at. All but the report are what the crawl has seen.
enum class JudgedFrom { Report, Publication, Copies, Column };
std::string_view name_of(JudgedFrom from);  // "report", "publication", "copies", "column"

struct Case;
class Verdict;
using Check = void (*)(const Case& report, Verdict& verdict);

// One row of the rule book: what `gkwatch rules` prints and docs/rules.md shows, and the
// function that judges by it, so that the book and the code cannot tell different stories.
struct Rule {
  RuleId id;
  Bilingual title{};                   // of its findings in a list: "迟于规定日期公布"
  Severity severity = Severity::Info;  // the highest it gives
  Authority authority = Authority::Heuristic;
  std::string clause;   // of the law or the form: "《条例》第五十条"
  Bilingual formula;    // in words
  Bilingual message;    // the template of its usual finding
  std::string example;  // as met in real reports
  Bilingual silent_on;  // known false positives, and what keeps them silent
  // Its function: `check`, or publication_findings, the functions of rules/custody.h, or
  // column_trouble_findings.
  JudgedFrom judged_from = JudgedFrom::Report;
  Check check = nullptr;  // of Report alone
};

// Every rule, by id. Made once; the process ends if rows and functions disagree.
std::span<const Rule> rule_book();
// The rule of that name, or null.
const Rule* find_rule(std::string_view id);

enum class Keep { Faults, Everything };  // Everything: also one Pass per rule that held

// What the rules of `book` say about the report, sorted by key, each key once. Cannot
// fail: a rule that would have to read a Gap says Unverifiable (severity info). An Error finding
// rests on printed numbers alone.
std::vector<Finding> run(const RuleInput& input, std::span<const Rule> book,
                         Keep keep = Keep::Faults);

// The whole book as docs/rules.md.
std::string print_book();

}  // namespace gkwatch::rules
