#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "parser/office_fronts.h"
#include "parser/sections.h"
#include "parser/xlsx_sheet.h"

namespace gkwatch::parser {
namespace {

// The text of a row that has one cell only; empty for any other row.
std::string lone_text(const TableRow& row) {
  std::string lone;
  for (const GridCell& cell : row.cells) {
    if (cell.text.empty() || cell.from_left || cell.from_above) continue;
    if (!lone.empty()) return {};
    lone = cell.text;
  }
  return lone;
}

// Cuts a sheet into headings, prose and tables.
class Cutter {
 public:
  explicit Cutter(std::vector<Block>& blocks) : blocks_{blocks} {}

  void cut(Table sheet) {
    const std::string where = sheet.where;
    bool is_before_all = true;
    for (TableRow& row : sheet.rows) {
      const std::string text = lone_text(row);
      const bool is_heading = section_number(text).has_value();
      if (is_heading || is_prose(text, is_before_all)) {
        end_table(where);
        blocks_.push_back({.kind = is_heading ? BlockKind::Heading : BlockKind::Text,  //
                           .text = text});
      } else {
        rows_.push_back(std::move(row));
      }
      is_before_all = is_before_all && !is_heading && rows_.empty();
    }
    end_table(where);
  }

 private:
  // The caption of a block of table 2 ("第二十条第(一)项") is a row of the table.
  static bool is_prose(std::string_view text, bool is_before_all) {
    constexpr std::size_t longest_cell = 60;
    if (text.empty()) return false;
    if (length(text) > longest_cell || contains(text, "年度报告")) return true;
    return is_before_all && !contains(text, "第二十条");
  }

  void end_table(const std::string& where) {
    if (rows_.empty()) return;
    Block block{.kind = BlockKind::Table};
    block.table.table = {.where = where, .rows = std::exchange(rows_, {})};
    blocks_.push_back(std::move(block));
  }

  std::vector<Block>& blocks_;
  std::vector<TableRow> rows_;
};

Result<XlsxBook> read_book(const OfficePackage& package, const std::vector<Relation>& relations) {
  XlsxBook book;
  if (const std::string part = part_of_type(relations, "sharedStrings"); !part.empty()) {
    auto tree = package.load(part);
    if (!tree) return tree.error();
    for (const auto& string : children_of(tree->document_element(), "si")) {
      book.strings.push_back(text_of_string(string));
    }
  }
  if (const std::string part = part_of_type(relations, "styles"); !part.empty()) {
    auto tree = package.load(part);
    if (!tree) return tree.error();
    book.styles = read_xlsx_styles(tree->document_element());
  }
  return book;
}

struct SheetEntry {
  std::string name;
  std::string part;
};

// Relations of the sheets that are shown, in order. Sheets of charts have other relations.
Result<std::vector<SheetEntry>> sheets_of(pugi::xml_node workbook,
                                          const std::vector<Relation>& relations) {
  std::vector<SheetEntry> sheets;
  const auto list = child_of(workbook, "sheets");
  if (!list) return Error{ErrorCode::Malformed, "the workbook has no sheets"};
  for (const auto& sheet : children_of(*list, "sheet")) {
    const std::string_view state = sheet.attribute("state").as_string("visible");
    if (state != "visible") continue;
    const std::string_view id = sheet.attribute("r:id").value();
    const auto found = std::find_if(relations.begin(), relations.end(),
                                    [&](const Relation& one) { return one.id == id; });
    if (found == relations.end()) {
      return Error{ErrorCode::Malformed, "a sheet of the workbook is missing"};
    }
    if (found->type == "worksheet")
      sheets.push_back({sheet.attribute("name").value(), found->part});
  }
  return sheets;
}

}  // namespace

Result<Extract> read_xlsx(const OfficePackage& package, const std::string& main_part,
                          const std::stop_token& stop) {
  auto workbook = package.load(main_part);
  if (!workbook) return workbook.error();
  auto relations = package.relations_of(main_part);
  if (!relations) return relations.error();
  auto sheets = sheets_of(workbook->document_element(), *relations);
  if (!sheets) return sheets.error();
  auto book = read_book(package, *relations);
  if (!book) return book.error();
  Extract extract;
  for (const SheetEntry& sheet : *sheets) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
    auto tree = package.load(sheet.part);
    if (!tree) return tree.error();
    auto table = read_sheet(tree->document_element(), *book, "sheet " + sheet.name);
    if (!table) return table.error();
    Cutter{extract.blocks}.cut(*std::move(table));
  }
  return extract;
}

}  // namespace gkwatch::parser
