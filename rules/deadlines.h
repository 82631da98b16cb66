#pragma once

#include <string>

#include "core/china_time.h"
#include "model/agency.h"
#include "model/finding.h"
#include "rules/policy.h"

namespace gkwatch::rules {

struct DueDate {
  Date day{};                            // the report may appear on this day, to its end
  std::string source;                    // the clause or notice that sets it
  Severity overdue = Severity::Warning;  // how grave a late or missing report is
};

// When the agency's report for `year` is due: the statute by class, the local notices of
// data/deadlines.tsv, and over them those of the policy (which make an overdue report an error).
DueDate due_date(const Agency& agency, int year, const DeadlinePolicy& policy);

// Weekends and public holidays; only for a remark, the duty itself counts calendar days.
bool is_working_day(Date day);
Date first_working_day_from(Date day);
// The last year for which the public holidays about the due dates are known.
int holidays_known_until();

}  // namespace gkwatch::rules
