#pragma once

#include <poppler/PDFDoc.h>

#include <memory>
#include <string_view>

#include "core/result.h"

namespace gkwatch::parser {

// A PDF that the library has opened. Looks at the bytes, which outlive it.
class OpenPdf {
 public:
  // Malformed: damaged or cut off, or no pages. Unsupported: locked with a password.
  static Result<OpenPdf> open(std::string_view pdf);

  PDFDoc& document() { return *document_; }
  // Asked when all that is wanted was read. Malformed: the library had to rebuild what a cut has
  // taken away; what is missing would be told as missing from the report.
  Status check_whole() const;

 private:
  explicit OpenPdf(std::string_view pdf);

  std::string_view pdf_;
  std::unique_ptr<bool> is_rebuilt_;
  std::unique_ptr<PDFDoc> document_;
};

}  // namespace gkwatch::parser
