#include "model/json_fields.h"

#include <algorithm>
#include <limits>

namespace gkwatch {

Fields::Fields(const Json& object, std::string_view where, std::optional<Error>& fault)
    : object_{object}, where_{where}, fault_{fault} {
  if (!object.is_object() && !fault_) {
    fault_ = Error{ErrorCode::Malformed, std::string{where} + " is not an object"};
  }
}

void Fields::complain(std::string_view member, std::string_view what) {
  if (fault_) return;
  fault_ = Error{ErrorCode::Malformed,
                 std::string{where_} + ": '" + std::string{member} + "' " + std::string{what}};
}

std::string Fields::text(std::string_view member) {
  const Json& value = object_[member];
  if (!value.is_string()) complain(member, "is not a text");
  return std::string{value.string_or("")};
}

std::string Fields::text_if_given(std::string_view member) {
  for (const auto& [name, value] : object_.members()) {
    if (name == member) return as_text(value);
  }
  return {};
}

std::string Fields::as_text(const Json& value) {
  if (!value.is_string()) complain("element", "is not a text");
  return std::string{value.string_or("")};
}

bool Fields::flag(std::string_view member) {
  const Json& value = object_[member];
  if (!value.is_bool()) complain(member, "is neither true nor false");
  return value.bool_or(false);
}

int Fields::integer(std::string_view member, int least, int most) {
  const auto number = object_[member].integer();
  if (!number || *number < least || *number > most) {
    complain(member, "is not a whole number within its limits");
    return least;
  }
  return static_cast<int>(*number);
}

bool Fields::is_given(std::string_view member) const {
  const auto& members = object_.members();
  return std::any_of(members.begin(), members.end(),
                     [&](const auto& one) { return one.first == member; });
}

// "None" is said with null; a member that is not there has been forgotten.
bool Fields::is_given_as_null(std::string_view member) const {
  for (const auto& [name, value] : object_.members()) {
    if (name == member) return value.is_null();
  }
  return false;
}

std::optional<int> Fields::year(std::string_view member) {
  if (is_given_as_null(member)) return std::nullopt;
  return integer(member, 1, 9999);
}

std::optional<int> Fields::integer_if_given(std::string_view member, int least, int most) {
  if (!is_given(member)) return std::nullopt;
  return integer(member, least, most);
}

bool Fields::flag_if_given(std::string_view member) { return is_given(member) && flag(member); }

std::optional<Decimal> Fields::decimal(std::string_view member) {
  if (is_given_as_null(member)) return std::nullopt;
  const auto number = object_[member].decimal();
  if (!number) complain(member, "is not a decimal number");
  return number;
}

const Json::Array& Fields::list(std::string_view member) {
  const Json& value = object_[member];
  if (!value.is_array()) complain(member, "is not a list");
  return value.items();
}

const Json::Array& Fields::list_if_given(std::string_view member) {
  return is_given(member) ? list(member) : object_[member].items();
}

const Json::Object& Fields::object(std::string_view member) {
  const Json& value = object_[member];
  if (!value.is_object()) complain(member, "is not an object");
  return value.members();
}

}  // namespace gkwatch
