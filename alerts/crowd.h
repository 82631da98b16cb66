#pragma once

#include <span>
#include <string>
#include <vector>

#include "alerts/notice.h"
#include "core/language.h"

namespace gkwatch::alerts {

// From so many agencies on, the same word on publication (late, missing…) for the same year is
// told as one matter with a table, not agency by agency.
inline constexpr std::size_t kCrowd = 6;

// Many agencies of which the same is said.
struct Crowd {
  struct Region {
    std::string name;  // "440114 广州市花都区"
    std::vector<Notice> members;
  };
  Notice first;  // stands for all but for its agency
  std::size_t size = 0;
  std::vector<Region> regions;  // by code; members by name
};

struct Sorted {
  std::vector<Crowd> crowds;
  std::vector<Notice> singles;  // in their order
};

// Takes the crowds out of `notices`, which are in the order of notices_of. Nobody is lost.
Sorted sort_crowds(std::span<const Notice> notices, Language language);

// "2024年度报告：未按期公布（2000 个单位）"
std::string crowd_title(const Crowd& crowd, Language language);
// "440113 广州市番禺区 98 个，440114 广州市花都区 123 个"
std::string crowd_counts(const Crowd& crowd, Language language);
// The page that lists them; empty without pages.
std::string crowd_page(const Crowd& crowd, const AlertPolicy& policy);
// The names of a region's members in one line.
std::string names_of(const Crowd::Region& region, Language language);

}  // namespace gkwatch::alerts
