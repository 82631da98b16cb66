#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace gkwatch::testing {

// A document that is made to cost a reader its time, its memory or its stack.
struct Bomb {
  std::string name;
  std::function<std::string()> make;
};
inline void PrintTo(const Bomb& bomb, std::ostream* out) { *out << bomb.name; }

std::vector<Bomb> page_bombs();    // HTML and text
std::vector<Bomb> office_bombs();  // archives, DOCX, XLSX
std::vector<Bomb> pdf_bombs();
std::vector<Bomb> picture_bombs();  // with GKWATCH_OCR

std::string repeated(const std::string& text, std::size_t times);

}  // namespace gkwatch::testing
