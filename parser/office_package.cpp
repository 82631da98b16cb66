#include "parser/office_package.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "core/text.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMaxPartBytes = std::size_t{16} << 20;
constexpr int kMaxDepth = 200;

class DepthProbe final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node&) override { return depth() < kMaxDepth; }
};

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? std::string{} : part.substr(0, slash + 1);
}

// "../media/a.png" from "word/" and the like; ".." never leaves the package.
std::string resolve(const std::string& folder, std::string_view target) {
  std::string path = target.starts_with("/") ? std::string{} : folder;
  while (!target.empty()) {
    const std::size_t end = std::min(target.find('/'), target.size());
    const std::string_view step = target.substr(0, end);
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      path = folder_of(path);
    } else if (!step.empty() && step != ".") {
      path += step;
      if (end < target.size()) path += '/';
    }
    target.remove_prefix(std::min(end + 1, target.size()));
  }
  return path;
}

std::string last_segment(std::string_view type) {
  const std::size_t slash = type.rfind('/');
  return std::string{slash == std::string_view::npos ? type : type.substr(slash + 1)};
}

// Parts without which what is shown cannot be told.
bool is_needed(std::string_view type) {
  constexpr std::array<std::string_view, 5> types{"officeDocument", "styles", "sharedStrings",
                                                  "worksheet", "numbering"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

Status parse(const std::string& utf8, pugi::xml_document& tree) {
  try {
    const auto parsed =
        tree.load_buffer(utf8.data(), utf8.size(),
                         pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
    if (!parsed) return Error{ErrorCode::Malformed, std::string{"XML: "} + parsed.description()};
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::TooLarge, "no memory for the document"};
  }
  DepthProbe probe;
  if (!tree.traverse(probe)) return Error{ErrorCode::TooLarge, "elements are nested too deeply"};
  return {};
}

}  // namespace

Result<OfficePackage> OfficePackage::from(std::vector<Member> members) {
  OfficePackage package;
  for (Member& member : members) {
    if (!package.parts_.emplace(member.name, std::move(member.bytes)).second) {
      return Error{ErrorCode::Malformed, "two parts of the document have one name"};
    }
  }
  return package;
}

bool OfficePackage::is_package(const std::vector<Member>& members) {
  return std::any_of(members.begin(), members.end(),
                     [](const Member& member) { return member.name == "[Content_Types].xml"; });
}

Result<pugi::xml_document> OfficePackage::load(const std::string& part) const {
  const auto found = parts_.find(part);
  if (found == parts_.end()) return Error{ErrorCode::Malformed, part + " is missing"};
  const std::string& bytes = found->second;
  if (bytes.size() > kMaxPartBytes) return Error{ErrorCode::TooLarge, part + " is too large"};
  const DecodedText text = decode(bytes, "");
  if (text.charset != "utf-8" && !text.charset.starts_with("utf-16")) {
    return Error{ErrorCode::Malformed, part + " is neither UTF-8 nor UTF-16"};
  }
  if (contains(text.utf8, "<!DOCTYPE")) {
    return Error{ErrorCode::Malformed, part + " has a document type declaration"};
  }
  pugi::xml_document tree;
  if (auto parsed = parse(text.utf8, tree); !parsed) return Error{parsed.error()}.within(part);
  return tree;
}

Result<std::vector<Relation>> OfficePackage::relations_of(const std::string& part) const {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  std::vector<Relation> relations;
  if (!has(name)) return relations;
  auto tree = load(name);
  if (!tree) return tree.error();
  for (const pugi::xml_node& node : tree->document_element().children()) {
    if (local_name(node) != "Relationship") continue;
    Relation relation{node.attribute("Id").value(), last_segment(node.attribute("Type").value()),
                      "", ""};
    if (std::string_view{node.attribute("TargetMode").value()} == "External") {
      relation.address = node.attribute("Target").value();
    } else {
      relation.part = resolve(folder, node.attribute("Target").value());
      if (is_needed(relation.type) && !has(relation.part)) {
        return Error{ErrorCode::Malformed, "a part of the document is missing: " + relation.type};
      }
    }
    relations.push_back(std::move(relation));
  }
  return relations;
}

Result<std::string> OfficePackage::main_part() const {
  auto relations = relations_of("");
  if (!relations) return relations.error();
  std::string part = part_of_type(*relations, "officeDocument");
  if (part.empty()) return Error{ErrorCode::Malformed, "the package does not name its document"};
  return part;
}

std::string part_of_type(const std::vector<Relation>& relations, std::string_view type) {
  const auto found = std::find_if(relations.begin(), relations.end(),
                                  [&](const Relation& relation) { return relation.type == type; });
  return found == relations.end() ? std::string{} : found->part;
}

std::string resolve_part(const std::string& part, std::string_view target) {
  return resolve(folder_of(part), target);
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_on(pugi::xml_node property) {
  if (!property) return false;
  const auto value = property.attribute("w:val") ? property.attribute("w:val")  //
                                                 : property.attribute("val");
  const std::string_view text = value.value();
  return text != "0" && text != "false" && text != "off" && text != "none";
}

}  // namespace gkwatch::parser
