#include <ostream>

#include "app/commands.h"
#include "core/text.h"
#include "rules/rules.h"
#include "view/rows.h"
#include "view/terminal.h"

namespace gkwatch::app {
namespace {

store::Rows row_of(const std::vector<const rules::Rule*>& chosen, Language language) {
  store::Rows rows{.columns = {"rule", "severity", "formula", "authority", "clause", "example"},
                   .values = {}};
  for (const rules::Rule* rule : chosen) {
    rows.values.push_back({Json{rule->id.text}, Json{name_of(rule->severity)},
                           Json{rule->formula.in(language)}, Json{name_of(rule->authority)},
                           Json{rule->clause}, Json{rule->example}});
  }
  return rows;
}

std::string card(const rules::Rule& rule, const view::Page& page) {
  const Language language = page.language;
  std::string text = view::inked(rule.id.text, view::Ink::Bold, page.colour) + "\n";
  const auto line = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) text += "  " + std::string{say(language, key)} + ": " + value + "\n";
  };
  line("column.severity", view::words_for("severity", Json{name_of(rule.severity)}, language));
  line("column.formula", rule.formula.in(language));
  line("column.authority", std::string{name_of(rule.authority)} + " " + rule.clause);
  line("column.message", rule.message.in(language));
  line("column.example", rule.example);
  line("rules.silent_on", rule.silent_on.in(language));
  return text + "\n";
}

}  // namespace

Exit rules_command(const Options& options, World& world) {
  std::vector<const rules::Rule*> chosen;
  for (const std::string& id : options.words) {
    const rules::Rule* rule = rules::find_rule(id);
    if (rule == nullptr) {
      world.err << "gkwatch: "
                << say(language_of(options, world), "desk.wrong.rule", {{"value", id}}) << "\n";
      return Exit::Usage;
    }
    chosen.push_back(rule);
  }
  if (chosen.empty()) {
    for (const rules::Rule& rule : rules::rule_book()) chosen.push_back(&rule);
  }
  const view::Page page = page_for(options.format, language_of(options, world), world);
  if (page.format != view::Format::Text || options.words.empty()) {
    world.out << view::render(row_of(chosen, page.language), page);
    return Exit::Done;
  }
  for (const rules::Rule* rule : chosen) world.out << card(*rule, page);
  return Exit::Done;
}

}  // namespace gkwatch::app
