#include "parser/page_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parser/unruled_tables.h"

namespace gkwatch::parser {

Status PageWriter::add(PageInk page, const std::string& name) {
  drop_page_number(page);
  drop_running_lines(page, edges_);
  auto content = fill_tables(page, name);
  if (!content) return content.error();
  place(std::move(content->tables), lines_of_text(std::move(content->rest)), name);
  for (std::size_t i = 1; i <= page.pictures; ++i) {
    pictures_.push_back(
        {.kind = BlockKind::Image, .text = name + ", picture " + std::to_string(i)});
  }
  return {};
}

void PageWriter::add(std::vector<PageTable> tables, const std::vector<GlyphLine>& lines) {
  place(std::move(tables), lines, {});
}

void PageWriter::place(std::vector<PageTable> tables, const std::vector<GlyphLine>& lines,
                       const std::string& name) {
  const Margins margins = margins_of(lines);
  std::size_t next = 0;
  for (PageTable& table : tables) {
    const std::size_t first = next;
    while (next < lines.size() && lines[next].box.top < table.outline.top) ++next;
    add_lines(std::span{lines}.subspan(first, next - first), margins, name);
    add_table(std::move(table));
  }
  add_lines(std::span{lines}.subspan(next), margins, name);
  is_after_page_end_ = true;
}

Extract PageWriter::take() && {
  end_paragraph();
  end_table();
  std::move(pictures_.begin(), pictures_.end(), std::back_inserter(extract_.blocks));
  return std::move(extract_);
}

void PageWriter::add_lines(std::span<const GlyphLine> lines, const Margins& margins,
                           const std::string& name) {
  std::size_t next = 0;
  auto unruled = name.empty() ? std::vector<UnruledTable>{} : find_unruled_tables(lines, name);
  for (UnruledTable& found : unruled) {
    for (; next < found.begin; ++next) add_line(lines[next], margins);
    add_unruled(std::move(found.table));
    next = found.end;
  }
  for (; next < lines.size(); ++next) add_line(lines[next], margins);
}

void PageWriter::add_unruled(Table&& table) {
  end_table();
  end_paragraph();
  Block block{.kind = BlockKind::Table};
  block.table = {.table = std::move(table), .geometry = Geometry::Lost};
  extract_.blocks.push_back(std::move(block));
  is_after_page_end_ = false;
}

void PageWriter::add_line(const GlyphLine& line, const Margins& margins) {
  end_table();
  if (!paragraph_.takes(line, margins)) end_paragraph();
  paragraph_.add(line, margins);
  is_after_page_end_ = false;
}

void PageWriter::end_paragraph() {
  std::string text = paragraph_.take();
  if (text.empty()) return;
  extract_.blocks.push_back({.kind = BlockKind::Text, .text = std::move(text)});
}

void PageWriter::add_table(PageTable&& table) {
  end_paragraph();
  const bool is_cut = table_ && std::exchange(is_after_page_end_, false);
  if (is_cut && join_pieces(*table_, table)) return;
  end_table();
  table_ = std::move(table);
}

void PageWriter::end_table() {
  if (!table_) return;
  Block block{.kind = BlockKind::Table};
  block.table.table = std::move(table_->table);
  extract_.blocks.push_back(std::move(block));
  table_.reset();
}

}  // namespace gkwatch::parser
