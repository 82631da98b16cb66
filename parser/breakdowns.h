#pragma once

#include <vector>

#include "model/report.h"
#include "parser/claim_text.h"

namespace gkwatch::parser {

// Totals of published information and the parts that follow them ("公开信息76条,其中…"):
// claims breakdown.total, each followed by its breakdown.part in the order of the prose.
std::vector<Claim> read_breakdowns(const Sentence& sentence);

}  // namespace gkwatch::parser
