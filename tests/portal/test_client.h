#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace gkwatch::portal {

// What came back, byte for byte; nothing is followed, unpacked or repaired.
struct Seen {
  bool answered = false;    // a status line came in
  bool ended_well = false;  // the server ended the connection with FIN
  int status = 0;
  std::map<std::string, std::string> headers{};  // names in lower case
  std::string body{};
};

// One request on a connection of its own, read until the server ends it, `enough` bytes are there
// or `patience_ms` have gone by without one.
struct Ask {
  std::string method = "GET";
  std::string headers{};  // whole lines with CRLF
  std::string body{};
  std::size_t enough = 64u << 20;
  int patience_ms = 10'000;
};
Seen ask(std::uint16_t port, std::string_view target, const Ask& how = {});

}  // namespace gkwatch::portal
