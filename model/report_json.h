#pragma once

#include "core/json.h"
#include "core/result.h"
#include "model/report.h"

namespace gkwatch {

// A parsed document as one JSON object with nothing left out: what the confined reader sends
// back and what the store keeps with a version. Not the shape of `parse --format json`.
Json to_json(const ParsedDocument& document);
// Malformed if anything is missing or of the wrong type: the sender may be hostile.
Result<ParsedDocument> parsed_document_from(const Json& json);

}  // namespace gkwatch
