#include "parser/fronts.h"

#include <array>
#include <string>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/sniff.h"

namespace gkwatch::parser {
namespace {

struct Entry {
  Media media;
  Front front;
};

constexpr std::array kFronts{
    Entry{Media::Html, read_html},     Entry{Media::Pdf, read_pdf},
    Entry{Media::Text, read_text},     Entry{Media::Markdown, read_text},
    Entry{Media::Docx, read_archive},  Entry{Media::Xlsx, read_archive},
    Entry{Media::Ofd, read_archive},   Entry{Media::Zip, read_archive},
    Entry{Media::Rar, read_archive},   Entry{Media::SevenZip, read_archive},
    Entry{Media::Doc, read_converted}, Entry{Media::Rtf, read_converted},
    Entry{Media::Xls, read_converted}, Entry{Media::Png, read_picture},
    Entry{Media::Jpeg, read_picture},  Entry{Media::Tiff, read_picture},
    Entry{Media::Gif, read_picture},
};

std::string advice(Media media) {
  const bool is_compound = media == Media::Ole;
  return is_compound ? ": it may need a password; convert it to DOCX, XLSX or PDF" : "";
}

}  // namespace

Result<Extract> extract(const Source& source, const std::stop_token& stop) {
  if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
  const Media media = sniff(source.bytes);
  for (const Entry& entry : kFronts) {
    if (entry.media == media) return entry.front(source, stop);
  }
  if (media == Media::Empty) return Error{ErrorCode::Malformed, "the file is empty"};
  return Error{ErrorCode::Unsupported,
               std::string{name_of(media)} + " is not read by this build" + advice(media)};
}

bool names_document(std::string_view text) {
  static const Pattern name{
      R"(\.(?:docx?|wps|rtf|xlsx?|et|pdf|ofd|zip|rar|7z|jpe?g|png|tiff?|bmp)(?:$|[?#\s]))"};
  return name.is_found_in(to_lower(text));
}

}  // namespace gkwatch::parser
