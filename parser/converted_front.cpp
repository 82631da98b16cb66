#include <string>

#include "parser/converter.h"
#include "parser/fronts.h"
#include "parser/whole_file.h"

namespace gkwatch::parser {
namespace {

std::string advice(Media media) {
  return media == Media::Xls ? ": convert it to XLSX or PDF" : ": convert it to DOCX or PDF";
}

// "LibreOffice/7.4.7.2$Linux_X86_64 …" as its own documents name it.
std::string short_name(const std::string& application) {
  std::string name = application.substr(0, application.find('$'));
  if (const std::size_t slash = name.find('/'); slash != std::string::npos) name[slash] = ' ';
  return name.empty() ? "an office program" : name;
}

Status check_whole(Media media, std::string_view bytes) {
  return media == Media::Rtf ? check_rtf(bytes) : check_compound_file(bytes);
}

}  // namespace

Media converted_media(Media from) {
  if (from == Media::Doc || from == Media::Rtf) return Media::Docx;
  return from == Media::Xls ? Media::Xlsx : Media::Other;
}

Result<Extract> read_converted(const Source& source, const std::stop_token& stop) {
  const Media media = sniff(source.bytes);
  const std::string name{name_of(media)};
  if (source.converter == nullptr) {
    return Error{ErrorCode::Unsupported, name + " is not read by this build" + advice(media)};
  }
  if (Status whole = check_whole(media, source.bytes); !whole) return Error{whole.error()};
  const auto converted = source.converter->convert(media, source.bytes, stop);
  if (!converted) return converted.error();
  if (sniff(*converted) != converted_media(media)) {
    return Error{ErrorCode::Unsupported, name + " was converted into something else"};
  }
  auto extract = read_archive({.bytes = *converted, .nesting = source.nesting}, stop);
  if (extract) extract->converted_by = short_name(extract->application);
  return extract;
}

}  // namespace gkwatch::parser
