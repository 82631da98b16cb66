#include "alerts/route.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "alerts/self_watch.h"
#include "model/desk.h"

namespace gkwatch::alerts {
namespace {

// One condition of a match, held against what is the case.
struct Condition {
  std::string_view name;  // of the catalogue: "route.region"
  std::string wanted;
  std::string found;
  bool is_met = false;
};

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
  add("route.rule", match.rule, rule, is_rule_like(rule, match.rule));
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

// Why what is about the program itself does not go to this receiver; empty: it does.
std::string_view unmet_of_self(const ReceiverSettings& receiver, const Finding& finding,
                               const AlertPolicy& policy) {
  constexpr std::string_view kOwnTrouble = "GK-RECEIVER";
  if (finding.key.rule.text == kOwnTrouble && finding.key.place == receiver.name.text) {
    return "route.self.own";
  }
  const auto is_operator = [](const ReceiverSettings& one) {
    const Match& match = one.match;
    return match.region_prefix.empty() && match.agency_class.empty() && match.agency.empty() &&
           match.rule.empty();
  };
  const auto& all = policy.receivers;
  if (is_operator(receiver) || std::none_of(all.begin(), all.end(), is_operator)) return "";
  return "route.self.confined";
}

Route route_of_self(const ReceiverSettings& receiver, const Finding& finding,
                    const AlertPolicy& policy) {
  const Severity least = receiver.match.severity.value_or(Severity::Info);
  if (finding.severity < std::max(least, policy.min_severity)) {
    const Condition threshold{"route.severity", std::string{name_of(least)},
                              std::string{name_of(finding.severity)}, false};
    return {receiver.name, false, in_words(threshold, policy.language)};
  }
  const std::string_view unmet = unmet_of_self(receiver, finding, policy);
  const std::string_view why = unmet.empty() ? "route.self" : unmet;
  return {receiver.name, unmet.empty(), std::string{say(policy.language, why)}};
}

Route route_to(const ReceiverSettings& receiver, const Finding& finding, const Agency& agency,
               const AlertPolicy& policy) {
  if (is_about_self(finding.key)) return route_of_self(receiver, finding, policy);
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

bool hears(const ReceiverSettings& receiver, const Finding& finding, const Agency& agency,
           const AlertPolicy& policy) {
  if (is_about_self(finding.key)) return route_of_self(receiver, finding, policy).is_taken;
  return is_wanted(receiver.match, finding, agency);
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
