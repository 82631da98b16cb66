#include "tests/portal/json_text.h"

namespace gkwatch::portal {
namespace {

std::string ascii_json(const OrderedJson& value) {
  return value.dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// One unit of JSON text at `at`: an escape is taken as a whole, so that the quote in \\" is not
// mistaken for an escaped one.
std::string_view unit_at(std::string_view json, std::size_t at) {
  return json.substr(at, json[at] == '\\' ? 2 : 1);
}

std::string_view hex_of(std::string_view unit) {
  if (unit == "<") return "\\u003C";
  if (unit == ">") return "\\u003E";
  if (unit == "&") return "\\u0026";
  if (unit == "'") return "\\u0027";
  if (unit == "\\\"") return "\\u0022";
  return unit;
}

}  // namespace

// A slash occurs in JSON within strings only.
std::string api_json(const OrderedJson& value) {
  auto text = ascii_json(value);
  replace_all(text, "/", "\\/");
  replace_all(text, "\\ue000", "\\ud83d");
  return text;
}

std::string page_json(const OrderedJson& value) {
  const auto text = api_json(value);
  std::string out;
  out.reserve(text.size() * 2);
  for (std::size_t at = 0; at < text.size();) {
    const auto unit = unit_at(text, at);
    out += hex_of(unit);
    at += unit.size();
  }
  return out;
}

}  // namespace gkwatch::portal
