#pragma once

#include "core/clock.h"
#include "core/language.h"
#include "store/archive.h"
#include "store/queries.h"
#include "web/exchange.h"

namespace gkwatch::web {

// What the pages are made from. Everything must outlive the site.
struct Site {
  const store::Queries& queries;
  const store::Archive& archive;
  const Clock& clock;
  Language language = Language::Chinese;
};

// Answers one request: pages, the API of INTERFACES 6, the archive. Pure but for what it reads.
// 404 for what is not there, 400 with the reason for a wrong parameter, 503 where the database
// cannot be read.
Answer answer(const Request& request, const Site& site);

}  // namespace gkwatch::web
