#include "tests/support/office_writer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

namespace gkwatch::testing {
namespace {

using namespace std::string_literals;

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const std::string kTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string xml(std::string_view text) { return std::string{kXml} + std::string{text}; }

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kTypes + "/" + type + "\" Target=\"" + target +
         "\"/>";
}

ZipMember relations(const std::string& name, const std::string& entries) {
  return {name, xml("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "relationships\">" +
                    entries + "</Relationships>")};
}

// `parts`: part name and the type that an office program expects of it.
ZipMember content_types(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string entries =
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
      "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  for (const auto& [name, type] : parts) {
    entries += "<Override PartName=\"/" + name +
               "\" ContentType=\"application/vnd.openxmlformats-" + "officedocument." + type +
               "+xml\"/>";
  }
  return {"[Content_Types].xml",
          xml("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" +
              entries + "</Types>")};
}

// A cell of a row with the cells above that reach into it put in their places.
struct PlacedCell {
  PlainCell cell;
  int column = 0;
  bool from_above = false;
};
using PlacedRow = std::vector<PlacedCell>;

class Placer {
 public:
  PlacedRow place(const PlainRow& row) {
    PlacedRow placed;
    int column = 0;
    for (const PlainCell& cell : row) {
      continue_above(placed, column);
      placed.push_back({cell, column});
      if (cell.rows > 1) open_[column] = {cell, cell.rows};
      column += cell.columns;
    }
    continue_above(placed, column);
    for (auto it = open_.begin(); it != open_.end();) {
      it = --it->second.rows_left == 0 ? open_.erase(it) : std::next(it);
    }
    return placed;
  }

 private:
  struct Open {
    PlainCell cell;
    int rows_left = 0;
  };

  void continue_above(PlacedRow& placed, int& column) {
    for (auto it = open_.find(column); it != open_.end(); it = open_.find(column)) {
      if (it->second.rows_left == it->second.cell.rows) break;
      placed.push_back({it->second.cell, column, true});
      column += it->second.cell.columns;
    }
  }

  std::map<int, Open> open_;
};

std::string docx_cell(const PlacedCell& placed) {
  std::string properties;
  if (placed.cell.columns > 1) {
    properties += "<w:gridSpan w:val=\"" + std::to_string(placed.cell.columns) + "\"/>";
  }
  if (placed.from_above) properties += "<w:vMerge/>";
  if (!placed.from_above && placed.cell.rows > 1) properties += "<w:vMerge w:val=\"restart\"/>";
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" +
         docx_paragraph(placed.from_above ? "" : placed.cell.text) + "</w:tc>";
}

int width_of(const PlacedRow& row) {
  return row.empty() ? 0 : row.back().column + row.back().cell.columns;
}

constexpr std::array kHeadings{"一、总体情况",
                               "二、主动公开政府信息情况",
                               "三、收到和处理政府信息公开申请情况",
                               "四、政府信息公开行政复议、行政诉讼情况",
                               "五、存在的主要问题及改进情况",
                               "六、其他需要报告的事项"};

std::string title_of(const ReportSpec& spec) {
  return spec.agency + std::to_string(spec.year) + "年政府信息公开工作年度报告";
}

std::string column_name(int column) { return std::string{static_cast<char>('A' + column)}; }

bool is_number(const std::string& text) {
  return !text.empty() && (std::isdigit(static_cast<unsigned char>(text.back())) != 0) &&
         text.find_first_not_of("+-.0123456789") == std::string::npos;
}

// Lays the report on one sheet, all of it in rows.
class SheetWriter {
 public:
  void add(const PlainRow& row) {
    ++row_;
    rows_ += "<row r=\"" + std::to_string(row_) + "\">";
    for (const PlacedCell& placed : placer_.place(row)) add(placed);
    rows_ += "</row>";
  }

  std::string content() const {
    return "<cols><col min=\"1\" max=\"26\" width=\"20\"/></cols><sheetData>" + rows_ +
           "</sheetData>" + (merges_.empty() ? "" : "<mergeCells>" + merges_ + "</mergeCells>");
  }
  const std::vector<std::string>& strings() const { return strings_; }

 private:
  void add(const PlacedCell& placed) {
    if (placed.from_above) return;
    const PlainCell& cell = placed.cell;
    const std::string place = column_name(placed.column) + std::to_string(row_);
    const bool has_plus = cell.text.starts_with('+');
    if (is_number(cell.text)) {
      rows_ += "<c r=\"" + place + "\" s=\"" + (has_plus ? "1" : "0") + "\"><v>" +
               cell.text.substr(has_plus ? 1 : 0) + "</v></c>";
    } else if (!cell.text.empty()) {
      rows_ += "<c r=\"" + place + "\" t=\"s\"><v>" + std::to_string(strings_.size()) + "</v></c>";
      strings_.push_back(cell.text);
    } else {
      rows_ += "<c r=\"" + place + "\" s=\"0\"/>";
    }
    if (cell.columns == 1 && cell.rows == 1) return;
    merges_ += "<mergeCell ref=\"" + place + ":" + column_name(placed.column + cell.columns - 1) +
               std::to_string(row_ + cell.rows - 1) + "\"/>";
  }

  Placer placer_;
  int row_ = 0;
  std::string rows_;
  std::string merges_;
  std::vector<std::string> strings_;
};

}  // namespace

std::string docx_paragraph(std::string_view text) {
  return "<w:p><w:r><w:t xml:space=\"preserve\">" + std::string{text} + "</w:t></w:r></w:p>";
}

