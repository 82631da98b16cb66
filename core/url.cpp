#include "core/url.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "core/host_name.h"
#include "core/url_escapes.h"

namespace gkwatch {
namespace {

constexpr std::size_t kMaxLength = 8192;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// The message quotes the text as its normal spelling would have it, hence on one line.
Error malformed(std::string_view what, std::string_view text) {
  return {ErrorCode::Malformed, std::string{what} + " in '" + normal_query(text) + "'"};
}

// The text without blanks around it and without its fragment.
Result<std::string_view> cleaned(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return std::string_view{};
  text = text.substr(begin, text.find_last_not_of(' ') - begin + 1);
  if (text.size() > kMaxLength) return malformed("more than 8192 bytes", text.substr(0, 64));
  if (std::any_of(text.begin(), text.end(), is_control)) {
    return malformed("a control character", text);
  }
  return text.substr(0, text.find('#'));
}

// "https" of "https://…"; empty if `text` does not begin with a scheme (RFC 3986, 3.1).
std::string_view scheme_of(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return {};
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
  if (end == text.end() || *end != ':') return {};
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

int default_port(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

std::optional<int> port_number(std::string_view digits) {
  int port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (port < 1 || port > 65535) return std::nullopt;
  return port;
}

// Where the host ends and ":port" begins; the size of `authority` if there is no port.
std::size_t port_position(std::string_view authority) {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t from = bracket == std::string_view::npos ? 0 : bracket;
  return std::min(authority.find(':', from), authority.size());
}

Result<std::string> normal_authority(std::string_view authority, std::string_view scheme) {
  if (authority.find('@') != std::string_view::npos) {
    return Error{ErrorCode::Malformed, "a user name in a URL"};  // it may hold a password
  }
  if (authority.find('\\') != std::string_view::npos) return malformed("a backslash", authority);
  const std::size_t colon = port_position(authority);
  auto host = normal_host(authority.substr(0, colon));
  if (!host) return host;
  const std::string_view digits =
      colon < authority.size() ? authority.substr(colon + 1) : std::string_view{};
  if (digits.empty()) return host;
  const auto port = port_number(digits);
  if (!port) return malformed("no port number", authority);
  return *port == default_port(scheme) ? *host : *host + ":" + std::to_string(*port);
}

// Browsers take a backslash for a slash; so must we, or a link leads elsewhere than for them.
std::string with_slashes(std::string_view path) {
  std::string out{path};
  std::replace(out.begin(), out.end(), '\\', '/');
  return out;
}

struct PathAndQuery {
  std::string_view path;
  std::string_view query;  // with its "?"
};

PathAndQuery split(std::string_view text) {
  const std::size_t mark = std::min(text.find('?'), text.size());
  return {text.substr(0, mark), text.substr(mark)};
}

std::string normal_rest(std::string_view path, std::string_view query) {
  std::string rest = without_dot_segments(normal_path(path));
  if (!query.empty()) rest += "?" + normal_query(query.substr(1));
  return rest;
}

// RFC 3986, section 5.2.3.
std::string merged(std::string_view base_path, std::string_view path) {
  return std::string{base_path.substr(0, base_path.rfind('/') + 1)} + std::string{path};
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  const auto clean = cleaned(text);
  if (!clean) return clean.error();
  const std::string scheme = lower(scheme_of(*clean));
  if (scheme != "http" && scheme != "https") return malformed("no http or https", *clean);
  std::string_view rest = clean->substr(scheme.size() + 1);
  if (!rest.starts_with("//")) return malformed("no host", *clean);
  rest.remove_prefix(2);
  const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
  const auto authority = normal_authority(rest.substr(0, end), scheme);
  if (!authority) return authority.error();
  const auto [path, query] = split(rest.substr(end));
  return Url{scheme + "://" + *authority +
             normal_rest(path.empty() ? "/" : with_slashes(path), query)};
}

Result<Url> Url::resolve(std::string_view reference) const {
  const auto clean = cleaned(reference);
  if (!clean) return clean.error();
  if (!scheme_of(*clean).empty()) return parse(*clean);
  if (clean->empty()) return *this;
  const std::string base = std::string{scheme()} + ":";
  if (clean->starts_with("//")) return parse(base + std::string{*clean});
  // "\\host" and "/\host" name a host for browsers and a path for others.
  if (clean->starts_with('\\') || clean->starts_with("/\\")) {
    return malformed("a backslash at the beginning", *clean);
  }
  const auto [path, query] = split(*clean);
  const std::string root = base + "//" + std::string{authority()};
  if (path.empty()) return Url{root + normal_rest(this->path(), query)};
  const std::string slashed = with_slashes(path);
  return Url{root + normal_rest(slashed.starts_with('/') ? slashed : merged(this->path(), slashed),
                                query)};
}

std::string_view Url::scheme() const { return std::string_view{text_}.substr(0, text_.find(':')); }

std::string_view Url::authority() const {
  const std::string_view rest = std::string_view{text_}.substr(scheme().size() + 3);
  return rest.substr(0, rest.find('/'));
}

std::string_view Url::host() const { return authority().substr(0, port_position(authority())); }

int Url::port() const {
  const std::string_view all = authority();
  const std::size_t colon = port_position(all);
  if (colon == all.size()) return default_port(scheme());
  return port_number(all.substr(colon + 1)).value_or(default_port(scheme()));
}

std::string_view Url::path_and_query() const {
  return std::string_view{text_}.substr(scheme().size() + 3 + authority().size());
}

std::string_view Url::path() const { return split(path_and_query()).path; }

std::string query_value(const Url& url, std::string_view name) {
  std::string_view query = split(url.path_and_query()).query;
  while (!query.empty()) {
    query.remove_prefix(1);  // "?" or "&"
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (percent_decode(pair.substr(0, equals)) == name) {
      return equals < pair.size() ? percent_decode(pair.substr(equals + 1)) : std::string{};
    }
    query.remove_prefix(end);
  }
  return {};
}

std::string_view fragment_of(std::string_view url_text) {
  const std::size_t mark = url_text.find('#');
  return mark == std::string_view::npos ? std::string_view{} : url_text.substr(mark + 1);
}

}  // namespace gkwatch
