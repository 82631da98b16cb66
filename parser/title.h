#pragma once

#include <optional>
#include <span>
#include <string>

#include "model/report.h"
#include "parser/extract.h"

namespace gkwatch::parser {

struct Title {
  std::string text;    // as printed; lines joined by a blank; empty if there is none
  std::string agency;  // what remains without year and set words; may be empty
  std::optional<int> year;
};

// The title of the report: one to three lines before the first official heading, or what the
// document's own data names (domain/report-format.md 5.4).
Title find_title(const Extract& extract);

// The year that the text speaks of: its statistics period, else the year named most often in
// the first section. Names of documents are left out. Never by address or date of publication.
std::optional<int> year_of_text(std::span<const Section> sections);

}  // namespace gkwatch::parser
