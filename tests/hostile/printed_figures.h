#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "tests/hostile/damage.h"
#include "tests/hostile/known_documents.h"

namespace gkwatch::testing {

// The figures that were read and are wrong, one line each. Right is what the undamaged document
// prints in that cell, and what the damage itself has printed anew: a wrong byte within a figure
// makes another figure of it, which no reader can tell. That is looked up without any of our
// readers: in the bytes around the damage, or in what pdftotext shows and where.
std::vector<std::string> wrong_figures(const KnownDocument& document, const Damaged& damaged,
                                       const ParsedDocument& parsed);

}  // namespace gkwatch::testing
