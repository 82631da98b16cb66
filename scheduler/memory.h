#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "crawler/fetcher.h"
#include "model/agency.h"
#include "scheduler/tools.h"
#include "store/records.h"

namespace gkwatch::scheduler {

// What earlier checks have found out about one agency.
struct Memory {
  CheckHistory last;
  std::map<std::string, store::KnownArticle> articles;  // by the portal's id
  std::map<int, store::ReportVersion> reports;          // the current version of each year
  std::vector<DutyState> duties;
  std::vector<Instant> complete_checks;
  std::vector<Finding> findings;
  std::vector<Alert> alerts;
  std::vector<store::ReportVersion> versions;                   // of all years, without readings
  std::map<std::string, std::vector<Instant>> column_readings;  // complete ones, by address
  std::map<std::string, std::int64_t> column_rows;  // of the last complete reading, by address
  std::vector<Report> inherited;  // the reports of its predecessors, under their own ids
  bool is_split = false;          // others come from the same predecessor
  // By year, of the years with a report: its district, and the members of a government's region.
  std::map<int, std::vector<store::NeighbourText>> neighbours;
  std::map<int, std::vector<store::MemberReport>> members;
  std::map<int, std::map<std::string, store::ClassCell>> class_cells;
  std::vector<Silence> silences;      // of all agencies, in force now
  std::vector<Dismissal> dismissals;  // of this one
  // What is known of the pages that are asked for at every check, by address; none: nothing.
  std::map<std::string, std::optional<store::KnownPage>> pages;
};

// Reads it all under one lock. Fails with Storage.
Result<Memory> remember(const Agency& agency, Guarded<store::Database>& database, Instant now);

// What is known of a page, with its bytes from the archive: makes the next request conditional.
std::optional<crawler::KnownPage> recall(const Url& url, const Memory& memory,
                                         const CheckTools& tools);

// What is worth remembering of the pages that were had on these visits: those with bytes that
// may be relied on. ETag and Last-Modified are kept as sent (RFC 9110, 8.8).
std::vector<store::KnownPage> known_pages(std::span<const Visit> visits);

}  // namespace gkwatch::scheduler
