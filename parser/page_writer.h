#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "parser/extract.h"
#include "parser/page_ink.h"
#include "parser/page_text.h"
#include "parser/ruled_tables.h"

namespace gkwatch::parser {

// Puts printed pages one after another: text and tables in reading order, pieces of a table that
// page ends have cut joined again.
class PageWriter {
 public:
  // `name`: "page 6". TooLarge as fill_tables.
  Status add(PageInk page, const std::string& name);
  // A page that is read already, from the top down; its lines are prose.
  void add(std::vector<PageTable> tables, const std::vector<GlyphLine>& lines);
  // Without the title that the file's own data name: it is often that of the file which the
  // report was made from, with the year before.
  Extract take() &&;

 private:
  // Looks for tables without rules among the lines only if `name` is given.
  void place(std::vector<PageTable> tables, const std::vector<GlyphLine>& lines,
             const std::string& name);
  void add_lines(std::span<const GlyphLine> lines, const Margins& margins, const std::string& name);
  void add_unruled(Table&& table);
  void add_line(const GlyphLine& line, const Margins& margins);
  void end_paragraph();
  void add_table(PageTable&& table);
  void end_table();

  Extract extract_;
  Paragraph paragraph_;
  std::optional<PageTable> table_;  // the last one, while nothing follows it
  bool is_after_page_end_ = false;
  EdgeLines edges_;
  std::vector<Block> pictures_;
};

}  // namespace gkwatch::parser
