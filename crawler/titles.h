#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gkwatch::crawler {

// What a title says about being an annual report on open government information
// (政府信息公开工作年度报告; domain/report-format.md 1.4, 2.1, 5.4).
struct TitleReading {
  bool is_report = false;
  std::optional<int> year;  // the year reported on; none if the title names none, or several
  std::string why_not;      // empty if it is a report; else for people
};

// Accepts titles as portals give them: with tags, entities, line breaks, blanks within words.
TitleReading read_title(std::string_view title);

// The title on one line, without tags, entities and zero-width characters.
std::string plain_title(std::string_view title);

}  // namespace gkwatch::crawler