std::string docx_table(const std::vector<PlainRow>& rows, int width) {
  std::string table = "<w:tbl><w:tblPr/><w:tblGrid/>";
  Placer placer;
  for (const PlainRow& row : rows) {
    PlacedRow placed = placer.place(row);
    const int missing = width - width_of(placed);
    if (width > 0 && missing > 0 && !placed.empty()) placed.back().cell.columns += missing;
    table += "<w:tr>";
    for (const PlacedCell& cell : placed) table += docx_cell(cell);
    table += "</w:tr>";
  }
  return table + "</w:tbl>";
}

std::string write_docx(std::string_view body, std::string_view styles,
                       const std::vector<std::string>& links) {
  const std::string names =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
      " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
  std::string targets = relation("rId1", "styles", "styles.xml");
  for (const std::string& link : links) {
    targets += "<Relationship Id=\"" + link + "\" Type=\"" + kTypes + "/hyperlink\" Target=\"" +
               link + "\" TargetMode=\"External\"/>";
  }
  return write_zip(
      {content_types({{"word/document.xml", "wordprocessingml.document.main"},
                      {"word/styles.xml", "wordprocessingml.styles"}}),
       relations("_rels/.rels", relation("rId1", "officeDocument", "word/document.xml")),
       {"word/document.xml",
        xml("<w:document" + names + "><w:body>" + std::string{body} + "</w:body></w:document>")},
       relations("word/_rels/document.xml.rels", targets),
       {"word/styles.xml", xml("<w:styles" + names + ">" + std::string{styles} + "</w:styles>")}});
}

std::string write_xlsx(const std::vector<XlsxSheet>& sheets,
                       const std::vector<std::string>& strings, std::string_view styles) {
  const std::string names =
      " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
      " xmlns:r=\"" +
      kTypes + "\"";
  std::vector<std::pair<std::string, std::string>> types{
      {"xl/workbook.xml", "spreadsheetml.sheet.main"},
      {"xl/sharedStrings.xml", "spreadsheetml.sharedStrings"},
      {"xl/styles.xml", "spreadsheetml.styles"}};
  std::vector<ZipMember> members{
      relations("_rels/.rels", relation("rId1", "officeDocument", "xl/workbook.xml"))};
  std::string list;
  std::string targets = relation("rIdS", "styles", "styles.xml") +
                        relation("rIdT", "sharedStrings", "/xl/sharedStrings.xml");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = "rId" + std::to_string(i + 1);
    const std::string part = "worksheets/sheet" + std::to_string(i + 1) + ".xml";
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + std::to_string(i + 1) +
            "\" r:id=\"" + id + "\"/>";
    targets += relation(id, "worksheet", part);
    types.emplace_back("xl/" + part, "spreadsheetml.worksheet");
    members.push_back(
        {"xl/" + part, xml("<worksheet" + names + ">" + sheets[i].content + "</worksheet>")});
  }
  std::string items;
  for (const std::string& text : strings) items += "<si><t>" + text + "</t></si>";
  members.push_back(
      {"xl/workbook.xml", xml("<workbook" + names + "><sheets>" + list + "</sheets></workbook>")});
  members.push_back(relations("xl/_rels/workbook.xml.rels", targets));
  members.push_back({"xl/sharedStrings.xml", xml("<sst" + names + ">" + items + "</sst>")});
  members.push_back(
      {"xl/styles.xml", xml("<styleSheet" + names + ">" + std::string{styles} + "</styleSheet>")});
  members.push_back(content_types(types));
  return write_zip(members);
}

std::string xlsx_formats(const std::vector<std::string>& formats) {
  std::string codes;
  std::string cells = "<xf numFmtId=\"0\"/>";
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::string id = std::to_string(164 + i);
    codes += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + formats[i] + "\"/>";
    cells += "<xf numFmtId=\"" + id + "\"/>";
  }
  return "<numFmts>" + codes + "</numFmts><cellXfs>" + cells + "</cellXfs>";
}

std::string print_docx(const ReportSpec& spec, const Figures& figures, const Defects& defects) {
  constexpr std::array tables{"T2", "T3", "T4"};
  std::string body = docx_paragraph(title_of(spec));
  for (std::size_t i = 0; i < kHeadings.size(); ++i) {
    body += docx_paragraph(kHeadings[i]);
    if (i < 1 || i > 3) continue;
    // Word's rows of table 2 are all of one width; a row that has lost a cell is not.
    const int width = i == 1 && defects.lost_cells.empty() ? 4 : 0;
    body += docx_table(plain_table(spec, figures, defects, tables.at(i - 1)), width);
  }
  return write_docx(body);
}

std::string print_xlsx(const ReportSpec& spec, const Figures& figures, const Defects& defects) {
  constexpr std::array tables{"T2", "T3", "T4"};
  SheetWriter sheet;
  sheet.add(PlainRow{{title_of(spec), 10}});
  for (std::size_t i = 0; i < kHeadings.size(); ++i) {
    sheet.add(PlainRow{{kHeadings.at(i), 10}});
    if (i < 1 || i > 3) continue;
    for (const PlainRow& row : plain_table(spec, figures, defects, tables.at(i - 1))) {
      sheet.add(row);
    }
  }
  return write_xlsx({{"Sheet1", sheet.content()}}, sheet.strings(), xlsx_formats({"+0;-0;0"}));
}

}  // namespace gkwatch::testing
