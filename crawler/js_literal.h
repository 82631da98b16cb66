#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace gkwatch::crawler {

// The members of a JavaScript object literal, each with the text of its value as written. Braces
// and commas within strings and comments do not count, so that a `{` in a title breaks nothing.
using JsMembers = std::map<std::string, std::string, std::less<>>;

// Reads the literal that is assigned to `variable` ("window._CONFIG"). Nothing if there is none
// or it does not end.
std::optional<JsMembers> read_js_object(std::string_view script, std::string_view variable);

// The value of a string or number literal: '200999', "200999" and 200999 alike. Empty for
// anything else.
std::string js_scalar(std::string_view literal);

}  // namespace gkwatch::crawler
