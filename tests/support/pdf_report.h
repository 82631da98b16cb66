#pragma once

#include <string>
#include <vector>

#include "tests/support/pdf_writer.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {

enum class PdfRules {
  Strokes,    // each cell framed by lines, as LibreOffice draws
  ThinBoxes,  // by filled boxes half a point thin, as Word draws
  None,
};

struct PdfLook {
  PdfRules rules = PdfRules::Strokes;
  double page_height = 842;  // small pages cut tables in many places
  bool has_page_numbers = true;
  bool cuts_rows = false;      // a row of two lines may begin on one page and end on the next
  bool repeats_heads = false;  // of table 3, on each page
};

// A table with its spans on the page that is open and the pages behind it; `y` is where it
// begins, and comes back as where it ended. `widths`: of the columns.
void print_table(PdfWriter& pdf, const std::vector<PlainRow>& rows,
                 const std::vector<double>& widths, const PdfLook& look, double& y);

// A made report (report_generator.h) as PDF.
std::string print_pdf_report(const ReportSpec& spec, const Figures& figures, const PdfLook& look,
                             const Defects& defects = {});

}  // namespace gkwatch::testing
