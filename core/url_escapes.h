#pragma once

#include <string>
#include <string_view>

namespace gkwatch {

// The parts of a URL in their one spelling (RFC 3986, section 6.2.2): what may not stand
// there is percent-encoded, a lone "%" too; escapes that are there stay, in upper case.
std::string normal_path(std::string_view path);
std::string normal_query(std::string_view query);

// RFC 3986, section 5.2.4. An escaped dot (%2e) counts as a dot, as browsers have it.
std::string without_dot_segments(std::string_view path);

// Escapes become bytes; what is no escape stays.
std::string percent_decode(std::string_view text);

}  // namespace gkwatch
