#include "parser/whole_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gkwatch::parser {
namespace {

// MS-CFB 2.1 and 2.2.
constexpr std::uint32_t kFree = 0xFFFFFFFF;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // what is greater has a meaning of its own
constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kHeaderFatSectors = 109;

Error cut_off() { return {ErrorCode::Malformed, "the file is damaged or cut off"}; }

// Whole numbers, the lowest byte first. Requires that they are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return number;
}

class CompoundFile {
 public:
  explicit CompoundFile(std::string_view bytes) : bytes_{bytes} {}

  Status check() {
    if (bytes_.size() < kHeaderBytes) return cut_off();
    const std::uint32_t shift = number_at(bytes_, 30, 2);
    if (shift != 9 && shift != 12) return cut_off();
    sector_bytes_ = std::size_t{1} << shift;
    if (!list_fat()) return cut_off();
    for (std::size_t i = 0; i < fat_.size(); ++i) {
      if (!check_part(i)) return cut_off();
    }
    return {};
  }

 private:
  std::size_t place_of(std::size_t sector) const { return (sector + 1) * sector_bytes_; }
  bool has(std::size_t sector) const {
    return sector < kLastSector && place_of(sector) + sector_bytes_ <= bytes_.size();
  }

  // The sectors of the file allocation table: the first in the header, more in a chain.
  bool list_fat() {
    for (std::size_t i = 0; i < kHeaderFatSectors; ++i) add(number_at(bytes_, 76 + 4 * i, 4));
    std::uint32_t next = number_at(bytes_, 68, 4);
    const std::size_t most = bytes_.size() / sector_bytes_;
    for (std::size_t steps = 0; next < kLastSector; ++steps) {
      if (!has(next) || steps > most) return false;
      const std::size_t entries = sector_bytes_ / 4 - 1;
      for (std::size_t i = 0; i < entries; ++i) add(number_at(bytes_, place_of(next) + 4 * i, 4));
      next = number_at(bytes_, place_of(next) + 4 * entries, 4);
    }
    return !fat_.empty();
  }

  void add(std::uint32_t sector) {
    if (sector != kFree) fat_.push_back(sector);
  }

  bool check_part(std::size_t part) const {
    if (!has(fat_[part])) return false;
    const std::size_t entries = sector_bytes_ / 4;
    for (std::size_t i = 0; i < entries; ++i) {
      const std::uint32_t entry = number_at(bytes_, place_of(fat_[part]) + 4 * i, 4);
      if (entry != kFree && !has(part * entries + i)) return false;
      if (entry < kLastSector && !has(entry)) return false;
    }
    return true;
  }

  std::string_view bytes_;
  std::size_t sector_bytes_ = 0;
  std::vector<std::uint32_t> fat_;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Behind a backslash at `at`: where the next character of the text stands. "\binN " is followed
// by N bytes of anything.
std::size_t after_control(std::string_view rtf, std::size_t at) {
  constexpr std::string_view kBinary = "\\bin";
  const std::size_t word = at + 1;
  if (word >= rtf.size() || !is_letter(rtf[word])) return word + 1;
  if (rtf.substr(at, kBinary.size()) != kBinary) return word;
  std::size_t length = 0;
  const char* const begin = rtf.data() + at + kBinary.size();
  const auto [end, failed] = std::from_chars(begin, rtf.data() + rtf.size(), length);
  if (failed != std::errc{}) return word;
  const auto digits_end = static_cast<std::size_t>(end - rtf.data());
  if (length > rtf.size() - digits_end) return rtf.size() + 1;
  return digits_end + length + (digits_end < rtf.size() && rtf[digits_end] == ' ' ? 1 : 0);
}

}  // namespace

Status check_compound_file(std::string_view bytes) { return CompoundFile{bytes}.check(); }

Status check_rtf(std::string_view bytes) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const char c = bytes[at];
    if (c == '\\') {
      at = after_control(bytes, at);
      if (at > bytes.size()) return cut_off();
      continue;
    }
    ++at;
    if (c == '{') ++depth;
    if (c != '}') continue;
    if (depth == 0) return cut_off();
    if (--depth > 0) continue;
    using namespace std::string_view_literals;
    return bytes.find_first_not_of(" \t\r\n\0\x1A"sv, at) == std::string_view::npos
               ? Status{}
               : Status{cut_off()};
  }
  return cut_off();
}

}  // namespace gkwatch::parser
