#include "parser/pdf_glyphs.h"

namespace gkwatch::parser {

bool can_read_pdf() { return false; }

Result<std::vector<PageInk>> read_pages(std::string_view, const std::stop_token&) {
  return Error{ErrorCode::Unsupported, "PDF is not read by this build"};
}

}  // namespace gkwatch::parser
