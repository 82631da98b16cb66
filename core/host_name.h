#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace gkwatch {

// The one spelling of a host as written in a URL: lower case, IDN as punycode (UTS 46,
// non-transitional; full-width digits and dots become plain), no final dot, IPv6 in
// brackets and compressed. Malformed for whatever two programs might read differently:
// escapes, blanks, "127.1", "0x7f.1", "2130706433", "010.0.0.1", zone identifiers.
Result<std::string> normal_host(std::string_view host);

}  // namespace gkwatch
