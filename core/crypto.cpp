#include "core/crypto.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace gkwatch {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t octet(char c) { return static_cast<unsigned char>(c); }

// The bytes of one group of four; nothing if a character is foreign or if the bits
// that padding cuts off are not zero, for then another text has the same bytes.
std::optional<std::string> bytes_of_group(std::string_view group) {
  std::uint32_t bits = 0;
  for (const char c : group) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
  }
  bits <<= 6 * (4 - group.size());
  std::string bytes;
  for (const int shift : {16, 8, 0}) bytes += static_cast<char>(bits >> shift & 0xFF);
  const std::size_t count = group.size() - 1;
  if (bytes.find_first_not_of('\0', count) != std::string::npos) return std::nullopt;
  bytes.resize(count);
  return bytes;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t size = 0;
  const char empty = 0;
  const auto* data = message.empty() ? &empty : message.data();
  const unsigned char* done =
      EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key.empty() ? &empty : key.data(),
                key.size(), reinterpret_cast<const unsigned char*>(data), message.size(),
                digest.data(), digest.size(), &size);
  // No signature at all is better than a wrong one, and OpenSSL always has this one.
  if (done == nullptr || size != 32) std::abort();
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = octet(bytes[i]) << 16;
    if (count > 1) bits |= octet(bytes[i + 1]) << 8;
    if (count > 2) bits |= octet(bytes[i + 2]);
    for (std::size_t digit = 0; digit < 4; ++digit) {
      text += digit <= count ? kAlphabet[bits >> (18 - 6 * digit) & 0x3F] : '=';
    }
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::string_view group = text.substr(i, 4);
    if (i + 4 == text.size()) {
      if (group.ends_with('=')) group.remove_suffix(1);
      if (group.ends_with('=')) group.remove_suffix(1);
    }
    if (group.size() < 2) return std::nullopt;
    const auto part = bytes_of_group(group);
    if (!part) return std::nullopt;
    bytes += *part;
  }
  return bytes;
}

}  // namespace gkwatch
