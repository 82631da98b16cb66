#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "store/connection.h"
#include "store/queries.h"
#include "store/stat_formulas.h"

namespace gkwatch::store {

// One report that is owed or was found, as statistics count it.
struct ReportFact {
  std::string agency;
  std::string region;
  std::string agency_class;
  int year = 0;
  std::string state;                 // of the duty; empty if it is not owed
  std::optional<int> days_to_due{};  // due - published: negative is late
  bool is_read = false;              // a form was recognised
  std::int64_t errors = 0;           // findings that stand and that nobody has dismissed
  std::int64_t findings = 0;
  // A sum of T3 or T4 is wrong: the figures contradict each other and are left out of the rates.
  bool is_unsound = false;
  bool breaks_with_last_year = false;  // R-Y-CARRY is an error
  Figures figures{};
};
Result<std::vector<ReportFact>> report_facts(Connection& connection, const Filter& filter);

// How often people hold that a rule was wrong.
struct RuleFact {
  std::string rule;
  std::int64_t findings = 0;  // that ever failed
  std::int64_t dismissed = 0;
  std::int64_t reports = 0;  // that have it now, dismissed or not
};
Result<std::vector<RuleFact>> rule_facts(Connection& connection, const Filter& filter);

}  // namespace gkwatch::store
