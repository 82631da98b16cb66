#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "model/report.h"

namespace gkwatch {

// A row of the official form: where it stands and what it is called. Read from
// data/form-rows.tsv, so that a new form is new data.
struct FormRow {
  std::string table;  // "T2", "T3", "T4"
  std::string key;    // "NEW", "R3.4", "RULE", "RV"
  std::string label;  // as officially printed: "1.属于国家秘密"
  std::string group;  // the label cell it belongs under: "（三）不予公开"; empty if none
  std::vector<std::string> aliases;  // variants met in real reports
  std::vector<std::string> columns;  // "NP", "CO"… in printed order
};

// A column of the official form, by its head.
struct FormColumn {
  std::string table;
  std::string block;  // T2: "（一）"…"（九）"; else empty
  std::string key;    // "NP", "MADE"
  std::string head;   // "自然人"
  std::vector<std::string> aliases;
};

// The rows of a form in printed order; empty for Unknown and F0. With `single_r6` the 2021
// form has R6 in place of R6.1 to R6.3.
std::span<const FormRow> form_rows(Form form, bool single_r6 = false);
std::span<const FormColumn> form_columns(Form form);
// "T3" "NEW" "NP" -> "T3.NEW.NP".
CellKey cell_key(std::string_view table, std::string_view row, std::string_view column);
// The label of a cell for people: "表三 （七）总计 / 自然人". The key itself if the form has no
// such cell.
std::string cell_name(Form form, const CellKey& key);
// Every cell key of the form, in printed order: rows first.
std::vector<CellKey> form_cells(Form form, bool single_r6 = false);

// The parts of "T3.R3.4.NP": table "T3", row "R3.4", column "NP". Nothing if the text has not
// three parts.
struct CellParts {
  std::string table;
  std::string row;
  std::string column;
};
std::optional<CellParts> cell_parts(const CellKey& key);

std::string_view name_of(Form form);  // "2019", "2021", "F0", "unknown"
std::string_view name_of(CellKind kind);
std::string_view name_of(ReadStatus status);

}  // namespace gkwatch
