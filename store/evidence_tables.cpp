#include "store/migrations.h"

namespace gkwatch::store {

// What a copy of the crawl for other programs needs (warc.h): what was asked, as it was sent, and
// a way from bytes to the visit that brought them first.
const std::string_view kCreateRequests = R"sql(
ALTER TABLE t_visit ADD COLUMN request TEXT NOT NULL DEFAULT '';
CREATE INDEX t_visit_by_hash ON t_visit (hash) WHERE outcome IN ('new', 'changed');
)sql";

}  // namespace gkwatch::store
