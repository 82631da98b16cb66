#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "parser/ofd_path.h"
#include "parser/ofd_space.h"
#include "parser/ofd_text.h"
#include "parser/office_fronts.h"
#include "parser/page_writer.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMostPages = 200;
constexpr std::size_t kMostGlyphs = 400'000;  // of a document
constexpr std::size_t kMostRules = 100'000;
constexpr std::size_t kMostCovers = 2'000;  // of a page

Error malformed(const std::string& what) { return {ErrorCode::Malformed, "OFD: " + what}; }

// The part that `location` names, as seen from `part`.
std::string part_at(const std::string& part, pugi::xml_node location) {
  return resolve_part(part, collapse_spaces(location.child_value()));
}
std::string part_at(const std::string& part, pugi::xml_attribute location) {
  return resolve_part(part, location.value());
}

// Annotations that show nothing of their own over what the page says.
bool shows_nothing(std::string_view type) {
  return type == "Link" || type == "Highlight" || type == "Watermark";
}

Box on_page(const Box& box, const OfdPoint& corner) {
  return {box.left - corner.x, box.top - corner.y, box.right - corner.x, box.bottom - corner.y};
}

// Collects the ink of one page.
class PageCollector {
 public:
  explicit PageCollector(const Box& page) : corner_{page.left, page.top} {
    ink_.width = page.right - page.left;
    ink_.height = page.bottom - page.top;
  }

  Status draw(pugi::xml_node content) {
    for (const pugi::xml_node& layer : content.children()) {
      if (Status drawn = draw_objects(layer); !drawn) return drawn;
    }
    return {};
  }

  // A picture or a mark of unknown meaning lies here.
  Status cover(const Box& box) {
    constexpr double picture_width = 150;  // points: smaller ones hold no table
    const bool is_picture =
        box.right - box.left >= picture_width && box.bottom - box.top >= picture_width / 3;
    if (is_picture)
      ++ink_.pictures;
    else
      covers_.push_back(on_page(box, corner_));
    if (covers_.size() > kMostCovers) return Error{ErrorCode::TooLarge, "OFD: too many pictures"};
    return {};
  }

  Result<PageInk> take() && {
    auto tables = find_tables(ink_.rules);
    if (!tables) return tables.error();
    for (const RuledTable& table : *tables) doubt_covered_cells(table);
    tidy(ink_);
    return std::move(ink_);
  }

 private:
  Status draw_objects(pugi::xml_node block) {
    for (const pugi::xml_node& object : block.children()) {
      const std::string_view kind = local_name(object);
      if (kind == "PageBlock") {
        if (Status drawn = draw_objects(object); !drawn) return drawn;
      } else if (Status drawn = draw_object(object, kind); !drawn) {
        return drawn;
      }
    }
    return {};
  }

  Status draw_object(pugi::xml_node object, std::string_view kind) {
    bool is_read = true;
    if (kind == "TextObject") is_read = add_ofd_text(object, corner_, ink_.glyphs);
    if (kind == "PathObject") is_read = add_ofd_path(object, corner_, ink_.rules);
    if (!is_read) return malformed("an object of a page cannot be read");
    if (ink_.glyphs.size() > kMostGlyphs || ink_.rules.size() > kMostRules) {
      return Error{ErrorCode::TooLarge, "OFD: a page holds too much"};
    }
    const bool is_untold = kind == "ImageObject" || kind == "CompositeObject";
    if (!is_untold || !is_ofd_visible(object)) return {};
    const auto box = read_ofd_box(object.attribute("Boundary").value());
    return box ? cover(*box) : Status{malformed("a picture without a place")};
  }

  // What a picture hides or shows in a cell may be its figure.
  void doubt_covered_cells(const RuledTable& table) {
    for (const Box& cover : covers_) {
      const double x = (cover.left + cover.right) / 2;
      const double y = (cover.top + cover.bottom) / 2;
      const auto under = table.cell_at(x, y);
      if (under) doubt(table.box(*under));
      for (std::size_t cell = 0; cell < table.cell_count(); ++cell) {
        const Box& box = table.box(cell);
        const double middle_x = (box.left + box.right) / 2;
        const double middle_y = (box.top + box.bottom) / 2;
        const bool is_covered = middle_x > cover.left && middle_x < cover.right &&
                                middle_y > cover.top && middle_y < cover.bottom;
        if (is_covered && cell != under) doubt(box);
      }
    }
  }

  void doubt(const Box& cell) {
    constexpr double usual_size = 8;
    const double size = std::min(usual_size, (cell.bottom - cell.top) / 2);
    ink_.glyphs.push_back({.x = (cell.left + cell.right) / 2,
                           .y = (cell.top + cell.bottom) / 2,
                           .width = std::min(size, (cell.right - cell.left) / 2),
                           .size = size,
                           .text = std::string{kDoubt}});
  }

  OfdPoint corner_;
  PageInk ink_;
  std::vector<Box> covers_;
};

class OfdDocument {
 public:
  explicit OfdDocument(const OfficePackage& package) : package_{package} {}

