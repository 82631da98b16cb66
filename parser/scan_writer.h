#pragma once

#include <string>

#include "parser/page_writer.h"
#include "parser/scan_page.h"

namespace gkwatch::parser {

// Puts scanned pages one after another. No two lie on the glass alike: a table that a page end
// cuts is moved and stretched a little, so that both pieces have the same edges.
class ScanWriter {
 public:
  explicit ScanWriter(const ScanBudget& budget = {}) : budget_{budget} {}

  // Errors as read_scan.
  // What is printed over the picture (`over`) and stands in a cell makes that cell doubtful.
  Status add(const Picture& picture, const std::string& name, const std::stop_token& stop,
             const std::vector<Glyph>& over = {});
  // Pages of text between them.
  PageWriter& pages() { return writer_; }
  Extract take() &&;

 private:
  bool has_scans_ = false;
  PageWriter writer_;
  ScanBudget budget_;
  Box last_{};  // the outline of the last table
};

}  // namespace gkwatch::parser
