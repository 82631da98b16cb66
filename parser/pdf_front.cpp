#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "parser/fronts.h"
#include "parser/page_writer.h"
#include "parser/pdf_drawing.h"
#include "parser/pdf_glyphs.h"
#include "parser/recogniser.h"
#include "parser/scan_writer.h"

namespace gkwatch::parser {
namespace {

// A page that is a picture: a page number, a date or a stamp may be printed over it.
bool is_scan(const PageInk& page) {
  constexpr std::size_t most_glyphs = 60;
  constexpr std::size_t most_rules = 12;
  constexpr double coarsest = 0.9;  // pixels per point: what is coarser nobody reads
  return page.pictures > 0 && page.picture_fineness >= coarsest &&
         page.glyphs.size() <= most_glyphs && page.rules.size() <= most_rules;
}

class Reader {
 public:
  Reader(std::string_view pdf, const std::stop_token& stop) : pdf_{pdf}, stop_{stop} {}

  Status add(PageInk page, int number) {
    if (stop_.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
    const std::string name = "page " + std::to_string(number);
    if (!is_scan(page)) return writer_.pages().add(std::move(page), name);
    missing_ = why_no_pictures();
    if (!missing_.empty()) return writer_.pages().add(std::move(page), name);
    auto picture = draw(number, page.picture_fineness);
    if (!picture) return Error{picture.error()}.within(name);
    return writer_.add(*picture, name, stop_, page.glyphs);
  }

  Result<Extract> take() && {
    Extract extract = std::move(writer_).take();
    if (missing_.empty()) return extract;
    const bool has_table =
        std::any_of(extract.blocks.begin(), extract.blocks.end(),
                    [](const Block& block) { return block.kind == BlockKind::Table; });
    if (has_table) return extract;
    return Error{ErrorCode::Unsupported, "the pages are pictures, which are not read: " + missing_};
  }

 private:
  Result<Picture> draw(int number, double fineness) {
    if (!drawing_) {
      auto opened = PdfDrawing::open(pdf_);
      if (!opened) return opened.error();
      drawing_.emplace(*std::move(opened));
    }
    return drawing_->draw(number, fineness, stop_);
  }

  std::string_view pdf_;
  const std::stop_token& stop_;
  ScanWriter writer_;
  std::optional<PdfDrawing> drawing_;
  std::string missing_;  // what scans would need
};

}  // namespace

Result<Extract> read_pdf(const Source& source, const std::stop_token& stop) {
  auto pages = read_pages(source.bytes, stop);
  if (!pages) return pages.error();
  Reader reader{source.bytes, stop};
  for (std::size_t i = 0; i < pages->size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    if (Status added = reader.add(std::move((*pages)[i]), number); !added) return added.error();
  }
  return std::move(reader).take();
}

}  // namespace gkwatch::parser
