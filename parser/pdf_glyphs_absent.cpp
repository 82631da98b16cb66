#include "parser/pdf_drawing.h"
#include "parser/pdf_glyphs.h"

namespace gkwatch::parser {

bool can_read_pdf() { return false; }

Result<std::vector<PageInk>> read_pages(std::string_view, const std::stop_token&) {
  return Error{ErrorCode::Unsupported, "PDF is not read by this build"};
}

class PdfDrawing::Device {};
PdfDrawing::PdfDrawing(std::unique_ptr<Device>) {}
PdfDrawing::PdfDrawing(PdfDrawing&&) noexcept = default;
PdfDrawing::~PdfDrawing() = default;

Result<PdfDrawing> PdfDrawing::open(std::string_view) {
  return Error{ErrorCode::Unsupported, "PDF is not read by this build"};
}

Result<Picture> PdfDrawing::draw(int, double, const std::stop_token&) {
  return Error{ErrorCode::Unsupported, "PDF is not read by this build"};
}

}  // namespace gkwatch::parser
