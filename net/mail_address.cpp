#include "net/mail_address.h"

#include <algorithm>

#include "core/crypto.h"
#include "core/text.h"
#include "core/url.h"

namespace gkwatch::net {
namespace {

// Of one encoded word: 60 characters of Base64, 72 with their frame.
constexpr std::size_t kWordBytes = 45;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// RFC 5322, 3.2.3: dot-atom. Quoted local parts are not taken: nobody here has one.
bool is_dot_atom(std::string_view text, std::string_view others) {
  const auto is_good = [&](char c) {
    return is_letter_or_digit(c) || c == '.' || others.find(c) != std::string_view::npos;
  };
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), is_good);
}

bool is_domain(std::string_view domain) {
  if (domain.starts_with('[') && domain.ends_with(']')) {  // "[127.0.0.1]"
    return is_dot_atom(domain.substr(1, domain.size() - 2), ":");
  }
  return is_dot_atom(domain, "-");
}

bool is_addr_spec(std::string_view address) {
  const std::size_t at = address.find('@');
  return at != std::string_view::npos && address.size() <= 254 &&
         is_dot_atom(address.substr(0, at), "!#$%&'*+-/=?^_`{|}~") &&
         is_domain(address.substr(at + 1));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// A quoted name without its quotes and backslashes.
std::string plain_name(std::string_view name) {
  name = trimmed(name);
  if (name.size() < 2 || !name.starts_with('"') || !name.ends_with('"')) return std::string{name};
  name = name.substr(1, name.size() - 2);
  std::string plain;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\' && i + 1 < name.size()) ++i;
    plain += name[i];
  }
  return plain;
}

Error refused(std::string_view why) {
  return {ErrorCode::Refused, "a mail address " + std::string{why}};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// The longest beginning of whole characters with at most `bytes` bytes.
std::string_view whole_characters(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return utf8;
  while (bytes > 1 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80U) --bytes;
  return utf8.substr(0, bytes);
}

std::string encoded_words(std::string_view text) {
  const std::string utf8 = valid_utf8(text);
  std::string out;
  for (std::string_view rest = utf8; !rest.empty();) {
    const std::string_view part = whole_characters(rest, kWordBytes);
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + to_base64(part) + "?=";
    rest.remove_prefix(part.size());
  }
  return out;
}

}  // namespace

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Result<MailAddress> parse_mail_address(std::string_view text) {
  if (has_control(text)) return refused("with a control character");
  text = trimmed(text);
  MailAddress address;
  if (const std::size_t open = text.find('<'); open != std::string_view::npos) {
    if (!text.ends_with('>')) return refused("with a stray angle bracket");
    address.name = plain_name(text.substr(0, open));
    text = text.substr(open + 1, text.size() - open - 2);
  }
  if (address.name.find_first_of("<>") != std::string::npos ||
      text.find_first_of("<>") != std::string_view::npos) {
    return refused("with a stray angle bracket");
  }
  if (!is_addr_spec(text)) return refused("that is none: " + percent_encode(text));
  address.address = text;
  return address;
}

std::string header_text(const MailAddress& address) {
  if (address.name.empty()) return address.address;
  const bool is_plain = is_ascii(address.name) && address.name.size() <= 60 &&
                        address.name.find("=?") == std::string::npos;
  return (is_plain ? quoted(address.name) : encoded_words(address.name)) + " <" + address.address +
         ">";
}

std::string encoded_header(std::string_view utf8) {
  const bool is_plain =
      is_ascii(utf8) && utf8.size() <= 600 && utf8.find("=?") == std::string_view::npos;
  return is_plain ? std::string{utf8} : encoded_words(utf8);
}

}  // namespace gkwatch::net
