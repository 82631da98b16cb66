#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gkwatch::rules {

// How much of the shorter of two texts stands in the other one too: containment of 5-character
// shingles, |A and B| / min(|A|, |B|), as parts of a thousand.
struct Likeness {
  int per_thousand = 0;
  std::size_t shingles = 0;  // of the shorter text: few say little
};

// The words of one's own in a section: without boilerplate sentences (data/boilerplate.txt),
// document names in 《》, digits, dates and blanks.
std::string own_words(std::string_view section);
Likeness likeness(std::string_view a, std::string_view b);

}  // namespace gkwatch::rules
