#pragma once

#include <string>

#include "core/language.h"
#include "store/queries.h"

namespace gkwatch::app {

// What is wrong with the filters of a question ("reports", "cells", "alerts silences"); empty if
// nothing is. A filter that would be passed over in silence gives a wrong answer.
std::string complaint_about(const std::string& question, const store::Filter& filter,
                            Language language);

// An agency that is not known is a slip of the pen, not an empty answer.
std::string unknown_agency(const store::Queries& queries, const store::Filter& filter,
                           Language language);

}  // namespace gkwatch::app
