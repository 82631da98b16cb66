#include "app/filter_check.h"

#include <algorithm>
#include <map>
#include <vector>

#include "alerts/self_watch.h"
#include "model/agency.h"
#include "rules/rules.h"

namespace gkwatch::app {
namespace {

// The states that rows of this question have.
const std::vector<std::string>& states_of(const std::string& question) {
  static const std::map<std::string, std::vector<std::string>> kStates{
      {"reports",
       {"not_due", "due_soon", "on_time", "late", "missing", "unknown_date", "source_down",
        "removed"}},
      {"alerts", {"firing", "acknowledged", "silenced", "resolved"}},
      {"findings", {"current", "gone", "dismissed", "fail", "unverifiable"}},
      {"alerts silences", {"active", "ended"}},
      {"agencies", {"watched", "unwatched"}},
      {"cells", {"number", "blank", "dash", "text", "gap"}},
      {"history", {"new", "changed", "unchanged", "gone", "error"}},
  };
  static const std::vector<std::string> kNone;
  const auto it = kStates.find(question);
  return it == kStates.end() ? kNone : it->second;
}

bool is_known_rule(const std::string& rule) {
  return rules::find_rule(rule) != nullptr || alerts::self_rule_titles().contains({rule});
}

}  // namespace

std::string complaint_about(const std::string& question, const store::Filter& filter,
                            Language language) {
  const auto unfit = [&](const char* name) {
    return say(language, "usage.unfit", {{"command", question}, {"what", name}});
  };
  const bool has_no_rules = question == "agencies" || question == "history" ||
                            question == "stats" || question == "search" || question == "cells";
  if (has_no_rules && !filter.rule.empty()) return unfit("--rule");
  if (has_no_rules && filter.severity) return unfit("--severity");
  if ((question == "stats" || question == "search") && !filter.state.empty())
    return unfit("--state");
  if (question == "agencies" && filter.since) return unfit("--since");
  if (question == "agencies" && filter.until) return unfit("--until");
  if (!filter.agency_class.empty() && !agency_class_from(filter.agency_class)) {
    return std::string{say(language, "desk.wrong.class")};
  }
  const auto& states = states_of(question);
  const bool is_state = std::find(states.begin(), states.end(), filter.state) != states.end();
  if (!filter.state.empty() && !is_state) {
    return say(language, "usage.no_state", {{"value", filter.state}});
  }
  if (!filter.rule.empty() && !is_known_rule(filter.rule)) {
    return say(language, "desk.wrong.rule", {{"value", filter.rule}});
  }
  return "";
}

std::string unknown_agency(const store::Queries& queries, const store::Filter& filter,
                           Language language) {
  for (const std::string& id : filter.agencies) {
    const auto found = queries.agencies({.agencies = {id}});
    if (found && found->values.empty()) {
      return say(language, "desk.wrong.agency", {{"value", id}});
    }
  }
  return "";
}

}  // namespace gkwatch::app
