#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/report_generator.h"

namespace gkwatch::testing {

struct ZipMember {
  std::string name;  // bytes as they stand in the archive
  std::string bytes;
};
// A ZIP archive of deflated members, names without a mark of their encoding.
std::string write_zip(const std::vector<ZipMember>& members);

// A DOCX of that body (WordprocessingML, prefix "w") and those styles (content of w:styles).
// `links`: addresses outside, of relations without use in the body.
std::string write_docx(std::string_view body, std::string_view styles = "",
                       const std::vector<std::string>& links = {});
std::string docx_paragraph(std::string_view text);
// Rows on their grid as w:tbl, spans as w:gridSpan and w:vMerge. Rows that are too short are
// filled by their last cell if `width` is given.
std::string docx_table(const std::vector<PlainRow>& rows, int width = 0);

struct XlsxSheet {
  std::string name;
  std::string content;  // of the worksheet element
};
// A workbook; `styles` is the content of styleSheet.
std::string write_xlsx(const std::vector<XlsxSheet>& sheets,
                       const std::vector<std::string>& strings = {}, std::string_view styles = "");
// The content of styleSheet with one cell style for each format; style 0 is "General".
std::string xlsx_formats(const std::vector<std::string>& formats);

// The report as an Office document: the words of print_report in short, the same tables. In
// XLSX figures are stored as numbers, a plus by a format alone.
std::string print_docx(const ReportSpec& spec, const Figures& figures, const Defects& defects = {});
std::string print_xlsx(const ReportSpec& spec, const Figures& figures, const Defects& defects = {});

}  // namespace gkwatch::testing
