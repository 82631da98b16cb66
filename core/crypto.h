#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gkwatch {

// HMAC-SHA-256 (RFC 2104): 32 raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view message);

// Base64 (RFC 4648, section 4), with padding, no line breaks. Decoding refuses
// anything else.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace gkwatch
