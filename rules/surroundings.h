#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/decimal.h"
#include "core/ids.h"
#include "model/agency.h"

namespace gkwatch::rules {

// Where a report was found.
struct Origin {
  std::string url;        // of its article
  std::string publisher;  // 发布机构, as its list or page says; empty if it says none
};

// The text of a section as its shingles (rules/likeness.h): sorted, each once.
using Shingles = std::vector<std::uint32_t>;

// The report of another agency of the same district for the same year.
struct Peer {
  AgencyId agency;
  std::string name;
  std::optional<Instant> published_at{};
  std::map<int, Shingles> sections{};  // 1 and 5, where they are long enough to tell
};

// What the other agencies of one class and city print in one cell of T2.
struct ClassFigure {
  int count = 0;
  double mean = 0;
  double deviation = 0;  // standard deviation; 0: all alike
};

// An agency whose figures belong into a consolidated report, and what its own report says.
struct Member {
  AgencyId agency;
  bool is_found = false;                     // its report for the year
  std::map<std::string, Decimal> figures{};  // by "T3.NEW.SUM"; what was printed and read
};

}  // namespace gkwatch::rules
