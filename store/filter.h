#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/json.h"
#include "model/finding.h"

namespace gkwatch::store {

// The filters that commands and HTTP share (INTERFACES 2). Empty matches all.
struct Filter {
  std::vector<std::string> agencies;  // ids
  std::string region_prefix;          // "4401" matches 440114
  std::string agency_class;
  std::optional<int> year;
  std::optional<Instant> since;
  std::optional<Instant> until;
  std::string rule;
  std::optional<Severity> severity;  // at least
  std::string state;
  std::size_t limit = 10'000;
  std::size_t offset = 0;
  std::string after;  // Rows::next of an earlier answer: goes on behind it
};

// A table of answers: what each column is called outside, and its values with their types.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<Json>> values;  // each as long as `columns`
  bool is_cut = false;                    // a limit was reached
  std::string next;                       // if it was: what Filter::after takes
};

}  // namespace gkwatch::store
