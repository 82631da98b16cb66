#pragma once

#include <string>

#include "parser/page_writer.h"
#include "parser/scan_page.h"

namespace gkwatch::parser {

// Puts scanned pages one after another. No two lie on the glass alike: a table that a page end
// cuts is moved and stretched a little, so that both pieces have the same edges.
class ScanWriter {
 public:
  // Errors as read_scan.
  Status add(const Picture& picture, const std::string& name, const std::stop_token& stop);
  Extract take() &&;

 private:
  PageWriter writer_;
  ScanBudget budget_;
  Box last_{};  // the outline of the last table
};

}  // namespace gkwatch::parser
