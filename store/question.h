#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "store/connection.h"
#include "store/queries.h"
#include "store/stream.h"

namespace gkwatch::store {

// A question is fixed pieces of SQL; the filter says which of them are used, and is bound to the
// parameters that all questions share:
//   ?1 agencies (JSON array of ids)  ?2 region  ?3 class  ?4 year  ?5 since  ?6 until (ms)
//   ?7 rule  ?8 severity (0 to 2)  ?9 state  ?10 limit  ?11 offset
//   ?12 to ?14 the key of the last row that was had: the answer goes on behind it.

// WHERE and AND before pieces. Empty while nothing was added.
class Conditions {
 public:
  Conditions& add(std::string_view condition);
  Conditions& add_if(bool is_wanted, std::string_view condition);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// The filters on agencies, for the column `agency` of a query: few ids are looked up, a region or
// class is tested on the way, so that the order of an index is kept.
void add_agency_filter(Conditions& conditions, const Filter& filter, const std::string& agency);
bool goes_on(const Filter& filter);  // behind a row that was had

// `body` with what every question begins with. LIMIT ?10 OFFSET ?11 stands at its end.
std::string question(std::string_view body);

// The answer, row by row, up to Filter::limit. Malformed if Filter::after is no such key.
Status pour(Connection& connection, const std::string& question, const Filter& filter,
            std::size_t keys, RowSink& sink);

// The answer. The last `keys` columns are the key of a row and are left out of it; if it was cut
// Rows::next says where it goes on. Malformed if Filter::after is no such key.
Result<Rows> ask(Connection& connection, const std::string& question, const Filter& filter,
                 std::size_t keys);

}  // namespace gkwatch::store
