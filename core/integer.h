#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gkwatch {

// The number that the text is, with nothing before or after it; none if it is none, or does not fit
// into 64 bits.
inline std::optional<std::int64_t> integer_in(std::string_view text) {
  std::int64_t number = 0;
  const char* const past = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), past, number);
  if (error != std::errc{} || end != past) return std::nullopt;
  return number;
}

}  // namespace gkwatch
