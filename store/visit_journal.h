#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "model/visit.h"

namespace gkwatch::store {

// The requests of checks that are under way, each written as soon as it is answered: a check is
// recorded as a whole at its end, and a process that is killed before that leaves here what it has
// asked. Files of netstrings, of which only the newest grows; each goes when all checks in it have
// been recorded. What is written last may be cut short. Thread-safe.
class VisitJournal {
 public:
  // Makes the folder if it is not there. Storage.
  static Result<VisitJournal> open(const std::filesystem::path& folder);
  VisitJournal(VisitJournal&&) noexcept;
  VisitJournal& operator=(VisitJournal&&) noexcept;
  ~VisitJournal();

  // Not synced: it is to outlive the process, not the machine. A visit that cannot be written
  // leaves no trace.
  Status note(const AgencyId& agency, const Visit& visit);
  // The check has been recorded.
  void close(const AgencyId& agency);

  struct Left {
    AgencyId agency;
    std::vector<Visit> visits;  // in the order in which they were made
  };
  // What processes before this one have left. Checks that were recorded may be among it.
  Result<std::vector<Left>> left() const;
  // It has been taken in.
  void forget_left();

 private:
  struct State;
  explicit VisitJournal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gkwatch::store
