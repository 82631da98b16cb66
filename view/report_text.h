#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/report.h"
#include "store/queries.h"
#include "view/rows.h"
#include "view/terminal.h"

namespace gkwatch::view {

// The parts that `show` and `parse` print for people.
std::string document_text(const ParsedDocument& document, const Page& page);
// Of a document without tables it is never said that nothing is wrong with it.
std::string findings_text(const ParsedDocument& document, std::span<const Finding> findings,
                          const Page& page);
// "没有发现问题。", or that nothing could be checked.
std::string_view nothing_found(const ParsedDocument& document, Language language);
std::string grids_text(const ParsedDocument& document, std::span<const Finding> findings,
                       const Page& page);

// What a reader should see first: errors, warnings, remarks, then what could not be checked.
std::vector<const Finding*> by_urgency(std::span<const Finding> findings);

// `show`: one report with its state, versions, findings and tables.
std::string render(const store::ReportView& report, const Page& page);
Json to_json(const store::ReportView& report);

}  // namespace gkwatch::view
