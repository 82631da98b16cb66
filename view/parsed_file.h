#pragma once

#include <string>
#include <vector>

#include "core/content_hash.h"
#include "core/json.h"
#include "model/finding.h"
#include "model/report.h"
#include "view/rows.h"

namespace gkwatch::view {

// One file that `gkwatch parse` has read, or one uploaded to POST /check.
struct ParsedFile {
  std::string file;  // as named
  ContentHash hash;
  ParsedDocument document;
  std::vector<Finding> findings;  // passes too if they were asked for
};

// The object of INTERFACES 2.1.
Json to_json(const ParsedFile& parsed);
// One cell, as that object has it.
Json to_json(const Cell& cell);
// The cells alone, as that object has them: in the form's order.
Json cells_to_json(const ParsedDocument& document);
// A finding as that object and `findings` have it.
Json finding_to_json(const Finding& finding);

// For people: what the file is, what is wrong with it, its tables with the wrong cells marked.
std::string render(const ParsedFile& parsed, const Page& page);
// One row per cell, as CSV has it: file, cell, kind, value, raw, where.
store::Rows cell_rows(const ParsedFile& parsed);

}  // namespace gkwatch::view
