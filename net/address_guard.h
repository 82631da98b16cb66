#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gkwatch::net {

// An IP address as 16 bytes; IPv4 as ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const IpAddress&) const = default;
};

// "10.0.0.1" or "fd00::1", without brackets or zone.
std::optional<IpAddress> parse_address(std::string_view text);
std::string to_text(const IpAddress& address);

// What an address is for (IANA special-purpose registries, RFC 6890). An IPv4 address inside
// an IPv6 one (mapped, NAT64, 6to4) counts as what it is.
enum class AddressKind {
  Public,
  Loopback,     // 127/8, ::1
  Private,      // RFC 1918, fc00::/7, fec0::/10
  CarrierNat,   // 100.64/10
  LinkLocal,    // 169.254/16, fe80::/10
  CloudSecret,  // where a cloud hands out its machines' credentials
  Reserved,     // unspecified, multicast, documentation, tunnels…
};
AddressKind kind_of(const IpAddress& address);

// The rule of INTERFACES, section 7, for one connection about to be made.
struct Callee {
  std::string_view host;          // as in the Url
  bool may_call_private = false;  // the operator wrote `host`
};
// A public address always. A loopback, private or carrier one only if the operator wrote
// that very address, or for loopback "localhost": never because a DNS answer says so. Others never.
bool may_connect(const Callee& callee, const IpAddress& address);
// False if `host` is itself an address, or localhost, that must not be called: what can be said
// when a proxy makes the connection.
bool may_be_named(const Callee& callee);

}  // namespace gkwatch::net
