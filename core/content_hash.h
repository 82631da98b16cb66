#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gkwatch {

// SHA-256 of some bytes. Equal hashes mean equal content.
struct ContentHash {
  std::array<std::byte, 32> bytes{};
  auto operator<=>(const ContentHash&) const = default;
};

ContentHash hash_of(std::string_view content);
// 64 lower-case hexadecimal digits, and back; upper case is accepted.
std::string to_hex(const ContentHash& hash);
std::optional<ContentHash> hash_from_hex(std::string_view hex);

}  // namespace gkwatch
