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
  // A list showed only its beginning ("…2020年政府信息公开工…"): a report perhaps, and the title of
  // the page itself decides.
  bool is_cut = false;
};

// Where the title stands: in a column of annual reports "示例街2019年年报" will do.
enum class TitlePlace { Anywhere, ReportColumn };

// Accepts titles as portals give them: with tags, entities, line breaks, blanks within words.
TitleReading read_title(std::string_view title, TitlePlace place = TitlePlace::Anywhere);

// The title on one line, without tags, entities and zero-width characters.
std::string plain_title(std::string_view title);

}  // namespace gkwatch::crawler