  Status open() {
    auto root = package_.load("OFD.xml");
    if (!root) return Error{root.error()};
    std::size_t bodies = 0;
    for (const pugi::xml_node& body : root->document_element().children()) {
      if (local_name(body) != "DocBody") continue;
      ++bodies;
      part_ = part_at("", ofd_child(body, "DocRoot"));
    }
    if (bodies > 1) return Error{ErrorCode::Unsupported, "the OFD holds several documents"};
    auto tree = package_.load(part_);
    if (!tree) return Error{tree.error()};
    tree_ = *std::move(tree);
    const pugi::xml_node common = ofd_child(tree_.document_element(), "CommonData");
    area_ = box_of(ofd_child(common, "PageArea"));
    for (const pugi::xml_node& page : common.children()) {
      if (local_name(page) != "TemplatePage") continue;
      templates_[page.attribute("ID").value()] = part_at(part_, page.attribute("BaseLoc"));
    }
    return list_annotations();
  }

  Result<Extract> read(const std::stop_token& stop) {
    PageWriter writer;
    std::size_t number = 0;
    for (const pugi::xml_node& page : ofd_child(tree_.document_element(), "Pages").children()) {
      if (local_name(page) != "Page") continue;
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
      if (++number > kMostPages) {
        return Error{ErrorCode::TooLarge, "the OFD has more than 200 pages"};
      }
      const std::string name = "page " + std::to_string(number);
      auto ink = read_page(page);
      if (!ink) return Error{ink.error()}.within(name);
      glyphs_ += ink->glyphs.size();
      if (glyphs_ > kMostGlyphs) return Error{ErrorCode::TooLarge, "OFD: holds too much"};
      if (Status added = writer.add(*std::move(ink), name); !added) return Error{added.error()};
    }
    if (number == 0) return malformed("it has no pages");
    return std::move(writer).take();
  }

 private:
  static std::optional<Box> box_of(pugi::xml_node area) {
    return read_ofd_box(ofd_child(area, "PhysicalBox").child_value());
  }

  // A location that leads nowhere shows nothing, and is common.
  Status list_annotations() {
    const pugi::xml_node location = ofd_child(tree_.document_element(), "Annotations");
    if (!location) return {};
    const std::string part = part_at(part_, location);
    if (!package_.has(part)) return {};
    auto tree = package_.load(part);
    if (!tree) return Error{tree.error()};
    for (const pugi::xml_node& page : tree->document_element().children()) {
      annotations_[page.attribute("PageID").value()].push_back(
          part_at(part, ofd_child(page, "FileLoc")));
    }
    return {};
  }

  Result<PageInk> read_page(pugi::xml_node entry) {
    auto tree = package_.load(part_at(part_, entry.attribute("BaseLoc")));
    if (!tree) return tree.error();
    const pugi::xml_node page = tree->document_element();
    const auto own = box_of(ofd_child(page, "Area"));
    const auto box = own ? own : area_;
    if (!box) return malformed("a page without a size");
    PageCollector collector{*box};
    for (const pugi::xml_node& below : page.children()) {
      if (local_name(below) != "Template") continue;
      if (Status drawn = draw_template(below, collector); !drawn) return Error{drawn.error()};
    }
    Status drawn = collector.draw(ofd_child(page, "Content"));
    if (drawn) drawn = cover_annotations(entry.attribute("ID").value(), collector);
    if (!drawn) return Error{drawn.error()};
    return std::move(collector).take();
  }

  Status draw_template(pugi::xml_node below, PageCollector& collector) {
    const auto part = templates_.find(below.attribute("TemplateID").value());
    if (part == templates_.end()) return malformed("a template is missing");
    auto tree = package_.load(part->second);
    if (!tree) return Error{tree.error()};
    return collector.draw(ofd_child(tree->document_element(), "Content"));
  }

  Status cover_annotations(const std::string& page, PageCollector& collector) {
    for (const std::string& part : annotations_[page]) {
      if (!package_.has(part)) continue;
      auto tree = package_.load(part);
      if (!tree) return Error{tree.error()};
      for (const pugi::xml_node& note : tree->document_element().children()) {
        if (shows_nothing(note.attribute("Type").value()) || !is_ofd_visible(note)) continue;
        const auto box = read_ofd_box(ofd_child(note, "Appearance").attribute("Boundary").value());
        if (!box) continue;
        if (Status covered = collector.cover(*box); !covered) return covered;
      }
    }
    return {};
  }

  const OfficePackage& package_;
  std::string part_;
  pugi::xml_document tree_;
  std::optional<Box> area_;
  std::map<std::string, std::string> templates_;  // part by ID
  std::map<std::string, std::vector<std::string>> annotations_;
  std::size_t glyphs_ = 0;
};

}  // namespace

Result<Extract> read_ofd(const OfficePackage& package, const std::stop_token& stop) {
  OfdDocument document{package};
  if (Status opened = document.open(); !opened) return Error{opened.error()};
  return document.read(stop);
}

}  // namespace gkwatch::parser
