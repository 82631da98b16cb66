#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "parser/archive_members.h"
#include "parser/form.h"
#include "parser/fronts.h"
#include "parser/office_fronts.h"
#include "parser/picture_files.h"
#include "parser/sniff.h"
#include "parser/title.h"

namespace gkwatch::parser {
namespace {

constexpr int kMaxDepth = 3;

// What a reading is worth: whose report it is, and its figures.
struct Candidate {
  std::string name;
  Extract extract;
  std::string title;
  std::map<CellKey, Cell> cells;
  std::size_t figures = 0;
};

// Files that systems and editors leave in archives.
bool is_litter(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return path.starts_with("__MACOSX/") || name.starts_with("._") || name.starts_with("~$") ||
         name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini";
}

bool is_picture(Media media) {
  constexpr std::array pictures{Media::Png, Media::Jpeg, Media::Tiff, Media::Gif};
  return std::find(pictures.begin(), pictures.end(), media) != pictures.end();
}

void name_member(Extract& extract, const std::string& name) {
  for (Block& block : extract.blocks) {
    if (block.kind != BlockKind::Table) continue;
    Table& table = block.table.table;
    table.where = name + ", " + table.where;
    for (TableRow& row : table.rows) row.where = name + ", " + row.where;
  }
}

Candidate judge(std::string name, Extract extract) {
  Candidate candidate{.name = std::move(name)};
  std::vector<PrintedTable> tables;
  for (const Block& block : extract.blocks) {
    if (block.kind == BlockKind::Table) tables.push_back(block.table);
  }
  const Title title = find_title(extract);
  candidate.title = without_spaces(title.text);
  candidate.cells = lay_form(tables, title.year).cells;
  candidate.figures = static_cast<std::size_t>(
      std::count_if(candidate.cells.begin(), candidate.cells.end(),
                    [](const auto& cell) { return cell.second.kind == CellKind::Number; }));
  candidate.extract = std::move(extract);
  return candidate;
}

// Two reports, not two printings of one: another title, or another figure in one place.
bool contradict(const Candidate& a, const Candidate& b) {
  if (a.figures == 0 || b.figures == 0) return false;
  if (a.title != b.title) return true;
  return std::any_of(a.cells.begin(), a.cells.end(), [&](const auto& entry) {
    const auto other = b.cells.find(entry.first);
    return other != b.cells.end() && entry.second.value && other->second.value &&
           *entry.second.value != *other->second.value;
  });
}

class Chooser {
 public:
  Chooser(const Source& archive, const std::stop_token& stop)
      : nesting_{*archive.nesting}, converter_{archive.converter}, stop_{stop} {}

  // `member` outlives this. An Error only where reading was cut short.
  Status add(const Member& member) {
    if (is_litter(member.name)) return {};
    const Media media = sniff(member.bytes);
    if (is_picture(media)) {
      pictures_.push_back({member.name, member.bytes});
      return {};
    }
    auto extracted = extract(
        {.bytes = member.bytes, .name = member.name, .nesting = &nesting_, .converter = converter_},
        stop_);
    if (extracted) {
      candidates_.push_back(judge(member.name, *std::move(extracted)));
      return {};
    }
    const Error& error = extracted.error();
    if (error.code != ErrorCode::Unsupported && error.code != ErrorCode::Malformed) return error;
    notes_.push_back(member.name + ": " + error.message);
    return {};
  }

  Result<Extract> take() && {
    if (Status added = add_pictures(); !added) return added.error();
    const auto best = std::max_element(candidates_.begin(), candidates_.end(), is_worse);
    if (best == candidates_.end()) return nothing_read();
    for (const Candidate& other : candidates_) {
      if (contradict(*best, other)) {
        return Error{ErrorCode::Unsupported, "the archive holds several reports (" + best->name +
                                                 ", " + other.name + "); publish each by itself"};
      }
      if (&other != &*best) notes_.push_back(other.name + ": not chosen");
    }
    Extract extract = std::move(best->extract);
    name_member(extract, best->name);
    for (const PictureFile& picture : pictures_) {
      extract.blocks.push_back({.kind = BlockKind::Image, .text = picture.name});
    }
    extract.notes.push_back("read from the archive: " + best->name);
    extract.notes.insert(extract.notes.end(), notes_.begin(), notes_.end());
    return extract;
  }

