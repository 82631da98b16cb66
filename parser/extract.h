#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "model/report.h"

namespace gkwatch::parser {

class Converter;

// The one value that every format becomes, and all that the understanding behind sees.

// How far the places of a table's cells can be trusted.
enum class Geometry {
  Exact,  // each cell stands in the row and column where the document draws it
  Lost,   // only the order of the cells in a row is known: text without ruling lines
};

struct PrintedTable {
  Table table;
  Geometry geometry = Geometry::Exact;
};

enum class BlockKind { Text, Heading, Table, Image, Attachment };

// A piece of the document in reading order.
struct Block {
  BlockKind kind = BlockKind::Text;
  std::string text;    // Text, Heading: one paragraph or line. Others: address or name
  PrintedTable table;  // Table
};
inline bool is_words(const Block& block) {
  return block.kind == BlockKind::Text || block.kind == BlockKind::Heading;
}

struct Extract {
  std::string title;  // that the document's own data names, may be empty: <h1>, <meta>, Title
  std::vector<Block> blocks;
  bool is_read_by_ocr = false;     // text or tables among it were read from pictures
  std::vector<std::string> notes;  // for people: what else an archive holds
  std::string application;         // that an office document names as its maker
  std::string converted_by;        // "LibreOffice 7.4.7.2" if it was converted to be read
};

// What the archives around a document have cost so far.
struct Nesting {
  int depth = 0;
  std::size_t unpacked = 0;  // bytes
};

// Bytes and what was said about them: a document, or one member of an archive.
struct Source {
  std::string_view bytes;
  std::string_view declared_type;  // may be empty, may lie
  std::string_view name;           // file name, may be empty
  Nesting* nesting = nullptr;      // of a member of an archive; outlives the reading
  Converter* converter = nullptr;  // of older forms; none: they are not read
};

// Turns bytes into an Extract by the format that they show, whatever their declared type says.
// Unsupported or Malformed: the document cannot be understood. TooLarge, Timeout, Cancelled:
// reading was cut short, and nothing is known.
Result<Extract> extract(const Source& source, const std::stop_token& stop);

}  // namespace gkwatch::parser
