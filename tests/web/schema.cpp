#include "tests/web/schema.h"

#include <algorithm>

namespace gkwatch::testing {
namespace {

std::string type_of(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_bool()) return "boolean";
  if (value.is_string()) return "string";
  if (value.is_array()) return "array";
  if (value.is_object()) return "object";
  return value.integer() ? "integer" : "number";
}

bool is_of(const std::string& found, const Json& wanted) {
  const std::string_view name = wanted.string_or("");
  return name == found || (name == "number" && found == "integer");
}

struct Checker {
  const Json& document;
  std::vector<std::string> faults;

  // "#/components/schemas/Report".
  const Json& resolved(const Json& schema) const {
    const std::string_view ref = schema["$ref"].string_or("");
    if (ref.empty()) return schema;
    const Json* at = &document;
    for (std::size_t from = 2; from < ref.size();) {
      const std::size_t to = std::min(ref.find('/', from), ref.size());
      at = &(*at)[ref.substr(from, to - from)];
      from = to + 1;
    }
    return *at;
  }

  void check_object(const Json& value, const Json& schema, const std::string& where) {
    for (const Json& name : schema["required"].items()) {
      const auto& members = value.members();
      const bool is_there = std::any_of(members.begin(), members.end(), [&](const auto& member) {
        return member.first == name.string_or("");
      });
      if (!is_there) faults.push_back(where + ": has no " + name.dump());
    }
    for (const auto& [name, member] : value.members()) {
      const Json& known = schema["properties"][name];
      const Json& others = schema["additionalProperties"];
      if (!known.is_null()) {
        check(member, known, where + "." + name);
      } else if (others.is_object()) {
        check(member, others, where + "." + name);
      } else if (others.is_bool() && !others.bool_or(true)) {
        faults.push_back(where + ": " + name + " is not described");
      }
    }
  }

  void check(const Json& value, const Json& given, const std::string& where) {
    const Json& schema = resolved(given);
    if (schema.is_null()) faults.push_back(where + ": there is no such schema " + given.dump());
    const Json& type = schema["type"];
    const std::string found = type_of(value);
    const auto fits = [&](const Json& one) { return is_of(found, one); };
    const bool is_typed =
        type.is_null() ||
        (type.is_array() && std::any_of(type.items().begin(), type.items().end(), fits)) ||
        fits(type);
    if (!is_typed)
      faults.push_back(where + ": expected " + type.dump() + ", found " + value.dump());
    const auto& names = schema["enum"].items();
    if (!names.empty() && std::find(names.begin(), names.end(), value) == names.end()) {
      faults.push_back(where + ": " + value.dump() + " is none of " + schema["enum"].dump());
    }
    if (value.is_object()) check_object(value, schema, where);
    if (!value.is_array() || !schema["items"].is_object()) return;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      check(value.at(i), schema["items"], where + "[" + std::to_string(i) + "]");
    }
  }
};

}  // namespace

std::vector<std::string> schema_faults(const Json& value, const Json& schema,
                                       const Json& document) {
  Checker checker{document, {}};
  checker.check(value, schema, "$");
  return checker.faults;
}

}  // namespace gkwatch::testing
