#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "parser/docx_styles.h"
#include "parser/docx_table.h"
#include "parser/docx_text.h"
#include "parser/figures.h"
#include "parser/fronts.h"
#include "parser/note_marks.h"
#include "parser/office_fronts.h"

namespace gkwatch::parser {
namespace {

using Nodes = std::vector<pugi::xml_node>;

constexpr std::size_t kMostColumns = 1'000;

std::size_t count_of(pugi::xml_node property, std::size_t least) {
  const auto value = property.attribute("w:val").as_uint(static_cast<unsigned>(least));
  return std::clamp<std::size_t>(value, least, kMostColumns);
}

bool continues(pugi::xml_node merge) {
  return merge && std::string_view{merge.attribute("w:val").value()} != "restart";
}

bool is_named(pugi::xml_node node, std::string_view name) { return node.name() == name; }

Nodes rows_of(pugi::xml_node table) {
  Nodes rows = shown_children(table);
  std::erase_if(rows, [](pugi::xml_node row) {
    const auto properties = row.child("w:trPr");
    return !is_named(row, "w:tr") || properties.child("w:del") ||
           is_on(properties.child("w:hidden"));
  });
  return rows;
}

Nodes cells_of(pugi::xml_node row) {
  Nodes cells = shown_children(row);
  std::erase_if(cells, [](pugi::xml_node cell) { return !is_named(cell, "w:tc"); });
  return cells;
}

bool holds_table(pugi::xml_node node) {
  for (const pugi::xml_node& child : shown_children(node)) {
    if (is_named(child, "w:tbl")) return true;
  }
  return false;
}

// A table that only arranges the page: it holds tables, or nothing but one cell.
bool is_layout(const Nodes& rows) {
  std::size_t cells = 0;
  for (const pugi::xml_node& row : rows) {
    for (const pugi::xml_node& cell : cells_of(row)) {
      if (holds_table(cell)) return true;
      ++cells;
    }
  }
  return cells <= 1;
}

// Walks the body in reading order and puts down blocks. Recursion ends where
// OfficePackage::load ends it.
class Writer {
 public:
  Writer(const DocxStyles& styles, std::vector<Relation> relations)
      : styles_{styles}, relations_{std::move(relations)} {}

  Status walk(pugi::xml_node container) {
    for (const pugi::xml_node& node : shown_children(container)) {
      if (is_named(node, "w:p")) {
        if (auto added = add_paragraph(node); !added) return added;
      } else if (is_named(node, "w:tbl")) {
        if (auto added = add_table(node); !added) return added;
      } else if (is_named(node, "w:altChunk") || is_named(node, "w:subDoc")) {
        return Error{ErrorCode::Unsupported, "the document holds another one that is not read"};
      }
    }
    end_line(false);
    return {};
  }

  Extract take() && {
    for (const Relation& relation : relations_) {
      if (relation.type == "hyperlink" && names_document(relation.address))
        extract_.blocks.push_back({.kind = BlockKind::Attachment, .text = relation.address});
    }
    return std::move(extract_);
  }

 private:
  Status add_paragraph(pugi::xml_node node) {
    const DocxParagraph paragraph = read_paragraph(node, styles_);
    line_ += paragraph.text;
    if (!paragraph.is_joined) end_line(styles_.is_heading(node));
    add_images(paragraph);
    for (const pugi::xml_node& box : paragraph.boxes) {
      if (auto walked = walk(box); !walked) return walked;
    }
    return {};
  }

  void end_line(bool is_heading) {
    const std::string lines = std::exchange(line_, {}) + '\n';
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = lines.find('\n', begin);
      std::string text = collapse_spaces(std::string_view{lines}.substr(begin, end - begin));
      begin = end + 1;
      if (text.empty()) continue;
      const BlockKind kind = is_heading ? BlockKind::Heading : BlockKind::Text;
      extract_.blocks.push_back({.kind = kind, .text = std::move(text)});
    }
  }

  void add_images(const DocxParagraph& paragraph) {
    for (const std::string& id : paragraph.images) {
      const auto found = std::find_if(relations_.begin(), relations_.end(),
                                      [&](const Relation& one) { return one.id == id; });
      const bool is_known = found != relations_.end() && !found->part.empty();
      const std::string name = is_known ? found->part : "embedded object";
      extract_.blocks.push_back({.kind = BlockKind::Image, .text = name});
    }
  }