 private:
  // Where no document in the archive has figures, its pictures may be the pages of one.
  Status add_pictures() {
    const bool has_figures =
        std::any_of(candidates_.begin(), candidates_.end(),
                    [](const Candidate& candidate) { return candidate.figures > 0; });
    if (has_figures || pictures_.empty()) return {};
    sort_by_page(pictures_);
    Extract extract;
    if (Status read = read_picture_files(extract, pictures_, stop_); !read) return read;
    notes_.insert(notes_.end(), extract.notes.begin(), extract.notes.end());
    extract.notes.clear();
    if (!extract.blocks.empty()) {
      candidates_.push_back(judge("its pictures", std::move(extract)));
    }
    return {};
  }

  static bool is_worse(const Candidate& a, const Candidate& b) {
    return std::pair{a.figures, !a.title.empty()} < std::pair{b.figures, !b.title.empty()};
  }

  Error nothing_read() const {
    std::string why = "nothing in the archive could be read";
    for (std::size_t i = 0; i < std::min<std::size_t>(notes_.size(), 3); ++i) {
      why += "; " + notes_[i];
    }
    return {ErrorCode::Unsupported, std::move(why)};
  }

  Nesting& nesting_;
  Converter* converter_;
  const std::stop_token& stop_;
  std::vector<Candidate> candidates_;
  std::vector<PictureFile> pictures_;  // look at the archive's members
  std::vector<std::string> notes_;
};

// What the package says that made it (ECMA-376 part 1, 22.2). For people.
std::string application_of(const OfficePackage& package) {
  const std::string part = "docProps/app.xml";
  if (!package.has(part)) return {};
  const auto tree = package.load(part);
  if (!tree) return {};
  constexpr std::size_t longest = 80;
  const auto name = tree->child("Properties").child("Application");
  return collapse_spaces(prefix(name.text().get(), longest));
}

// Those that the document shows, in its order.
std::vector<PictureFile> pictures_of(const Extract& extract, const OfficePackage& package) {
  std::vector<PictureFile> files;
  for (const Block& block : extract.blocks) {
    if (block.kind != BlockKind::Image || !package.has(block.text)) continue;
    files.push_back({block.text, package.bytes(block.text)});
  }
  return files;
}

Error neither() { return {ErrorCode::Unsupported, "a package that is neither DOCX nor XLSX"}; }

Result<Extract> read_package(std::vector<Member> members, const std::stop_token& stop) {
  auto package = OfficePackage::from(std::move(members));
  if (!package) return package.error();
  auto main = package->main_part();
  if (!main) return main.error();
  auto tree = package->load(*main);
  if (!tree) return tree.error();
  const std::string_view root = local_name(tree->document_element());
  auto extract = root == "document"   ? read_docx(*package, *main, stop)
                 : root == "workbook" ? read_xlsx(*package, *main, stop)
                                      : neither();
  if (!extract) return extract;
  extract->application = application_of(*package);
  if (Status read = read_picture_files(*extract, pictures_of(*extract, *package), stop); !read) {
    return read.error();
  }
  return extract;
}

bool is_ofd(const std::vector<Member>& members) {
  return std::any_of(members.begin(), members.end(),
                     [](const Member& member) { return member.name == "OFD.xml"; });
}

Result<Extract> read_ofd_package(std::vector<Member> members, const std::stop_token& stop) {
  const auto package = OfficePackage::from(std::move(members));
  if (!package) return package.error();
  return read_ofd(*package, stop);
}

}  // namespace

Result<Extract> read_archive(const Source& source, const std::stop_token& stop) {
  Nesting own;
  Nesting& nesting = source.nesting ? *source.nesting : own;
  if (nesting.depth >= kMaxDepth) {
    return Error{ErrorCode::TooLarge, "archives in archives, more than three deep"};
  }
  Source within = source;
  within.nesting = &nesting;
  auto members = read_members(within, stop);
  if (!members) return members.error();
  if (OfficePackage::is_package(*members)) return read_package(*std::move(members), stop);
  if (is_ofd(*members)) return read_ofd_package(*std::move(members), stop);
  Chooser chooser{within, stop};
  ++nesting.depth;
  for (const Member& member : *members) {
    if (auto added = chooser.add(member); !added) return added.error();
  }
  --nesting.depth;
  return std::move(chooser).take();
}

}  // namespace gkwatch::parser
