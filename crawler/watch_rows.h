#pragma once

#include <string>
#include <vector>

#include "crawler/discovery.h"

namespace gkwatch::crawler {

// A row for agencies.csv (INTERFACES 3) as far as it can be told from outside; sid, column and
// note are further columns, for the person who looks it through.
struct WatchRow {
  std::string id;  // of its host and prefix, or of its host and name; the same in every run
  std::string name;
  std::string agency_class;  // empty: cannot be told
  std::string region;        // empty: cannot be told
  std::string url;           // several with a blank between
  std::string sid;
  std::string column;
  std::string note;
};

// One row for each name; candidates without a name get a row each. Ids are unique.
std::vector<WatchRow> watch_rows(const std::vector<Candidate>& found);

}  // namespace gkwatch::crawler
