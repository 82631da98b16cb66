#pragma once

#include <span>

#include "alerts/policy.h"
#include "alerts/reconcile.h"
#include "core/clock.h"
#include "core/guarded.h"
#include "crawler/host_rules.h"
#include "crawler/policy.h"
#include "crawler/politeness.h"
#include "crawler/robots_cache.h"
#include "net/http.h"
#include "parser/document_reader.h"
#include "rules/policy.h"
#include "scheduler/policy.h"
#include "scheduler/scribe.h"
#include "store/archive.h"
#include "store/database.h"
#include "store/visit_journal.h"

namespace gkwatch::scheduler {

// What a check needs from the rooms. Everything must outlive the check. All of it may be used by
// several checks at once.
struct CheckTools {
  net::HttpTransport& transport;
  crawler::PolitenessGate& gate;
  crawler::RobotsCache& robots;
  const crawler::HostRules& hosts;
  parser::DocumentReader& reader;
  const store::Archive& archive;
  Guarded<store::Database>& database;
  Clock& clock;
  const crawler::CrawlPolicy& crawl;
  const rules::DeadlinePolicy& deadlines;
  const alerts::AlertPolicy& alerts;
  const SchedulePolicy& schedule;
  std::span<const int> years;  // the report years that are watched, ascending
  alerts::Voice voice = alerts::Voice::Aloud;
  // What the first complete looks at an agency find about earlier years is told to nobody.
  int first_year_told = 0;
  Scribe* scribe = nullptr;                // null: each check is written by itself
  store::VisitJournal* journal = nullptr;  // null: a check that is killed leaves no visits
};

}  // namespace gkwatch::scheduler
