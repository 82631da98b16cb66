#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace gkwatch::config {

// How values are written in gkwatch.toml. Nothing for any other text.

// A whole number and ms, s, m, h or d: "2s".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
// A whole number and B, KiB, MiB or GiB: "64MiB".
std::optional<std::size_t> parse_size(std::string_view text);
// Hours and minutes of a day: "08:30".
std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text);
// So many in a minute: "20/min".
std::optional<int> parse_rate(std::string_view text);

}  // namespace gkwatch::config
