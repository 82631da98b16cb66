#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "core/result.h"
#include "parser/sniff.h"

namespace gkwatch::parser {

// Turns documents of older forms into ones that are read here: Doc and Rtf into DOCX, Xls into
// XLSX. What comes back is no more trusted than what went in.
class Converter {
 public:
  virtual ~Converter() = default;

  // Unsupported, with words for people: it cannot be converted, or not here. Cancelled: stopped.
  virtual Result<std::string> convert(Media from, std::string_view bytes,
                                      const std::stop_token& stop) = 0;
};

// What `from` becomes; Media::Other if it is not for a converter.
Media converted_media(Media from);

}  // namespace gkwatch::parser
