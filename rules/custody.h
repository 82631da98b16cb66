#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "model/finding.h"
#include "model/report.h"
#include "model/visit.h"

namespace gkwatch::rules {

// What the crawl knows of one agency's report for one year beside its publication: its copies, its
// earlier versions, its column.

// A copy that was found: an article's page, or a file that it links.
struct FoundCopy {
  const ParsedDocument& parsed;
  std::string url;
};

// What has become of a report after it was published, at its own address.
enum class Replaced { No, Text, Cells };

struct Custody {
  AgencyId agency;
  int year = 0;
};

// R-P-MULTICOPY: a warning with the first cells that two copies print differently; info where only
// their wording differs; nothing where they agree, and nothing of what one of them lacks or where
// it could not be read. `copies`: the one that is judged first.
std::vector<Finding> copy_findings(const Custody& report, std::span<const FoundCopy> copies);

// R-P-REPLACED. `versions`: how many the report has.
std::vector<Finding> replacement_findings(const Custody& report, Replaced replaced, int versions);

struct WhyUnread {
  FetchFault fault = FetchFault::None;
  std::string details;  // in English
};

// R-DOC-UNREADABLE, of a report that a column lists and that nobody could be shown since then. Its
// place is the address.
Finding unread_finding(const Custody& report, const std::string& address, Instant since,
                       const WhyUnread& why);

// 政府信息公开年报, 年度报告 and the like.
bool is_report_column(std::string_view name);

// R-P-WRONGCOLUMN. `columns`: the names of all columns that list it; nothing is said if one is the
// column of annual reports, or has no name.
std::vector<Finding> column_findings(const Custody& report, std::span<const std::string> columns);

}  // namespace gkwatch::rules
