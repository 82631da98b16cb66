#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gkwatch {

// Another name of an agency, and the report years in which it bore it (domain/report-format.md,
// 5.2: the year of the report decides, not today). In the watch list: 政务服务数据管理局@-2023.
struct Alias {
  std::string name;
  std::optional<int> from{};  // first and last report year; empty: no limit
  std::optional<int> to{};

  bool holds_in(int year) const;
};

// "name", "name@2019-2023", "name@2019-" or "name@-2023". Nothing if what follows the @ is no such
// interval, or nothing stands before it.
std::optional<Alias> alias_from(std::string_view written);

}  // namespace gkwatch
