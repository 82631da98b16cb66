#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gkwatch {

struct CsvRow {
  std::size_t line = 0;  // 1-based line in the file where the row begins
  std::vector<std::string> fields;
};

// RFC 4180, forgiving: CRLF or LF, quotes anywhere, a row may span lines. Empty
// lines are left out. The text must be UTF-8 already.
std::vector<CsvRow> parse_csv(std::string_view text);

// One field as written out: quoted where needed. An apostrophe goes before
// a text that a spreadsheet would take for a formula (= + - @ tab CR, also full width);
// numbers stay numbers.
std::string csv_field(std::string_view text);

}  // namespace gkwatch
