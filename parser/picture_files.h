#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "parser/extract.h"

namespace gkwatch::parser {

// A picture in a document or an archive.
struct PictureFile {
  std::string name;
  std::string_view bytes;
};

// Where a document has no tables, its pictures may be them: they are read as pages, in this order,
// and what they say is added to what the document says; their
// tables alone, if it has words of its own. What is too small for a table, or cannot
// be read, is left out with a note. An Error only if reading was stopped.
Status read_picture_files(Extract& extract, const std::vector<PictureFile>& files,
                          const std::stop_token& stop);

// By name, figures in it by their value: 2.jpg before 10.jpg.
void sort_by_page(std::vector<PictureFile>& files);

}  // namespace gkwatch::parser
