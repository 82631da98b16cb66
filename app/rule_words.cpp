#include "app/rule_words.h"

#include "rules/rules.h"

namespace gkwatch::app {

view::RuleWords rule_words(const RuleId& rule) {
  const rules::Rule* known = rules::find_rule(rule.text);
  if (known == nullptr) return {};
  return {.title = known->title, .clause = known->clause};
}

}  // namespace gkwatch::app
