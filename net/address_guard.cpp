#include "net/address_guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <span>

namespace gkwatch::net {
namespace {

struct Range {
  std::array<std::uint8_t, 16> prefix;
  unsigned bits;
  AddressKind kind;
};

// Of IPv4 ranges the first four bytes are meant. The first that fits decides.
constexpr Range kIpv4[] = {
    {{100, 100, 100, 200}, 32, AddressKind::CloudSecret},  // Aliyun
    {{169, 254, 169, 254}, 32, AddressKind::CloudSecret},  // most others
    {{192, 0, 0, 192}, 32, AddressKind::CloudSecret},      // Oracle
    {{168, 63, 129, 16}, 32, AddressKind::CloudSecret},    // Azure
    {{0}, 8, AddressKind::Reserved},
    {{10}, 8, AddressKind::Private},
    {{100, 64}, 10, AddressKind::CarrierNat},
    {{127}, 8, AddressKind::Loopback},
    {{169, 254}, 16, AddressKind::LinkLocal},
    {{172, 16}, 12, AddressKind::Private},
    {{192, 0, 0}, 24, AddressKind::Reserved},
    {{192, 0, 2}, 24, AddressKind::Reserved},
    {{192, 88, 99}, 24, AddressKind::Reserved},
    {{192, 168}, 16, AddressKind::Private},
    {{198, 18}, 15, AddressKind::Reserved},
    {{198, 51, 100}, 24, AddressKind::Reserved},
    {{203, 0, 113}, 24, AddressKind::Reserved},
    {{224}, 3, AddressKind::Reserved},
};

constexpr Range kIpv6[] = {
    {{0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54},
     128,
     AddressKind::CloudSecret},  // Amazon
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressKind::Loopback},
    {{0xfc}, 7, AddressKind::Private},
    {{0xfe, 0x80}, 10, AddressKind::LinkLocal},
    {{0xfe, 0xc0}, 10, AddressKind::Private},
    {{0x20, 0x01, 0, 0}, 23, AddressKind::Reserved},  // Teredo, ORCHID, benchmarks
    {{0x20, 0x01, 0x0d, 0xb8}, 32, AddressKind::Reserved},
    {{0x3f, 0xff}, 20, AddressKind::Reserved},
    {{0x20}, 3, AddressKind::Public},
};

// Where an IPv4 address lies inside an IPv6 one.
struct Embedding {
  std::array<std::uint8_t, 16> prefix;
  unsigned bits;
  std::size_t offset;
};
constexpr Embedding kEmbeddings[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12},     // mapped
    {{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0}, 96, 12},     // translated (RFC 2765)
    {{0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}, 96, 12},  // NAT64
    {{0x20, 0x02}, 16, 2},                                    // 6to4
};

bool has_prefix(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> prefix,
                unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  prefix.begin())) {
    return false;
  }
  if (bits % 8 == 0) return true;
  const unsigned mask = 0xFFU << (8 - bits % 8) & 0xFFU;
  return ((bytes[whole] ^ prefix[whole]) & mask) == 0;
}

AddressKind kind_in(std::span<const Range> ranges, std::span<const std::uint8_t> bytes,
                    AddressKind otherwise) {
  for (const Range& range : ranges) {
    if (has_prefix(bytes, range.prefix, range.bits)) return range.kind;
  }
  return otherwise;
}

bool is_localhost(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");
}

std::string_view without_brackets(std::string_view host) {
  return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

std::optional<IpAddress> parse_address(std::string_view text) {
  const std::string whole{text};
  IpAddress address;
  if (whole.find('\0') != std::string::npos) return std::nullopt;
  if (::inet_pton(AF_INET6, whole.c_str(), address.bytes.data()) == 1) return address;
  address.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (::inet_pton(AF_INET, whole.c_str(), address.bytes.data() + 12) == 1) return address;
  return std::nullopt;
}

std::string to_text(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool is_ipv4 = has_prefix(address.bytes, kEmbeddings[0].prefix, kEmbeddings[0].bits);
  const std::uint8_t* bytes = address.bytes.data() + (is_ipv4 ? 12 : 0);
  const char* done = ::inet_ntop(is_ipv4 ? AF_INET : AF_INET6, bytes, text.data(), text.size());
  return done == nullptr ? std::string{} : done;
}

AddressKind kind_of(const IpAddress& address) {
  for (const Embedding& embedding : kEmbeddings) {
    if (!has_prefix(address.bytes, embedding.prefix, embedding.bits)) continue;
    const auto inner = std::span{address.bytes}.subspan(embedding.offset, 4);
    return kind_in(kIpv4, inner, AddressKind::Public);
  }
  return kind_in(kIpv6, address.bytes, AddressKind::Reserved);
}

bool may_connect(const Callee& callee, const IpAddress& address) {
  const AddressKind kind = kind_of(address);
  if (kind == AddressKind::Public) return true;
  if (!callee.may_call_private) return false;
  if (kind == AddressKind::Loopback && is_localhost(callee.host)) return true;
  const bool is_inner = kind == AddressKind::Loopback || kind == AddressKind::Private ||
                        kind == AddressKind::CarrierNat;
  return is_inner && parse_address(without_brackets(callee.host)) == address;
}

bool may_be_named(const Callee& callee) {
  if (is_localhost(callee.host)) return callee.may_call_private;
  const auto address = parse_address(without_brackets(callee.host));
  return !address || may_connect(callee, *address);
}

}  // namespace gkwatch::net
