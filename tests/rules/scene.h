#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/china_time.h"
#include "core/text.h"
#include "rules/likeness.h"
#include "rules/rules.h"
#include "tests/support/builders.h"

namespace gkwatch::rules {

// A report with everything that a rule may look at. It says nothing odd; a test changes one thing.
struct Scene {
  ReportBuilder now{};
  std::optional<ReportBuilder> before{};  // the report for the year before
  Agency agency = shiling();
  std::optional<Origin> origin{};
  std::vector<Peer> peers{};
  std::vector<Member> members{};
  std::map<std::string, ClassFigure> class_figures{};

  // The outcomes of one rule; a rule that had nothing to judge has none.
  std::set<Outcome> outcomes(const std::string& rule) {
    std::vector<Report> history;
    if (before) history.push_back(before->report());
    const RuleInput input{.report = now.report(),
                          .agency = &agency,
                          .history = history,
                          .origin = origin ? &*origin : nullptr,
                          .published_at = parse_china_time("2021-01-20"),
                          .peers = peers,
                          .members = members,
                          .class_figures = class_figures};
    std::set<Outcome> found;
    for (const Finding& finding : run(input, rule_book(), Keep::Everything)) {
      if (finding.key.rule.text == rule) found.insert(finding.outcome);
    }
    return found;
  }

  void form_of_2021(int year = 2022) { now = ReportBuilder{Form::F2021, year}; }
  void two_years_of_2021() {
    before = ReportBuilder{Form::F2021, 2021};
    form_of_2021(2022);
  }
  void year_before() { before = ReportBuilder{Form::F2019, 2019}; }
  void claim_inexactly(const std::string& what, const std::string& value) {
    now.claim(what, value);
    now.parsed().claims.back().is_exact = false;
  }
  void say(std::string text) { now.parsed().text = std::move(text); }
  void unit(const char* cell, const char* number, const char* unit) {
    now.set(cell, number);
    now.parsed().cells.at(CellKey{cell}).unit = unit;
  }
  void unknown_row(const char* label, std::vector<std::string> values) {
    now.parsed().unknown_rows = {{"T3", label, std::move(values)}};
  }
  void zero_requests() {
    for (auto& [key, cell] : now.parsed().cells) {
      if (key.text.starts_with("T3.")) now.set(key.text, "0");
    }
  }
  void lose_table(const char* table) {
    now.every(table, CellKind::Gap);
    for (auto& [row, match] : now.parsed().rows) {
      if (row.starts_with(std::string{table} + ".")) match = RowMatch::Absent;
    }
  }
  // Nothing was had of the document.
  void unreadable() {
    ParsedDocument& parsed = now.parsed();
    parsed.status = ReadStatus::Unreadable;
    parsed.error = "damaged";
    parsed.form = Form::Unknown;
    parsed.cells.clear();
    parsed.sections.clear();
    parsed.claims.clear();
    parsed.title = parsed.text = parsed.agency_name = "";
    parsed.year.reset();
    parsed.is_year_from_title = false;
  }
  void add_peer(const char* id, const std::string& text) {
    Peer peer{AgencyId{id}, id, parse_china_time("2021-01-10"), {}};
    peer.sections.emplace(5, shingles_of(own_words(text)));
    peers.push_back(std::move(peer));
  }
};

// So many different characters in sentences, so that shingles are as many.
inline std::string long_text(char32_t first, int size = 320) {
  std::u32string text;
  for (char32_t i = 0; i < static_cast<char32_t>(size); ++i) {
    text += static_cast<char32_t>(first + i);
    if (i % 40 == 39) text += U'。';
  }
  return to_utf8(text);
}

}  // namespace gkwatch::rules
