#include "alerts/retry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace gkwatch::alerts {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr std::array<seconds, 7> kPauses{30s, 2min, 10min, 1h, 3h, 12h, 24h};
constexpr seconds kLongestAsked = 24h;

seconds pause_after(int attempts) {
  const auto step = static_cast<std::size_t>(std::max(attempts, 1)) - 1;
  return kPauses.at(std::min(step, kPauses.size() - 1));
}

}  // namespace

std::optional<Instant> next_attempt(Instant made_at, int attempts, std::optional<seconds> asked,
                                    Instant now) {
  const Instant last = made_at + kPatience;
  if (now >= last) return std::nullopt;
  const seconds pause = std::max(pause_after(attempts), asked.value_or(0s));
  return std::min(now + pause, last);
}

std::optional<seconds> pause_asked_by(const net::HttpResponse& response) {
  const auto header = response.headers.find("retry-after");
  if (header == response.headers.end()) return std::nullopt;
  const std::string& value = header->second;
  unsigned count = 0;
  const char* end_of_value = value.data() + value.size();
  const auto [end, error] = std::from_chars(value.data(), end_of_value, count);
  if (error != std::errc{} || end != end_of_value) return std::nullopt;
  return std::min(seconds{count}, kLongestAsked);
}

}  // namespace gkwatch::alerts
