#include "parser/pdf_document.h"

#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <mutex>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

// The library's settings are one for the process.
void set_up_once() {
  static std::once_flag flag;
  std::call_once(flag, [] {
    globalParams = std::make_unique<GlobalParams>();
    setErrorCallback([](ErrorCategory, Goffset, const char*) noexcept {});
  });
}

bool has_end_mark(std::string_view pdf) {
  constexpr std::size_t reach = 2048;
  return contains(pdf.substr(pdf.size() - std::min(pdf.size(), reach)), "%%EOF");
}

}  // namespace

Result<OpenPdf> OpenPdf::open(std::string_view pdf) {
  set_up_once();
  OpenPdf opened{pdf};
  if (!opened.document_->isOk()) {
    if (opened.document_->getErrorCode() == errEncrypted) {
      return Error{ErrorCode::Unsupported, "the PDF is locked with a password"};
    }
    return Error{ErrorCode::Malformed, "the PDF is damaged or cut off"};
  }
  if (opened.document_->getNumPages() <= 0) {
    return Error{ErrorCode::Malformed, "the PDF has no pages"};
  }
  return opened;
}

OpenPdf::OpenPdf(std::string_view pdf) : pdf_{pdf}, is_rebuilt_{std::make_unique<bool>(false)} {
  // The document owns the stream; the stream looks at our bytes.
  auto* stream = new MemStream(pdf.data(), 0, static_cast<Goffset>(pdf.size()), Object(objNull));
  document_ =
      std::make_unique<PDFDoc>(stream, std::optional<GooString>{}, std::optional<GooString>{},
                               nullptr, [flag = is_rebuilt_.get()] { *flag = true; });
}

Status OpenPdf::check_whole() const {
  if (!*is_rebuilt_ || has_end_mark(pdf_)) return {};
  return Error{ErrorCode::Malformed, "the PDF is cut off"};
}

}  // namespace gkwatch::parser
