#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "view/form_grid.h"

namespace gkwatch::view {

// One cell of an official table as it is drawn, spans and all.
struct FormCell {
  std::string text;  // a head or a label; empty for a value
  int rows = 1;
  int columns = 1;
  std::optional<GridCellView> value;
};

struct OfficialTable {
  std::string title;
  std::size_t head_rows = 0;  // how many of `rows` are the table's head
  std::vector<std::vector<FormCell>> rows;
};

// The tables two, three and four of 国办公开办函〔2019〕60号 and 〔2021〕30号, drawn as the form
// is, with this document's values in them. None for a document without form.
std::vector<OfficialTable> official_tables(const ParsedDocument& document,
                                           std::span<const Finding> findings, Language language);

}  // namespace gkwatch::view
