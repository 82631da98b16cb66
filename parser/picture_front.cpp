#include <string>

#include "parser/fronts.h"
#include "parser/recogniser.h"
#include "parser/scan_writer.h"

namespace gkwatch::parser {

Result<Extract> read_picture(const Source& source, const std::stop_token& stop) {
  const auto pictures = decode_pictures(source.bytes, stop);
  if (!pictures) return pictures.error();
  ScanWriter writer;
  for (std::size_t i = 0; i < pictures->size(); ++i) {
    const std::string name = "page " + std::to_string(i + 1);
    if (Status added = writer.add((*pictures)[i], name, stop); !added) return added.error();
  }
  return std::move(writer).take();
}

}  // namespace gkwatch::parser
