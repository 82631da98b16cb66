#include "rules/rules.h"

namespace gkwatch::rules {
namespace {

std::string print(const Rule& rule) {
  std::string text = "## " + rule.id.text + "\n\n";
  text += "| | |\n|---|---|\n";
  const auto row = [&text](std::string_view name, std::string_view value) {
    if (value.empty() || value == "-") return;
    text += "| " + std::string{name} + " | " + std::string{value} + " |\n";
  };
  row("title", rule.title.en + " · " + rule.title.zh);
  row("severity", name_of(rule.severity));
  row("authority", std::string{name_of(rule.authority)} + ": " + rule.clause);
  row("formula", rule.formula.en);
  row("规则", rule.formula.zh);
  row("message", rule.message.en);
  row("提示", rule.message.zh);
  row("example", rule.example);
  row("silent on", rule.silent_on.en);
  row("不误报", rule.silent_on.zh);
  if (rule.judged_from != JudgedFrom::Report) {
    row("judged from", std::string{name_of(rule.judged_from)} + ", as the crawl has seen it");
  }
  return text + "\n";
}

}  // namespace

std::string print_book() {
  std::string text =
      "# The rule book\n\n"
      "Printed from the program (data/rules.ini and the functions that go with it); "
      "`gkwatch rules ID` shows the same row.\n"
      "Authority: law, form (the official form's own note or structure), arith (what a total "
      "means), heur (experience; never an error).\n"
      "An error rests on printed numbers alone. Blank cells count as 0, and what follows from "
      "them is at most a warning;\na cell that could not be read makes a rule unverifiable.\n\n";
  for (const Rule& rule : rule_book()) text += print(rule);
  text.pop_back();
  return text;
}

}  // namespace gkwatch::rules
