#include <algorithm>
#include <cctype>

#include "tests/generated/compose.h"
#include "tests/generated/made_tables.h"
#include "tests/support/office_writer.h"

namespace gkwatch::testing {
namespace {

std::string docx_run(const MadeRun& run) {
  const std::string text = "<w:t xml:space=\"preserve\">" + run.text + "</w:t>";
  switch (run.look) {
    case Look::Hidden:
      return "<w:r><w:rPr><w:vanish/></w:rPr>" + text + "</w:r>";
    case Look::Deleted:
      return "<w:del w:id=\"7\" w:author=\"a\"><w:r><w:delText>" + run.text +
             "</w:delText></w:r></w:del>";
    case Look::Inserted:
      return "<w:ins w:id=\"8\" w:author=\"a\"><w:r>" + text + "</w:r></w:ins>";
    case Look::Raised:
      return "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>" + text + "</w:r>";
    default:
      return "<w:r>" + text + "</w:r>";
  }
}

std::string docx_text(const MadeCell& cell) {
  std::string runs;
  for (const MadeRun& run : cell.runs) runs += docx_run(run);
  if (!cell.is_boxed) return "<w:p>" + runs + "</w:p>";
  return "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox>"
         "<w:txbxContent><w:p>" +
         runs +
         "</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
         "</w:r></w:p>";
}

std::string docx_table(const MadeTable& table) {
  // Every row with the cells that go on from above.
  std::vector<std::vector<std::pair<std::size_t, std::string>>> rows(table.rows.size());
  for (const PlacedCell& place : placed(table)) {
    const MadeCell& cell = *place.cell;
    for (int i = 0; i < cell.rows; ++i) {
      std::string properties;
      if (cell.columns > 1) {
        properties += "<w:gridSpan w:val=\"" + std::to_string(cell.columns) + "\"/>";
      }
      if (cell.rows > 1) {
        properties += i == 0 ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
      }
      if (cell.is_upright) properties += "<w:textDirection w:val=\"tbRlV\"/>";
      const std::size_t row = place.row + static_cast<std::size_t>(i);
      if (row >= rows.size()) break;
      rows[row].emplace_back(place.column, "<w:tc><w:tcPr>" + properties + "</w:tcPr>" +
                                               (i == 0 ? docx_text(cell) : "<w:p/>") + "</w:tc>");
    }
  }
  std::string xml = "<w:tbl><w:tblPr/><w:tblGrid/>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::stable_sort(rows[r].begin(), rows[r].end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    xml += table.rows[r].is_hidden ? "<w:tr><w:trPr><w:hidden/></w:trPr>" : "<w:tr>";
    for (const auto& [column, cell] : rows[r]) xml += cell;
    xml += "</w:tr>";
  }
  return xml + "</w:tbl>";
}

bool is_stored_number(const std::string& text) {
  return !text.empty() && text != "+" && text != "-" &&
         text.find_first_not_of("+-.0123456789") == std::string::npos;
}

class SheetPrinter {
 public:
  explicit SheetPrinter(const Plan& plan) : plan_{plan} {}

  void add(const MadePiece& piece) {
    if (piece.kind != PieceKind::Table) {
      add_row({.cells = {plain_cell(piece.text, 10)}}, {{0, 0, nullptr}});
      return;
    }
    const auto places = placed(piece.table);
    for (std::size_t r = 0; r < piece.table.rows.size(); ++r) {
      std::vector<PlacedCell> own;
      for (const PlacedCell& place : places) {
        if (place.row == r) own.push_back(place);
      }
      add_row(piece.table.rows[r], own);
    }
  }

  std::string bytes() const {
    const std::string content = "<cols><col min=\"1\" max=\"26\" width=\"20\"/></cols><sheetData>" +
                                rows_ + "</sheetData>" +
                                (merges_.empty() ? "" : "<mergeCells>" + merges_ + "</mergeCells>");
    return write_xlsx({{"Sheet1", content}}, strings_, xlsx_formats({"+0;-0;0", "0;0;0", "#,##0"}));
  }

 private:
  static std::string column_name(std::size_t column) {
    return std::string{static_cast<char>('A' + column)};
  }

  void add_row(const MadeRow& row, const std::vector<PlacedCell>& places) {
    ++row_;
    rows_ += "<row r=\"" + std::to_string(row_) + (row.is_hidden ? "\" hidden=\"1\">" : "\">");
    for (std::size_t i = 0; i < row.cells.size(); ++i) add(row.cells[i], places.at(i).column);
    rows_ += "</row>";
  }

  void add(const MadeCell& cell, std::size_t column) {
    const std::string place = column_name(column) + std::to_string(row_);
    std::string text;
    for (const MadeRun& run : cell.runs) {
      if (run.look == Look::Plain || run.look == Look::Inserted || run.look == Look::Raised)
        text += run.look == Look::Raised ? "①" : run.text;
    }
    if (is_stored_number(text) && plan_.stores_numbers())
      add_number(text, place);
    else if (!text.empty())
      add_string(text, place);
    else
      rows_ += "<c r=\"" + place + "\" s=\"0\"/>";  // it has borders
    if (cell.columns == 1 && cell.rows == 1) return;
    merges_ += "<mergeCell ref=\"" + place + ":" +
               column_name(column + static_cast<std::size_t>(cell.columns) - 1) +
               std::to_string(row_ + cell.rows - 1) + "\"/>";
  }

  void add_number(const std::string& text, const std::string& place) {
    const bool has_plus = text.starts_with('+');
    std::string style = has_plus ? "1" : "0";
    if (plan_.has(Odd::HiddenSign) && text.starts_with('-')) style = "2";
    rows_ += "<c r=\"" + place + "\" s=\"" + style + "\"><v>" + text.substr(has_plus ? 1 : 0) +
             "</v></c>";
  }

  // A stored number that shows its thousands.
  void add_string(const std::string& text, const std::string& place) {
    std::string digits = text;
    std::erase(digits, ',');
    const bool is_whole = digits.find_first_not_of("0123456789") == std::string::npos;
    if (digits != text && is_whole && plan_.stores_numbers()) {
      rows_ += "<c r=\"" + place + "\" s=\"3\"><v>" + digits + "</v></c>";
      return;
    }
    rows_ += "<c r=\"" + place + "\" t=\"s\"><v>" + std::to_string(strings_.size()) + "</v></c>";
    strings_.push_back(text);
  }

  const Plan& plan_;
  int row_ = 0;
  std::string rows_;
  std::string merges_;
  std::vector<std::string> strings_;
};

}  // namespace

std::string print_docx_pieces(const Plan& plan, const std::vector<MadePiece>& pieces) {
  std::string body;
  for (const MadePiece& piece : pieces) {
    // Word keeps tables apart by a paragraph.
    body += piece.kind == PieceKind::Table ? docx_table(piece.table) + "<w:p/>"
                                           : docx_paragraph(piece.text);
  }
  if (plan.has(Odd::LayoutTable)) {
    body = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>" + body +
           "<w:p/></w:tc></w:tr></w:tbl>";
  }
  return write_docx(body);
}

std::string print_xlsx_pieces(const Plan& plan, const std::vector<MadePiece>& pieces) {
  SheetPrinter sheet{plan};
  for (const MadePiece& piece : pieces) sheet.add(piece);
  return sheet.bytes();
}

}  // namespace gkwatch::testing
