#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "view/rows.h"

namespace gkwatch::view {

enum class Ink { Plain, Bold, Faint, Red, Yellow, Green };
enum class Align { Left, Right };

struct TextCell {
  std::string text;
  Ink ink = Ink::Plain;
  Align align = Align::Left;
};

struct TextTable {
  std::vector<std::string> heads;  // may be empty
  std::vector<std::vector<TextCell>> rows;
};

// Aligned by what a terminal shows (CJK is two columns wide). With a page width the widest
// columns are shortened with "…" until the lines fit.
std::string draw(const TextTable& table, const Page& page);

// Foreign text as it may reach a terminal: control characters, escapes and marks that turn the
// direction of writing become U+FFFD; so do line ends.
std::string harmless(std::string_view text);

// `text`, made harmless, in this colour if the page has colours.
std::string inked(std::string_view text, Ink ink, Colour colour);

}  // namespace gkwatch::view
