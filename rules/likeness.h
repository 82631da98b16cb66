#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "rules/surroundings.h"

namespace gkwatch::rules {

// Shorter texts resemble each other by nature.
inline constexpr std::size_t kLeastShingles = 200;

// How much of the shorter of two texts stands in the other one too: containment of 5-character
// shingles, |A and B| / min(|A|, |B|), as parts of a thousand.
struct Likeness {
  int per_thousand = 0;
  std::size_t shingles = 0;  // of the shorter text: few say little
};

// The words of one's own in a section: without boilerplate sentences (data/boilerplate.txt),
// document names in 《》, digits, dates and blanks.
std::string own_words(std::string_view section);

// The hashes of its 5-character shingles.
Shingles shingles_of(std::string_view text);
Likeness likeness(const Shingles& a, const Shingles& b);
Likeness likeness(std::string_view a, std::string_view b);

}  // namespace gkwatch::rules
