#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/decimal.h"
#include "core/result.h"

namespace gkwatch {

// A JSON value (RFC 8259). Numbers keep their spelling, so that nothing passes
// through a double; objects keep the order of their members. Of two members of one name
// the last counts.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;
  struct Number {
    std::string text;
    bool operator==(const Number&) const = default;
  };

  Json() = default;  // null
  Json(std::nullptr_t) {}
  Json(bool value) : value_{value} {}
  Json(int value) : value_{Number{std::to_string(value)}} {}
  Json(std::int64_t value) : value_{Number{std::to_string(value)}} {}
  Json(std::size_t value) : value_{Number{std::to_string(value)}} {}
  Json(const Decimal& value) : value_{Number{to_text(value)}} {}
  Json(const char* value) : value_{std::string{value}} {}
  Json(std::string value) : value_{std::move(value)} {}
  Json(std::string_view value) : value_{std::string{value}} {}
  Json(Number value) : value_{std::move(value)} {}
  Json(Array value) : value_{std::move(value)} {}
  Json(Object value) : value_{std::move(value)} {}

  // Malformed names line and column. At most 64 levels deep and a million values, else
  // TooLarge. Lone surrogate escapes, which real portals send, become U+FFFD.
  static Result<Json> parse(std::string_view text);

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_number() const { return std::holds_alternative<Number>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }

  // What is not there, or of another type, reads as the fallback: foreign JSON
  // is looked at, not trusted.
  const Json& operator[](std::string_view member) const;  // null if absent
  const Json& at(std::size_t index) const;                // null if absent
  std::string_view string_or(std::string_view fallback) const;
  std::string_view number_text() const;         // as spelled; empty if not a number
  std::optional<std::int64_t> integer() const;  // a number without fraction or exponent
  std::optional<Decimal> decimal() const;
  bool bool_or(bool fallback) const;
  const Array& items() const;     // empty if not an array
  const Object& members() const;  // empty if not an object

  // Building. set() replaces a member of that name; both turn null into what is needed.
  Json& set(std::string name, Json value);
  Json& push(Json value);

  // UTF-8; broken bytes become U+FFFD. `indent` 0: one line.
  std::string dump(int indent = 0) const;

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> value_{nullptr};
};

}  // namespace gkwatch
