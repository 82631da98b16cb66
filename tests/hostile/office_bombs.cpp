#include "tests/hostile/bombs.h"
#include "tests/support/office_writer.h"

namespace gkwatch::testing {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

std::string row(std::size_t number) {
  const std::string place = std::to_string(number);
  return "<row r=\"" + place + "\"><c r=\"A" + place + "\"><v>1</v></c></row>";
}

std::string sheet(const std::string& data) {
  return write_xlsx({{"Sheet1", "<sheetData>" + data + "</sheetData>"}});
}

std::string rows_up_to(std::size_t last) {
  std::string rows;
  for (std::size_t number = 1; number <= last; ++number) rows += row(number);
  return rows;
}

std::string nested_archives(int depth) {
  std::string archive = write_zip({{"x.txt", "x"}});
  while (depth-- > 0) archive = write_zip({{"x.zip", archive}});
  return archive;
}

std::string archive_of_many(std::size_t count) {
  std::vector<ZipMember> members;
  for (std::size_t i = 0; i < count; ++i) members.push_back({std::to_string(i) + ".txt", "x"});
  return write_zip(members);
}

// Ten entities of ten each, a billion in the end.
std::string laughs() {
  std::string types = "<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY a0 \"ha\">";
  for (char level = '1'; level <= '9'; ++level) {
    const std::string below = std::string{"&a"} + static_cast<char>(level - 1) + ";";
    types += std::string{"<!ENTITY a"} + level + " \"" + repeated(below, 10) + "\">";
  }
  return types +
         "]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
         "main\"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>";
}

std::string docx_of(const std::string& part) {
  return write_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", part}});
}

}  // namespace

std::vector<Bomb> office_bombs() {
  return {
      {"zeros_in_an_archive",
       [] {
         return write_zip({{"x.txt", std::string(150 * kMiB, '0')}});
       }},
      {"zeros_in_many_members",
       [] {
         const std::string zeros(10 * kMiB, '0');
         return write_zip(std::vector<ZipMember>(40, {"x.txt", zeros}));
       }},
      {"blanks_in_a_docx", [] { return docx_of(std::string(100 * kMiB, ' ')); }},
      {"archives_nested_100_deep", [] { return nested_archives(100); }},
      {"members_without_end", [] { return archive_of_many(20'000); }},
      {"entities_in_a_docx", [] { return docx_of(laughs()); }},
      {"tags_in_a_docx_nested_100000_deep",
       [] { return write_docx(repeated("<w:sdt><w:sdtContent>", 100'000)); }},
      {"tables_in_a_docx_nested_20000_deep",
       [] {
         return write_docx(repeated("<w:tbl><w:tr><w:tc>", 20'000) +
                           repeated("</w:tc></w:tr></w:tbl>", 20'000));
       }},
      {"content_controls_nested_50000_deep",
       [] {
         return write_docx(repeated("<w:sdt><w:sdtContent>", 50'000) + docx_paragraph("x") +
                           repeated("</w:sdtContent></w:sdt>", 50'000));
       }},
      {"runs_nested_in_insertions_50000_deep",
       [] {
         return write_docx("<w:p>" + repeated("<w:ins>", 50'000) + "<w:r><w:t>x</w:t></w:r>" +
                           repeated("</w:ins>", 50'000) + "</w:p>");
       }},
      {"a_docx_of_wide_spans",
       [] {
         return write_docx(
             "<w:tbl>" +
             repeated(
                 "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr></w:tc></w:tr>",
                 1'000) +
             "</w:tbl>");
       }},
      {"styles_that_are_their_own_parents",
       [] {
         return write_docx(
             "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
             "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>"
             "<w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>");
       }},
      {"a_sheet_of_a_million_rows", [] { return sheet(rows_up_to(1'000'000)); }},
      {"a_sheet_of_one_far_cell",
       [] { return sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"); }},
      {"merged_cells_over_everything",
       [] {
         return write_xlsx({{"Sheet1", "<sheetData>" + row(1) + "</sheetData><mergeCells>" +
                                           repeated("<mergeCell ref=\"A1:XFD1048576\"/>", 1'000) +
                                           "</mergeCells>"}});
       }},
      {"strings_that_are_not_there",
       [] { return sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>4000000000</v></c></row>"); }},
      {"a_format_without_end",
       [] {
         return write_xlsx({{"Sheet1",
                             "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c>"
                             "</row></sheetData>"}},
                           {}, xlsx_formats({repeated("[&lt;1]0;\\\"", 50'000)}));
       }},
  };
}

}  // namespace gkwatch::testing
