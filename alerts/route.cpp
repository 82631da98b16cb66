#include "alerts/route.h"

#include <string_view>
#include <utility>

namespace gkwatch::alerts {
namespace {

// One condition of a match, held against what is the case.
struct Condition {
  std::string_view name;  // of the catalogue: "route.region"
  std::string wanted;
  std::string found;
  bool is_met = false;
};

bool is_rule_wanted(std::string_view wanted, std::string_view rule) {
  if (!wanted.ends_with('*')) return rule == wanted;
  wanted.remove_suffix(1);
  return rule.starts_with(wanted);
}

// The conditions that are set, and no others.
std::vector<Condition> conditions_of(const Match& match, const Finding& finding,
                                     const Agency& agency) {
  std::vector<Condition> all;
  const auto add = [&](std::string_view name, const std::string& wanted, std::string_view found,
                       bool is_met) {
    if (!wanted.empty()) all.push_back({name, wanted, std::string{found}, is_met});
  };
  const std::string& rule = finding.key.rule.text;
  const auto kind = name_of(agency.kind);
  add("route.agency", match.agency, agency.id.text, agency.id.text == match.agency);
  add("route.region", match.region_prefix, agency.region,
      agency.region.starts_with(match.region_prefix));
  add("route.class", match.agency_class, kind, kind == match.agency_class);
  add("route.rule", match.rule, rule, is_rule_wanted(match.rule, rule));
  if (match.severity) {
    add("route.severity", std::string{name_of(*match.severity)}, name_of(finding.severity),
        finding.severity >= *match.severity);
  }
  return all;
}

std::string in_words(const Condition& condition, Language language) {
  const std::string key = std::string{condition.name} + (condition.is_met ? ".met" : ".unmet");
  return say(language, key, {{"wanted", condition.wanted}, {"found", condition.found}});
}

std::string joined(const std::vector<std::string>& parts, Language language) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += say(language, "route.and");
    text += part;
  }
  return text;
}

Route route_to(const ReceiverSettings& receiver, const Finding& finding, const Agency& agency,
               const AlertPolicy& policy) {
  std::vector<std::string> met;
  std::vector<std::string> unmet;
  if (finding.severity < policy.min_severity) {
    const Condition threshold{"route.threshold", std::string{name_of(policy.min_severity)},
                              std::string{name_of(finding.severity)}, false};
    unmet.push_back(in_words(threshold, policy.language));
  }
  for (const Condition& condition : conditions_of(receiver.match, finding, agency)) {
    (condition.is_met ? met : unmet).push_back(in_words(condition, policy.language));
  }
  if (!unmet.empty()) return {receiver.name, false, joined(unmet, policy.language)};
  if (met.empty()) return {receiver.name, true, std::string{say(policy.language, "route.all")}};
  return {receiver.name, true, joined(met, policy.language)};
}

}  // namespace

bool is_wanted(const Match& match, const Finding& finding, const Agency& agency) {
  for (const Condition& condition : conditions_of(match, finding, agency)) {
    if (!condition.is_met) return false;
  }
  return true;
}

std::vector<Route> routes_of(const Finding& finding, const Agency& agency,
                             const AlertPolicy& policy) {
  std::vector<Route> routes;
  for (const ReceiverSettings& receiver : policy.receivers) {
    routes.push_back(route_to(receiver, finding, agency, policy));
  }
  return routes;
}

}  // namespace gkwatch::alerts
