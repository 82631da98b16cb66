#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "parser/archive_members.h"

namespace gkwatch::parser {

// Stands in a text where the document shows something that cannot be told as text (a picture, a
// struck or raised figure…): what holds it is no number.
inline constexpr std::string_view kUntold = "\xEF\xBF\xBD";

// Where a part points to (ECMA-376 part 2, relationships): target part by id.
struct Relation {
  std::string id;
  std::string type;     // the last segment: "officeDocument", "styles", "image"…
  std::string part;     // empty if it lies outside of the package
  std::string address;  // of what lies outside
};

// A package of Office Open XML: parts by name, without a leading slash.
class OfficePackage {
 public:
  // Malformed if two members have one name.
  static Result<OfficePackage> from(std::vector<Member> members);

  static bool is_package(const std::vector<Member>& members);

  // A part's tree. UTF-8 or UTF-16 only; a DOCTYPE is Malformed, so that no entity is ever
  // expanded; TooLarge past 16 MiB or 200 levels of elements, so that walking it may recurse.
  Result<pugi::xml_document> load(const std::string& part) const;
  bool has(const std::string& part) const { return parts_.contains(part); }
  // Of a part that is there.
  std::string_view bytes(const std::string& part) const { return parts_.at(part); }

  // Malformed if a relation inside the package leads nowhere, but for pictures and the like.
  Result<std::vector<Relation>> relations_of(const std::string& part) const;
  // The part that is the document itself.
  Result<std::string> main_part() const;

 private:
  std::map<std::string, std::string> parts_;
};

// Of the first relation of that type; empty if there is none.
std::string part_of_type(const std::vector<Relation>& relations, std::string_view type);

// The part that `target`, "../media/a.png" or "/media/a.png", names seen from `part`; ".." never
// leaves the package.
std::string resolve_part(const std::string& part, std::string_view target);

// The name without its prefix: "worksheet" of "x:worksheet".
std::string_view local_name(pugi::xml_node node);
// An on/off property (ECMA-376 part 1, 17.17.4): there, and not "0", "false" or "off".
bool is_on(pugi::xml_node property);

}  // namespace gkwatch::parser
