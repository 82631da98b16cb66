#include "parser/fronts.h"

#include <array>
#include <string>

#include "parser/sniff.h"

namespace gkwatch::parser {
namespace {

struct Entry {
  Media media;
  Front front;
};

constexpr std::array kFronts{
    Entry{Media::Html, read_html},
    Entry{Media::Pdf, read_pdf},
    Entry{Media::Text, read_text},
    Entry{Media::Markdown, read_text},
};

}  // namespace

Result<Extract> extract(const Source& source, const std::stop_token& stop) {
  if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
  const Media media = sniff(source.bytes);
  for (const Entry& entry : kFronts) {
    if (entry.media == media) return entry.front(source, stop);
  }
  if (media == Media::Empty) return Error{ErrorCode::Malformed, "the file is empty"};
  return Error{ErrorCode::Unsupported, std::string{name_of(media)} + " is not read by this build"};
}

}  // namespace gkwatch::parser
