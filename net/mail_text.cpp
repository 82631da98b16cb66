#include "net/mail_text.h"

#include <algorithm>

#include "core/crypto.h"
#include "core/text.h"
#include "net/mail_address.h"

namespace gkwatch::net {
namespace {

// "_" is no letter of Base64, so no part can hold it.
constexpr std::string_view kBoundary = "=_gkwatch_part_of_this_message";
constexpr std::string_view kOuterBoundary = "=_gkwatch_with_attachments";

Error refused(std::string_view why) { return {ErrorCode::Refused, std::string{why}}; }

// RFC 5322, 3.6.8: printable ASCII but the colon.
bool is_header_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](char c) { return c > ' ' && c < 0x7F && c != ':'; });
}

// Angle brackets in pairs, none inside another: "<1@a> <2@a>".
bool has_stray_bracket(std::string_view text) {
  bool is_open = false;
  for (const char c : text) {
    if ((c == '<' && is_open) || (c == '>' && !is_open)) return true;
    if (c == '<' || c == '>') is_open = c == '<';
  }
  return is_open;
}

bool is_among(const std::vector<std::string>& addresses, std::string_view address) {
  return std::find(addresses.begin(), addresses.end(), address) != addresses.end();
}

bool is_message_id(std::string_view id) {
  return id.size() > 4 && id.starts_with('<') && id.ends_with('>') && !has_stray_bracket(id) &&
         !has_control(id) && id.find(' ') == std::string_view::npos &&
         id.find('@') != std::string_view::npos;
}

// Names of our own making: nothing that needs RFC 2231.
bool is_file_name(std::string_view name) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos;
}

Status check(const MailMessage& message) {
  if (message.to.empty()) return refused("a mail without a recipient");
  if (has_control(message.subject)) return refused("a control character in the subject");
  if (!is_message_id(message.message_id)) return refused("a mail without a proper message id");
  if (message.date.empty() || has_control(message.date)) return refused("a mail without a date");
  for (const auto& [name, value] : message.headers) {
    if (!is_header_name(name)) return refused("a mail header without a proper name");
    if (has_control(value)) return refused("a control character in the mail header " + name);
    if (has_stray_bracket(value)) return refused("a stray angle bracket in the header " + name);
  }
  for (const MailAttachment& attachment : message.attachments) {
    if (!is_file_name(attachment.name)) return refused("an attachment without a proper name");
    if (has_control(attachment.media_type)) return refused("an attachment without a proper type");
  }
  return {};
}

// RFC 2046, 4.1.1: lines of text end in CRLF, in Base64 too.
std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : valid_utf8(text)) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

// RFC 2045, 6.8: lines of at most 76 characters.
std::string base64_lines(std::string_view bytes) {
  const std::string base64 = to_base64(bytes);
  std::string out;
  for (std::size_t i = 0; i < base64.size(); i += 76) out += base64.substr(i, 76) + "\r\n";
  return out;
}

std::string part_text(std::string_view subtype, std::string_view text) {
  return "Content-Type: text/" + std::string{subtype} +
         "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64_lines(with_crlf(text));
}

std::string attachment_text(const MailAttachment& attachment) {
  return "Content-Type: " + attachment.media_type +
         "\r\nContent-Disposition: attachment; filename=\"" + attachment.name +
         "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64_lines(attachment.content);
}

std::string words_text(const MailMessage& message) {
  if (message.html.empty()) return part_text("plain", message.text);
  const std::string boundary{kBoundary};
  return "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary +
         "\r\n" + part_text("plain", message.text) + "--" + boundary + "\r\n" +
         part_text("html", message.html) + "--" + boundary + "--\r\n";
}

std::string body_text(const MailMessage& message) {
  if (message.attachments.empty()) return words_text(message);
  const std::string line = "--" + std::string{kOuterBoundary};
  std::string text = "Content-Type: multipart/mixed; boundary=\"" + std::string{kOuterBoundary} +
                     "\"\r\n\r\n" + line + "\r\n" + words_text(message);
  for (const MailAttachment& attachment : message.attachments) {
    text += line + "\r\n" + attachment_text(attachment);
  }
  return text + line + "--\r\n";
}

std::string header_block(const MailMessage& message, const MailAddress& from,
                         const std::string& to) {
  std::string text = "From: " + header_text(from) + "\r\nTo: " + to +
                     "\r\nSubject: " + encoded_header(message.subject) +
                     "\r\nDate: " + message.date + "\r\nMessage-ID: " + message.message_id + "\r\n";
  for (const auto& [name, value] : message.headers) {
    text += name + ": " + encoded_header(value) + "\r\n";
  }
  return text + "MIME-Version: 1.0\r\n";
}

}  // namespace

Result<ComposedMail> compose(const MailMessage& message) {
  if (const Status checked = check(message); !checked) return checked.error();
  const auto from = parse_mail_address(message.from);
  if (!from) return from.error();
  ComposedMail mail{from->address, {}, {}};
  std::string to;
  for (const std::string& text : message.to) {
    const auto address = parse_mail_address(text);
    if (!address) return address.error();
    if (!is_among(message.served, address->address)) mail.recipients.push_back(address->address);
    to += (to.empty() ? "" : ",\r\n ") + header_text(*address);
  }
  if (mail.recipients.empty()) return Error{ErrorCode::Refused, "all recipients are served"};
  mail.content = header_block(message, *from, to) + body_text(message);
  return mail;
}

}  // namespace gkwatch::net
