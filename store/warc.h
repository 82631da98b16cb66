#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/result.h"
#include "store/evidence.h"

namespace gkwatch::store {

// Takes the next bytes of the file.
using WarcSink = std::function<Status(std::string_view)>;

// Writes records of a WARC file (WARC 1.1, ISO 28500:2017). Bodies are archived as they were read,
// after transfer and content coding were taken off: the headers that speak of these codings are
// kept under X-Archive-Orig- names, and Content-Length is that of the body in the record. A record
// has the same id in every file that holds it. Fails as the sink does.
class WarcWriter {
 public:
  explicit WarcWriter(WarcSink sink) : sink_{std::move(sink)} {}

  // The first record of a file: who made it, when, of what.
  Status info(std::string_view software, std::string_view of, Instant now);
  // What was asked, as far as it was kept, and what was answered.
  Status response(const RecordedVisit& visit, std::string_view body);
  // An answer whose payload is that of `original`: a 304, or the same bytes again.
  Status revisit(const RecordedVisit& visit, const RecordedVisit& original);

 private:
  Status request(const RecordedVisit& visit, std::string_view answer_id);
  Status record(std::string_view fields, std::string_view block);

  WarcSink sink_;
};

}  // namespace gkwatch::store
