#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "core/result.h"
#include "model/agency.h"
#include "store/connection.h"
#include "store/records.h"

namespace gkwatch::store {

// What the watched agencies of a class and city (four digits) print in table 2, summed once and
// kept: every check of every agency asks for it, and it changes only with a report.
class ClassFigures {
 public:
  // Those of the others: without what the agency itself prints. Fails with Storage.
  Result<std::map<std::string, ClassCell>> beside(Connection& connection, const Agency& agency,
                                                  int year);
  // This connection has written reports, or the watch list. What other connections write is
  // noticed without being told.
  void forget() { sums_.clear(); }

 private:
  struct Sum {
    int count = 0;
    double figures = 0;
    double squares = 0;
  };
  using Sums = std::map<std::string, Sum>;  // by cell

  Status forget_what_others_changed(Connection& connection);

  std::map<std::tuple<AgencyClass, std::string, int>, Sums> sums_;
  std::int64_t seen_ = 0;  // PRAGMA data_version: how often others have written
};

}  // namespace gkwatch::store
