#pragma once

#include <map>
#include <string>
#include <vector>

#include "alerts/policy.h"
#include "alerts/reconcile.h"
#include "core/clock.h"
#include "core/ids.h"
#include "core/language.h"
#include "model/agency.h"
#include "model/alert.h"
#include "model/report.h"

namespace gkwatch::alerts {

// Where the report of one year can be looked at.
struct Evidence {
  std::string url;     // of the article
  std::string sha256;  // of the archived document, in hexadecimal; empty: none
  std::string change;  // what the last visit found changed: "cells", "text", "bytes"; else empty
  Form form = Form::Unknown;  // names the cells; Unknown: by the year
};

// What stands beside the findings of one agency.
struct EvidenceLinks {
  std::map<int, Evidence> by_year;
  std::map<RuleId, Bilingual> rule_titles;  // Rule::title; a rule without is called by its message
};

// One event for each draft and each receiver that wants it, in the order of the plan. Pure.
// The id is the SHA-256 of what is said to whom on which occasion: making the same plan twice
// (a crash before the commit) gives the same ids; the same thing said a second time, another.
// The body is one object of INTERFACES 5 in policy.language, without `id` and `page`, and with
// `rule_title`, `place`, `expected`, `actual`, `delta`, `first_seen` and `at` besides. Foreign
// texts in it are cut: a title at 200 code points, a text at 2,000, a cell at 200; 50 cells;
// a link that is not http(s), or over 2,000 bytes, is left out.
std::vector<AlertEvent> events_of(const AlertPlan& plan, const Agency& agency,
                                  const EvidenceLinks& links, const AlertPolicy& policy,
                                  Instant now);

}  // namespace gkwatch::alerts