  Status add_table(pugi::xml_node node) {
    end_line(false);
    const Nodes rows = rows_of(node);
    if (is_layout(rows)) return walk_cells(rows);
    std::vector<DocxRow> read;
    for (const pugi::xml_node& row : rows) read.push_back(read_row(row));
    auto printed = lay_docx_table(std::move(read), "table " + std::to_string(++tables_));
    if (!printed) return printed.error();
    Block block{.kind = BlockKind::Table};
    block.table = *std::move(printed);
    extract_.blocks.push_back(std::move(block));
    return {};
  }

  Status walk_cells(const Nodes& rows) {
    for (const pugi::xml_node& row : rows) {
      for (const pugi::xml_node& cell : cells_of(row)) {
        if (auto walked = walk(cell); !walked) return walked;
      }
    }
    return {};
  }

  DocxRow read_row(pugi::xml_node node) {
    const auto properties = node.child("w:trPr");
    DocxRow row{.before = count_of(properties.child("w:gridBefore"), 0),
                .after = count_of(properties.child("w:gridAfter"), 0)};
    for (const pugi::xml_node& cell : cells_of(node)) row.cells.push_back(read_cell(cell));
    return row;
  }

  DocxCell read_cell(pugi::xml_node node) {
    const auto properties = node.child("w:tcPr");
    DocxCell cell{.columns = count_of(properties.child("w:gridSpan"), 1),
                  .continues_above = continues(properties.child("w:vMerge")),
                  .continues_left = continues(properties.child("w:hMerge"))};
    std::string text = text_of_cell(node);
    // How the table looks once such a change is accepted cannot be told.
    if (properties.child("w:cellDel") || properties.child("w:cellMerge")) text += kUntold;
    cell.text = collapse_spaces(plain_text(text));
    return cell;
  }

  std::string text_of_cell(pugi::xml_node cell) {
    std::string text;
    for (const pugi::xml_node& node : shown_children(cell)) {
      if (!is_named(node, "w:p")) continue;
      const DocxParagraph paragraph = read_paragraph(node, styles_);
      text += paragraph.text;
      // A number that the list gives stands before the text and is no part of it.
      const bool is_bare = is_value(paragraph.text) || collapse_spaces(paragraph.text).empty();
      if (is_bare && styles_.is_numbered(node)) text += kUntold;
      if (!paragraph.is_joined) text += ' ';
      if (!paragraph.images.empty()) text += kUntold;
      add_images(paragraph);
      for (const pugi::xml_node& box : paragraph.boxes) text += boxed_text(box);
    }
    return text;
  }

  // A box may float anywhere near its anchor.
  std::string boxed_text(pugi::xml_node box) {
    const std::string text = text_of_cell(box);
    return collapse_spaces(text).empty() ? std::string{} : ' ' + text + std::string{kUntold};
  }

  const DocxStyles& styles_;
  std::vector<Relation> relations_;
  Extract extract_;
  std::string line_;
  int tables_ = 0;
};

Result<DocxStyles> load_styles(const OfficePackage& package,
                               const std::vector<Relation>& relations) {
  const std::string part = part_of_type(relations, "styles");
  if (part.empty()) return DocxStyles{};
  auto tree = package.load(part);
  if (!tree) return tree.error();
  return DocxStyles{tree->document_element()};
}

}  // namespace

Result<Extract> read_docx(const OfficePackage& package, const std::string& main_part,
                          const std::stop_token& stop) {
  auto relations = package.relations_of(main_part);
  if (!relations) return relations.error();
  auto styles = load_styles(package, *relations);
  if (!styles) return styles.error();
  auto tree = package.load(main_part);
  if (!tree) return tree.error();
  if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
  const auto body = tree->child("w:document").child("w:body");
  if (!body) return Error{ErrorCode::Malformed, "the document has no body that Word would show"};
  Writer writer{*styles, *std::move(relations)};
  if (auto walked = writer.walk(body); !walked) return walked.error();
  return std::move(writer).take();
}

}  // namespace gkwatch::parser
