#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace gkwatch::testing {

// A document as a broken line or a bad disk hands it over.
struct Damaged {
  std::string bytes;
  std::vector<std::size_t> places;  // of the wrong bytes; none where it is cut off
  std::string what;                 // "cut off after 1234 bytes", "errors 17 at 5 99"
};

// Cut off behind `part` of `parts` equal pieces.
Damaged cut_off(const std::string& whole, std::size_t part, std::size_t parts);
// One to three bytes of it are others; `number` chooses which, always in the same way.
Damaged with_errors(const std::string& whole, unsigned number);

}  // namespace gkwatch::testing
