#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "core/clock.h"
#include "model/report.h"
#include "store/records.h"

namespace gkwatch::scheduler {

// What has changed from one reading of a report to the next. Cells: a value that both could read
// differs. Text: only the prose, or what could be read at all. Bytes: neither (a file that is
// written anew at every download, a visit counter in the page).
store::VersionChange change_between(const ParsedDocument& before, const ParsedDocument& after);

// Something was read in it, cells or words: only then is "the same" more than "we saw nothing".
bool can_be_compared(const ParsedDocument& document);

// An article and its attachments are copies of one report: the one that says most is read. The
// better status first; one that is called a correction before others; then fewer gaps, then what
// was published last, then the first. None only if there is no copy.
struct CopyToChoose {
  const ParsedDocument& parsed;
  bool is_correction = false;  // it says so itself
  std::optional<Instant> published_at{};
};
std::optional<std::size_t> best_copy(std::span<const CopyToChoose> copies);

}  // namespace gkwatch::scheduler
