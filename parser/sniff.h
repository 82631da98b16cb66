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
// What a file's name says it is ("a.DOC": "application/msword"); empty if it says nothing known.
std::string_view type_by_name(std::string_view name);
// For people: "PDF", "a ZIP archive"…
std::string_view name_of(Media media);

}  // namespace gkwatch::parser
