#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "parser/document_reader.h"
#include "store/archive.h"
#include "store/database.h"
#include "store/evidence.h"
#include "store/imports.h"

namespace gkwatch::scheduler {

// What reading the versions of one report again has brought.
struct Reread {
  std::vector<store::Rereading> changed;  // what today's parser reads otherwise
  std::vector<ContentHash> lost;          // not in the archive any more, or not as it was
  std::size_t same = 0;
  std::size_t failed = 0;  // could be read before and cannot be now: the old reading stays
};

struct RereadTools {
  parser::DocumentReader& reader;
  const store::Archive& archive;
  store::Database& database;
  std::string program;  // its name and version
};

// Reads the archived bytes of all versions of a report again and writes what today's parser reads
// otherwise in the place of the old readings, all of it in one transaction. It changes no version
// and no date: the agency has done nothing. How each version differs from the one before is told
// anew, from today's readings. Fails as the reader (Cancelled) and the database do.
Result<Reread> read_again(const std::vector<store::StoredVersion>& versions,
                          const RereadTools& tools, Instant now, std::stop_token stop);

// The cells that two readings of the same bytes tell differently.
std::vector<store::RereadCell> cells_between(const ParsedDocument& before,
                                             const ParsedDocument& after);

}  // namespace gkwatch::scheduler
