#pragma once

#include <string>

#include "web/site.h"

namespace gkwatch::web {

// /api/v1/…: the JSON of INTERFACES 2.2 with the filters of the command line as parameters.
Answer api_answer(const std::string& name, const Request& request, const Site& site);

}  // namespace gkwatch::web
