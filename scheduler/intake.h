#pragma once

#include <stop_token>
#include <string>

#include "core/clock.h"
#include "core/result.h"
#include "model/document.h"
#include "parser/document_reader.h"
#include "store/archive.h"
#include "store/database.h"
#include "store/imports.h"

namespace gkwatch::scheduler {

// A report that a person brings: on paper and scanned, by mail, from a site that is gone.
struct Brought {
  AgencyId agency;
  int year = 0;
  std::string file;  // its name, without folders
  std::string bytes;
  std::string declared_type;  // may be empty
  std::string url;            // where it is said to have stood; may be empty
  std::string by;
  std::string note;
};

struct TakenIn {
  store::Imported imported = store::Imported::New;
  ContentHash document;
  ParsedDocument parsed;
};

// Archives the bytes, reads them and records them as a version that no crawl has found. What is
// wrong in it is found at the next check of the agency. A document that cannot be read is taken in
// all the same: it is evidence. NotFound if the agency is not known; fails as reader, archive and
// database do.
Result<TakenIn> take_in(Brought brought, parser::DocumentReader& reader,
                        const store::Archive& archive, store::Database& database, Instant now,
                        std::stop_token stop);

}  // namespace gkwatch::scheduler
