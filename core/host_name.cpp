#include "core/host_name.h"

#include <arpa/inet.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <memory>
#include <utility>

#include "core/url.h"

namespace gkwatch {
namespace {

// Hyphens at odd places are common in names that work: browsers let them pass.
constexpr std::uint32_t kForgiven =
    UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

Error malformed(std::string_view what, std::string_view host) {
  return {ErrorCode::Malformed, std::string{what} + " in the host '" + percent_encode(host) + "'"};
}

// One for all threads: ICU says that it is immutable. Null only if ICU lacks its data.
const UIDNA* uts46() {
  static const std::unique_ptr<UIDNA, decltype(&uidna_close)> only = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<UIDNA, decltype(&uidna_close)>{
        uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ,
                        &status),
        &uidna_close};
  }();
  return only.get();
}

Result<std::string> to_ascii(std::string_view host) {
  // A domain name has at most 253 characters; four bytes each before the mapping.
  if (host.size() > 1024) return malformed("too many characters", host.substr(0, 64));
  std::array<char, 256> ascii{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size =
      uidna_nameToASCII_UTF8(uts46(), host.data(), static_cast<std::int32_t>(host.size()),
                             ascii.data(), static_cast<std::int32_t>(ascii.size()), &info, &status);
  if (U_FAILURE(status) != 0 || (info.errors & ~kForgiven) != 0) {
    return malformed("not a name", host);
  }
  return std::string{ascii.data(), static_cast<std::size_t>(size)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

bool is_name_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
}

// URL Standard, "ends in a number": such a host is an IPv4 address or nothing.
bool ends_in_a_number(std::string_view host) {
  std::string_view last = host.substr(host.rfind('.') + 1);
  if (std::all_of(last.begin(), last.end(), is_digit)) return true;
  if (!last.starts_with("0x")) return false;
  last.remove_prefix(2);
  return std::all_of(last.begin(), last.end(), is_hex_digit);
}

bool is_octet(std::string_view part) {
  if (part.empty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), is_digit)) {
    return false;
  }
  if (part.size() > 1 && part.front() == '0') return false;  // octal for some programs
  int value = 0;
  std::from_chars(part.data(), part.data() + part.size(), value);
  return value <= 255;
}

bool is_dotted_quad(std::string_view host) {
  for (int part = 0; part < 3; ++part) {
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos || !is_octet(host.substr(0, dot))) return false;
    host.remove_prefix(dot + 1);
  }
  return is_octet(host);
}

Result<std::string> normal_ipv6(std::string_view host) {
  if (!host.ends_with(']')) return malformed("no closing bracket", host);
  const std::string inner{host.substr(1, host.size() - 2)};
  in6_addr address{};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (inner.find('\0') != std::string::npos ||
      ::inet_pton(AF_INET6, inner.c_str(), &address) != 1 ||
      ::inet_ntop(AF_INET6, &address, text.data(), text.size()) == nullptr) {
    return malformed("no IPv6 address", host);
  }
  return "[" + std::string{text.data()} + "]";
}

}  // namespace

Result<std::string> normal_host(std::string_view host) {
  if (host.starts_with('[')) return normal_ipv6(host);
  auto ascii = to_ascii(host);
  if (!ascii) return ascii;
  std::string name = *std::move(ascii);
  if (name.ends_with('.')) name.pop_back();
  if (name.empty()) return malformed("nothing", host);
  if (!std::all_of(name.begin(), name.end(), is_name_character)) {
    return malformed("a character that no name has", host);
  }
  if (ends_in_a_number(name) && !is_dotted_quad(name)) {
    return malformed("an address not written as four plain numbers", host);
  }
  return name;
}

}  // namespace gkwatch
