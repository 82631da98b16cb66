#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/fronts.h"
#include "parser/page_text.h"
#include "parser/pdf_glyphs.h"
#include "parser/ruled_tables.h"

namespace gkwatch::parser {
namespace {

// Puts the pages one after another: text and tables in reading order, pieces of a table that
// page ends have cut joined again.
class Writer {
 public:
  Status add(PageInk page, const std::string& name) {
    drop_page_number(page);
    auto content = fill_tables(page, name);
    if (!content) return content.error();
    const auto lines = lines_of_text(std::move(content->rest));
    const Margins margins = margins_of(lines);
    std::size_t next = 0;
    for (PageTable& table : content->tables) {
      for (; next < lines.size() && lines[next].box.top < table.outline.top; ++next) {
        add_line(lines[next], margins);
      }
      add_table(std::move(table));
    }
    for (; next < lines.size(); ++next) add_line(lines[next], margins);
    for (std::size_t i = 1; i <= page.pictures; ++i) {
      pictures_.push_back(
          {.kind = BlockKind::Image, .text = name + ", picture " + std::to_string(i)});
    }
    is_after_page_end_ = true;
    return {};
  }

  // Without the title that the file's own data name: it is often that of the file which the
  // report was made from, with the year before.
  Extract take() && {
    end_paragraph();
    end_table();
    std::move(pictures_.begin(), pictures_.end(), std::back_inserter(extract_.blocks));
    return std::move(extract_);
  }

 private:
  void add_line(const GlyphLine& line, const Margins& margins) {
    end_table();
    if (!paragraph_.takes(line, margins)) end_paragraph();
    paragraph_.add(line, margins);
    is_after_page_end_ = false;
  }

  void end_paragraph() {
    std::string text = paragraph_.take();
    if (text.empty()) return;
    extract_.blocks.push_back({.kind = BlockKind::Text, .text = std::move(text)});
  }

  void add_table(PageTable&& table) {
    end_paragraph();
    const bool is_cut = table_ && std::exchange(is_after_page_end_, false);
    if (is_cut && join_pieces(*table_, table)) return;
    end_table();
    table_ = std::move(table);
  }

  void end_table() {
    if (!table_) return;
    Block block{.kind = BlockKind::Table};
    block.table.table = std::move(table_->table);
    extract_.blocks.push_back(std::move(block));
    table_.reset();
  }

  Extract extract_;
  Paragraph paragraph_;
  std::optional<PageTable> table_;  // the last one, while nothing follows it
  bool is_after_page_end_ = false;
  std::vector<Block> pictures_;
};

}  // namespace

Result<Extract> read_pdf(const Source& source, const std::stop_token& stop) {
  auto pages = read_pages(source.bytes, stop);
  if (!pages) return pages.error();
  Writer writer;
  for (std::size_t i = 0; i < pages->size(); ++i) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
    const std::string name = "page " + std::to_string(i + 1);
    if (auto added = writer.add(std::move((*pages)[i]), name); !added) return added.error();
  }
  return std::move(writer).take();
}

}  // namespace gkwatch::parser
