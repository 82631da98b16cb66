// A build without GKWATCH_OCR.
#include "parser/picture.h"
#include "parser/recogniser.h"
#include "parser/scan_page.h"

namespace gkwatch::parser {

std::string why_no_pictures() {
  return "this build does not read pictures (libtesseract-dev, libleptonica-dev)";
}

Result<std::vector<Picture>> decode_pictures(std::string_view, const std::stop_token&) {
  return Error{ErrorCode::Unsupported, why_no_pictures()};
}

Result<ScannedPage> read_scan(const Picture&, const std::string&, ScanBudget&,
                              const std::stop_token&) {
  return Error{ErrorCode::Unsupported, why_no_pictures()};
}

}  // namespace gkwatch::parser
