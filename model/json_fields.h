#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/json.h"
#include "core/result.h"

namespace gkwatch {

// Reads members of an object that must be there and of the right type. The first that is not
// is remembered, together with where it stood; what is read after it is empty. So a reader is
// straight-line code, and asks once at the end whether all went well.
class Fields {
 public:
  // `where` is for people: "cell T3.NEW.NP". `fault` outlives the object, and is shared by the
  // objects of one document.
  Fields(const Json& object, std::string_view where, std::optional<Error>& fault);

  std::string text(std::string_view member);
  // Empty if it is not there: readings of before this member was kept have none.
  std::string text_if_given(std::string_view member);
  bool flag(std::string_view member);
  int integer(std::string_view member, int least, int most);
  std::optional<Decimal> decimal(std::string_view member);  // null: none
  std::optional<int> year(std::string_view member);         // null: none
  // Not there: none.
  std::optional<int> integer_if_given(std::string_view member, int least, int most);
  bool flag_if_given(std::string_view member);  // not there: false
  const Json::Array& list(std::string_view member);
  const Json::Array& list_if_given(std::string_view member);  // not there: empty
  const Json::Object& object(std::string_view member);
  std::string as_text(const Json& value);  // an element of a list

  // The enumerator of that name; the first `count` enumerators are asked with `name`.
  template <class Enum>
  Enum named(std::string_view member, std::size_t count, std::string_view (*name)(Enum)) {
    const std::string wanted = text(member);
    for (std::size_t i = 0; i < count; ++i) {
      if (name(static_cast<Enum>(i)) == wanted) return static_cast<Enum>(i);
    }
    complain(member, "is no name that is known");
    return static_cast<Enum>(0);
  }
  void complain(std::string_view member, std::string_view what);

 private:
  bool is_given(std::string_view member) const;
  bool is_given_as_null(std::string_view member) const;

  const Json& object_;
  std::string_view where_;
  std::optional<Error>& fault_;
};

}  // namespace gkwatch
