#include "tests/hostile/damage.h"

#include <random>

namespace gkwatch::testing {

Damaged cut_off(const std::string& whole, std::size_t part, std::size_t parts) {
  const std::size_t size = whole.size() * part / parts;
  return {whole.substr(0, size), {}, "cut off after " + std::to_string(size) + " bytes"};
}

// The distributions of <random> differ between libraries; its engines do not.
Damaged with_errors(const std::string& whole, unsigned number) {
  std::mt19937_64 random{number};
  Damaged damaged{whole, {}, "errors " + std::to_string(number) + " at"};
  for (unsigned errors = 0; errors <= number % 3; ++errors) {
    const std::size_t place = random() % whole.size();
    damaged.bytes[place] = static_cast<char>(random() & 0xFF);
    damaged.places.push_back(place);
    damaged.what += " " + std::to_string(place);
  }
  return damaged;
}

}  // namespace gkwatch::testing
