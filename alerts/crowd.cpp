#include "alerts/crowd.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "alerts/regions.h"
#include "alerts/summary.h"
#include "core/url.h"

namespace gkwatch::alerts {
namespace {

constexpr std::string_view kAboutPublication = "R-P-";

using Matter = std::tuple<std::string, std::int64_t, TellReason, Severity>;

Matter matter_of(const Notice& notice) {
  return {notice.rule, notice.year.value_or(0), notice.reason, notice.severity};
}

std::set<Matter> crowded(std::span<const Notice> notices) {
  std::map<Matter, std::set<std::string>> agencies;
  for (const Notice& notice : notices) {
    if (!notice.rule.starts_with(kAboutPublication)) continue;
    agencies[matter_of(notice)].insert(notice.agency_id);
  }
  std::set<Matter> matters;
  for (const auto& [matter, ids] : agencies) {
    if (ids.size() >= kCrowd) matters.insert(matter);
  }
  return matters;
}

Crowd crowd_of(std::vector<Notice> members, Language language) {
  Crowd crowd{.first = members.front(), .size = members.size()};
  std::map<std::string, std::vector<Notice>> by_region;
  for (Notice& member : members) by_region[member.region].push_back(std::move(member));
  for (auto& [code, inhabitants] : by_region) {
    std::stable_sort(inhabitants.begin(), inhabitants.end(),
                     [](const Notice& a, const Notice& b) { return a.agency < b.agency; });
    crowd.regions.push_back({region_name(code, language), std::move(inhabitants)});
  }
  return crowd;
}

}  // namespace

Sorted sort_crowds(std::span<const Notice> notices, Language language) {
  const std::set<Matter> matters = crowded(notices);
  std::map<Matter, std::vector<Notice>> members;
  std::vector<Matter> order;
  Sorted sorted;
  for (const Notice& notice : notices) {
    const Matter matter = matter_of(notice);
    if (!matters.contains(matter)) {
      sorted.singles.push_back(notice);
      continue;
    }
    auto& crowd = members[matter];
    if (crowd.empty()) order.push_back(matter);
    crowd.push_back(notice);
  }
  for (const Matter& matter : order) {
    sorted.crowds.push_back(crowd_of(std::move(members.at(matter)), language));
  }
  return sorted;
}

std::string crowd_title(const Crowd& crowd, Language language) {
  return say(language, "alert.crowd.title",
             {{"year", std::to_string(crowd.first.year.value_or(0))},
              {"rule", crowd.first.rule_title},
              {"n", std::to_string(crowd.size)}});
}

std::string crowd_counts(const Crowd& crowd, Language language) {
  std::string text;
  for (const Crowd::Region& region : crowd.regions) {
    if (!text.empty()) text += say(language, "alert.list.comma");
    text += say(language, "alert.crowd.region",
                {{"region", region.name}, {"n", std::to_string(region.members.size())}});
  }
  return text;
}

std::string crowd_page(const Crowd& crowd, const AlertPolicy& policy) {
  const std::string page = alerts_page(policy);
  if (page.empty()) return {};
  return page + "?rule=" + percent_encode(crowd.first.rule) +
         "&year=" + std::to_string(crowd.first.year.value_or(0));
}

std::string names_of(const Crowd::Region& region, Language language) {
  std::string names;
  for (const Notice& member : region.members) {
    if (!names.empty()) names += say(language, "alert.list.pause");
    names += member.agency;
  }
  return names;
}

}  // namespace gkwatch::alerts
