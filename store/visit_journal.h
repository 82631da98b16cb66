#pragma once

#include <filesystem>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "model/visit.h"

namespace gkwatch::store {

// The requests of checks that are under way, each written as soon as it is answered: a check is
// recorded as a whole at its end, and a process that is killed before that leaves here what it has
// asked. One file for each agency, of netstrings; what is written last may be cut short. Several
// threads may write, of different agencies.
class VisitJournal {
 public:
  // Makes the folder if it is not there. Storage.
  static Result<VisitJournal> open(const std::filesystem::path& folder);

  // Not synced: it is to outlive the process, not the machine.
  Status note(const AgencyId& agency, const Visit& visit) const;
  // The check has been recorded.
  void close(const AgencyId& agency) const;

  struct Left {
    AgencyId agency;
    std::vector<Visit> visits;  // in the order in which they were made
  };
  // What processes before this one have not closed.
  Result<std::vector<Left>> left() const;

 private:
  explicit VisitJournal(std::filesystem::path folder) : folder_{std::move(folder)} {}
  std::filesystem::path file_of(const AgencyId& agency) const;

  std::filesystem::path folder_;
};

}  // namespace gkwatch::store
