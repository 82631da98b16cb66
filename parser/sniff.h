#pragma once

#include <string_view>

namespace gkwatch::parser {

enum class Media {
  Empty,
  Html,
  Text,
  Markdown,
  Pdf,
  Docx,
  Xlsx,
  Ofd,
  Zip,
  Doc,
  Xls,
  Ole,  // a compound file of another kind
  Rtf,
  Rar,
  SevenZip,
  Png,
  Jpeg,
  Tiff,
  Gif,
  Other,
};

// The format of some bytes, by what they are and not by what they are called.
Media sniff(std::string_view bytes);
// "application/pdf", "text/html"…
std::string_view media_type(Media media);
// For people: "PDF", "a ZIP archive"…
std::string_view name_of(Media media);

}  // namespace gkwatch::parser
