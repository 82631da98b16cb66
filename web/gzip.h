#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gkwatch::web {

// `text` as gzip (RFC 1952), or nothing if it would not be shorter.
std::optional<std::string> gzipped(std::string_view text);

// Whether an Accept-Encoding header takes gzip (RFC 9110, 12.5.3): named, or "*", and not with
// q=0.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace gkwatch::web
