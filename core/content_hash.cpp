#include "core/content_hash.h"

#include <openssl/evp.h>

#include <cstdlib>

namespace gkwatch {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::optional<unsigned> nibble(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

ContentHash hash_of(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const int done =
      EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sha256(), nullptr);
  ContentHash hash;
  // An OpenSSL without SHA-256 is a broken installation; a wrong hash would lose evidence.
  if (done != 1 || size != hash.bytes.size()) std::abort();
  for (std::size_t i = 0; i < size; ++i) hash.bytes[i] = std::byte{digest[i]};
  return hash;
}

std::string to_hex(const ContentHash& hash) {
  std::string hex;
  hex.reserve(2 * hash.bytes.size());
  for (const std::byte byte : hash.bytes) {
    hex += kDigits[std::to_integer<std::size_t>(byte >> 4)];
    hex += kDigits[std::to_integer<std::size_t>(byte & std::byte{0xF})];
  }
  return hex;
}

std::optional<ContentHash> hash_from_hex(std::string_view hex) {
  ContentHash hash;
  if (hex.size() != 2 * hash.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.bytes.size(); ++i) {
    const auto high = nibble(hex[2 * i]);
    const auto low = nibble(hex[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    hash.bytes[i] = static_cast<std::byte>(*high << 4 | *low);
  }
  return hash;
}

}  // namespace gkwatch
