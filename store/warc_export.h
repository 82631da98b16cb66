#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "core/result.h"
#include "store/archive.h"
#include "store/evidence.h"
#include "store/queries.h"
#include "store/warc.h"

namespace gkwatch::store {

struct WarcSummary {
  std::size_t responses = 0;
  std::size_t revisits = 0;
  std::vector<ContentHash> lost{};  // answers whose bytes the archive no longer gives, left out
};

// Asked after each answer. False: stop here, with Cancelled.
using WarcGoesOn = std::function<bool(const WarcSummary&)>;

// Writes every answer that the filter chooses (agencies, region, class, year, since, until), in
// the order in which they came. Bytes stand in the file once: what repeats them is a revisit, and
// what a revisit refers to is in the file, also if the filter did not choose it. Fails as
// evidence and sink do.
Result<WarcSummary> write_answers(Evidence& evidence, const Archive& archive, const Filter& filter,
                                  WarcWriter& warc, const WarcGoesOn& goes_on);

}  // namespace gkwatch::store
