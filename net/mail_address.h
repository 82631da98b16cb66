#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace gkwatch::net {

struct MailAddress {
  std::string name{};   // UTF-8, may be empty
  std::string address;  // addr-spec, ASCII: "ops@example.org"
};

// Reads "ops@example.org" or "Name <ops@example.org>". Refused for anything that could slip a
// second address, command or header in: control characters, stray angle brackets, blanks.
Result<MailAddress> parse_mail_address(std::string_view text);

// As it stands in a From or To header (RFC 5322, 3.4; RFC 2047 where not ASCII).
std::string header_text(const MailAddress& address);

// A header's free text: as it stands if it is short ASCII, else as encoded words (RFC 2047)
// of at most 75 characters, one a line.
std::string encoded_header(std::string_view utf8);

// True if the text holds CR, LF, NUL or another control character.
bool has_control(std::string_view text);

}  // namespace gkwatch::net
