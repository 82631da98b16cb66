#include <string>
#include <utility>

#include "parser/fronts.h"
#include "parser/page_writer.h"
#include "parser/pdf_glyphs.h"

namespace gkwatch::parser {
Result<Extract> read_pdf(const Source& source, const std::stop_token& stop) {
  auto pages = read_pages(source.bytes, stop);
  if (!pages) return pages.error();
  PageWriter writer;
  for (std::size_t i = 0; i < pages->size(); ++i) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
    const std::string name = "page " + std::to_string(i + 1);
    if (auto added = writer.add(std::move((*pages)[i]), name); !added) return added.error();
  }
  return std::move(writer).take();
}

}  // namespace gkwatch::parser
