#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "rules/faults.h"
#include "rules/ledger.h"
#include "rules/rule_texts.h"
#include "rules/rules.h"

namespace gkwatch::rules {

// One report before the rules: the input, and what is worked out from it once.
struct Case {
  explicit Case(const RuleInput& all);
  const RuleInput& input;
  const ParsedDocument& parsed;
  const Report* previous;  // of the year before; null if there is none
  Ledger ledger;
  std::vector<Fault> faults;

  // The cell, or null if the form has none of that name.
  const Cell* cell(const CellKey& key) const;
  // T3 and T4 as counted; T2 as printed. Nothing for what is unknown.
  std::optional<Decimal> value(std::string_view table, std::string_view row,
                               std::string_view column) const;
  // Those of the cells that were not recovered.
  std::vector<CellKey> lost(const std::vector<CellKey>& keys) const;
  bool has_form() const { return parsed.form == Form::F2019 || parsed.form == Form::F2021; }
};

// What goes into a finding.
struct Says {
  std::string place;  // part of the key: never a value
  Severity severity = Severity::Info;
  std::string_view text = "message";  // the rule's text: "message", or a variant "message.r7"
  std::vector<Fill> fills{};
  std::vector<CellKey> cells{};  // the evidence, the likeliest culprit first
};

// What one rule says about one report. A rule that adds nothing has held; one that calls leave()
// had nothing to judge.
class Verdict {
 public:
  Verdict(const Rule& rule, const Case& report) : rule_{rule}, report_{report} {}

  Finding& fail(const Says& says);
  // The rule needs what could not be recovered. `cells` may be empty.
  void unverifiable(std::string place, const std::vector<CellKey>& cells);
  void leave() { is_applicable_ = false; }

  const Rule& rule() const { return rule_; }
  bool is_applicable() const { return is_applicable_; }
  std::vector<Finding>& findings() { return findings_; }

 private:
  Finding& add(const Says& says, Outcome outcome, Bilingual message);

  const Rule& rule_;
  const Case& report_;
  std::vector<Finding> findings_;
  bool is_applicable_ = true;
};

// "自然人", "natural persons".
Bilingual column_name(std::string_view column);
// "（三）不予公开 1.属于国家秘密" in both languages, the key before it in English.
Bilingual row_name(const ParsedDocument& document, std::string_view table, std::string_view row);
// Several in one: "a、b" and "a, b".
Bilingual joined(const std::vector<Bilingual>& parts);
Bilingual operator+(Bilingual left, const Bilingual& right);  // a sentence after a sentence

}  // namespace gkwatch::rules
