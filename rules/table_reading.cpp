#include "rules/table_reading.h"

#include <algorithm>

#include "core/text.h"
#include "model/form_layout.h"

namespace gkwatch::rules {

bool is_in(const CellKey& key, std::string_view table) {
  return key.text.size() > table.size() && key.text[table.size()] == '.' &&
         key.text.compare(0, table.size(), table) == 0;
}

KindCount count_kinds(const ParsedDocument& document, std::string_view table) {
  KindCount count;
  for (const auto& [key, cell] : document.cells) {
    if (!is_in(key, table)) continue;
    switch (cell.kind) {
      case CellKind::Number:
        ++count.numbers;
        break;
      case CellKind::Blank:
        ++count.blanks;
        break;
      case CellKind::Dash:
        ++count.dashes;
        break;
      case CellKind::Text:
        ++count.texts;
        break;
      case CellKind::Gap: {
        ++count.gaps;
        const auto row = document.rows.find(key.text.substr(0, key.text.rfind('.')));
        const bool is_found = row != document.rows.end() && row->second != RowMatch::Absent;
        if (is_found) ++count.gaps_elsewhere;
        break;
      }
    }
  }
  return count;
}

bool is_lost(const ParsedDocument& document, std::string_view table) {
  const KindCount count = count_kinds(document, table);
  return count.gaps == count.all();
}

bool keeps_tables_whole(const ParsedDocument& document) {
  return contains(document.media_type, "html") || contains(document.media_type, "wordprocessing");
}

std::vector<CellKey> cells_of_rows(const ParsedDocument& document, std::string_view table,
                                   const std::vector<std::string>& rows) {
  std::vector<CellKey> cells;
  for (const FormRow& row : form_rows(document.form, document.single_r6)) {
    if (row.table != table || std::find(rows.begin(), rows.end(), row.key) == rows.end()) continue;
    for (const std::string& column : row.columns) cells.push_back(cell_key(table, row.key, column));
  }
  return cells;
}

const Section* find_section(const ParsedDocument& document, int number) {
  for (const Section& section : document.sections) {
    if (section.number == number) return &section;
  }
  return nullptr;
}

}  // namespace gkwatch::rules
