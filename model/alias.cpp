#include "model/alias.h"

#include <charconv>

namespace gkwatch {
namespace {

constexpr int kFirstYear = 2008;  // of the regulations' first reports
constexpr int kLastYear = 2100;

// False if there is something that is no year.
bool read_year(std::string_view text, std::optional<int>& year) {
  if (text.empty()) return true;
  int value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) return false;
  year = value;
  return value >= kFirstYear && value <= kLastYear;
}

}  // namespace

bool Alias::holds_in(int year) const {
  return (!from || year >= *from) && (!to || year <= *to);
}

std::optional<Alias> alias_from(std::string_view written) {
  const auto mark = written.find('@');
  Alias alias{.name = std::string{written.substr(0, mark)}};
  if (alias.name.empty()) return std::nullopt;
  if (mark == std::string_view::npos) return alias;
  const std::string_view years = written.substr(mark + 1);
  const auto dash = years.find('-');
  if (dash == std::string_view::npos || years.size() == 1) return std::nullopt;
  const bool is_read =
      read_year(years.substr(0, dash), alias.from) && read_year(years.substr(dash + 1), alias.to);
  const bool is_backwards = alias.from && alias.to && *alias.from > *alias.to;
  if (!is_read || is_backwards) return std::nullopt;
  return alias;
}

}  // namespace gkwatch
