#pragma once

#include <string>

#include "core/result.h"
#include "view/parsed_file.h"
#include "web/site.h"

namespace gkwatch::web {

// /api/v1/…: the JSON of INTERFACES 2.2 with the filters of the command line as parameters, and
// the description of it all, openapi.json.
Answer api_answer(const std::string& name, const Request& request, const Site& site);

// What POST /check answers to a program: the array of INTERFACES 2.1.
Answer check_as_json(const Result<view::ParsedFile>& checked);

}  // namespace gkwatch::web
