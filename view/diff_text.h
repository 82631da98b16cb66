#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "store/queries.h"
#include "view/rows.h"

namespace gkwatch::view {

// What a rule said of one version and does not say of the other.
struct FindingChange {
  std::optional<Finding> before;  // none: the rule had nothing to say
  std::optional<Finding> after;   // at least one of the two is there
};

// `diff`: two versions of one report.
struct Comparison {
  std::int64_t report = 0;
  Agency agency;
  int year = 0;
  store::ReportVersion from;
  store::ReportVersion to;
  store::VersionDiff diff;
  std::vector<FindingChange> findings;
  bool is_bytes_only() const { return diff.from != diff.to && diff.is_bytes_only(); }
};

// Text: cells first, then what that does to the checks, then the lines of prose.
// Json: one object. Csv: the cells, one a row.
std::string render(const Comparison& comparison, const Page& page);
Json to_json(const Comparison& comparison);

}  // namespace gkwatch::view
