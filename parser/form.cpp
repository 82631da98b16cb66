#include "parser/form.h"

#include <utility>

#include "model/form_layout.h"
#include "parser/form_marks.h"
#include "parser/picture_trust.h"
#include "parser/printed.h"
#include "parser/table2.h"
#include "parser/table3.h"
#include "parser/table4.h"
#include "parser/zones.h"

namespace gkwatch::parser {
namespace {

void take(FormReading& reading, TableReading&& table) {
  reading.cells.merge(table.cells);
  reading.rows.merge(table.rows);
  for (UnknownRow& row : table.unknown_rows) reading.unknown_rows.push_back(std::move(row));
}

// Every cell of the form is there, and no other.
void complete(FormReading& reading) {
  for (const FormRow& row : form_rows(reading.form, reading.single_r6)) {
    const std::string name = row.table + "." + row.key;
    reading.rows.try_emplace(name, RowMatch::Absent);
    for (const std::string& column : row.columns) {
      const Cell lost{.why = "the row was not found in the document"};
      reading.cells.try_emplace(cell_key(row.table, row.key, column), lost);
    }
  }
}

}  // namespace

FormReading lay_form(std::span<const PrintedTable> tables, std::optional<int> year) {
  const std::vector<PrintedRow> rows = read_rows(tables, year);
  const Zones zones = find_zones(rows);
  const FormMarks marks = find_form(rows, tables, zones, year);
  FormReading reading{.form = marks.form, .form_marks = marks.marks, .single_r6 = marks.single_r6};
  if (reading.form == Form::Unknown) return reading;
  take(reading, read_table2(rows, zones.t2, reading.form));
  take(reading, read_table3(rows, zones.t3, reading.form, reading.single_r6));
  take(reading, read_table4(rows, zones.t4, reading.form));
  complete(reading);
  weigh_pictures(reading);
  return reading;
}

}  // namespace gkwatch::parser
