#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace gkwatch::portal {

using OrderedJson = nlohmann::ordered_json;

// In fixtures U+E000 stands for a lone surrogate, which no UTF-8 file can hold.
inline constexpr std::string_view kLoneSurrogateMark = "\uE000";

// As the list API writes it: ASCII, \uXXXX and \/.
std::string api_json(const OrderedJson& value);
// As TREE and DETAIL stand in the page: besides, < > & ' " within strings as \u003C and so on.
std::string page_json(const OrderedJson& value);

}  // namespace gkwatch::portal
