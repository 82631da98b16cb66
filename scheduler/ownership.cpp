#include "scheduler/ownership.h"

#include <algorithm>
#include <array>

#include "core/pattern.h"
#include "core/text.h"
#include "crawler/titles.h"
#include "rules/identity.h"

namespace gkwatch::scheduler {
namespace {

// "…办事处政府信息公开" leaves a 政府 that is not the name's; "…镇政府信息公开" leaves one that is.
std::string without_borrowed_tail(std::string name) {
  constexpr std::string_view kBorrowed = "政府";
  constexpr std::array<std::string_view, 6> kOwn{"人民政府", "镇政府", "乡政府",
                                                 "区政府",   "县政府", "市政府"};
  const bool is_own = std::any_of(kOwn.begin(), kOwn.end(),
                                  [&](std::string_view tail) { return name.ends_with(tail); });
  if (name.ends_with(kBorrowed) && !is_own) name.resize(name.size() - kBorrowed.size());
  return name;
}

}  // namespace

std::string agency_in_title(std::string_view title) {
  static const Pattern kYear{"(20\\d\\d)年?度?"};
  std::string name = without_spaces(nfkc(crawler::plain_title(title)));
  if (name.starts_with("关于")) name.erase(0, std::string_view{"关于"}.size());
  for (auto year = kYear.search(name); year; year = kYear.search(name)) {
    name.erase(year->begin, year->end - year->begin);
  }
  name.resize(std::min(name.find("信息公开"), name.size()));
  return without_borrowed_tail(std::move(name));
}

bool may_be_of(std::string_view title, const Agency& agency) {
  const std::string name = agency_in_title(title);
  return name.empty() || rules::names_agency(name, agency) != rules::SameAgency::No;
}

}  // namespace gkwatch::scheduler
