#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "core/language.h"
#include "store/queries.h"

namespace gkwatch::view {

enum class Format { Text, Json, Csv };
enum class Colour { Never, Ansi };

struct Page {
  Format format = Format::Text;
  Language language = Language::Chinese;
  Colour colour = Colour::Never;
  std::size_t width = 0;  // of the terminal; 0: do not shorten
};

// The one place where rows of answers take their outer shape. Commands and HTTP call this, so
// that both say the same.
//  Text: aligned columns with headings in the page's language; states in words, colour by state.
//  Json: one array of objects with the outside names of INTERFACES 2.2.
//  Csv: a heading row of the outside names, RFC 4180, guarded against formulas.
std::string render(const store::Rows& rows, const Page& page);

Json to_json(const store::Rows& rows);

// One row of the CSV, with its line end. What is there in two languages comes in `language`.
std::string csv_line(const std::vector<Json>& values, Language language);

// One value for people: null as "–", states and kinds in words, times without the zone.
std::string words_for(std::string_view column, const Json& value, Language language);

}  // namespace gkwatch::view
