#include "sandbox/frames.h"

namespace gkwatch::sandbox {
namespace {

constexpr unsigned kBitsPerByte = 8;

}  // namespace

std::string length_prefix(std::uint64_t length) {
  std::string prefix;
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    prefix.push_back(static_cast<char>(static_cast<unsigned char>(length >> (kBitsPerByte * i))));
  }
  return prefix;
}

std::uint64_t length_from(std::string_view prefix) {
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    const std::uint64_t byte = static_cast<unsigned char>(prefix.at(i));
    length |= byte << (kBitsPerByte * i);
  }
  return length;
}

std::string frame(std::string_view bytes) { return length_prefix(bytes.size()).append(bytes); }

std::string request_for(const Document& document) {
  return frame(document.declared_type) + frame(document.name) + frame(document.found_at) +
         frame(*document.body);
}

}  // namespace gkwatch::sandbox
