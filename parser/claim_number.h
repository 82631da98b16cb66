#pragma once

#include "core/pattern.h"
#include "model/report.h"

namespace gkwatch::parser {

// The figure of a match of kNumber (parser/claim_patterns.h) whose groups begin at `first`:
// value and is_exact. 万 and its like make it a rounded one.
Claim claim_of(const Pattern::Match& match, std::size_t first = 1);

}  // namespace gkwatch::parser
