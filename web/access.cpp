#include "web/access.h"

#include <algorithm>

#include "core/crypto.h"
#include "core/text.h"
#include "web/parameters.h"

namespace gkwatch::web {
namespace {

constexpr int kNotAuthorized = 401;
constexpr int kNotAllowed = 405;
constexpr int kLengthRequired = 411;
constexpr int kTooLarge = 413;
constexpr int kMisdirected = 421;
constexpr int kTooManyHeaders = 431;
constexpr std::size_t kMostHeaders = 64;

std::size_t count_of(const Knock& knock, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(knock.headers.begin(), knock.headers.end(),
                    [&](const auto& one) { return one.first == name; }));
}

std::string value_of(const Knock& knock, std::string_view name) {
  for (const auto& [key, value] : knock.headers) {
    if (key == name) return value;
  }
  return {};
}

// Takes as long for a wrong text as for a right one.
bool is_equal(std::string_view a, std::string_view b) {
  const std::string x = hmac_sha256("gkwatch", a);
  const std::string y = hmac_sha256("gkwatch", b);
  unsigned different = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    different |=
        static_cast<unsigned char>(x[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(y[i]));
  }
  return different == 0;
}

std::string without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && colon + 1 < host.size() &&
                        host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return to_lower(has_port ? host.substr(0, colon) : host);
}

}  // namespace

Answer plain_refusal(int status, const std::string& why) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = why + "\n"};
}

bool is_loopback_address(std::string_view numeric) {
  return numeric == "::1" || numeric.starts_with("127.") || numeric.starts_with("::ffff:127.");
}

Doorkeeper::Doorkeeper(std::string address, Access access)
    : address_{std::move(address)}, access_{std::move(access)} {}

bool Doorkeeper::is_our_host(std::string_view host) const {
  const std::string given = to_lower(host);
  const std::string port = address_.substr(address_.rfind(':'));
  if (given == address_ || given == "localhost" + port) return true;
  const std::string name = without_port(given);
  return std::any_of(access_.hosts.begin(), access_.hosts.end(), [&](const std::string& one) {
    return to_lower(one) == name || to_lower(one) == given;
  });
}

bool Doorkeeper::is_let_in(const Knock& knock) const {
  if (!access_.is_guarded()) return true;
  const bool is_proxy = std::find(access_.proxies.begin(), access_.proxies.end(), knock.peer) !=
                        access_.proxies.end();
  if (is_proxy && !access_.proxy_header.empty() &&
      !value_of(knock, to_lower(access_.proxy_header)).empty()) {
    return true;
  }
  const std::string given = value_of(knock, "authorization");
  constexpr std::string_view kScheme = "basic ";
  if (access_.password.empty() || !to_lower(given).starts_with(kScheme)) return false;
  const auto pair = from_base64(std::string_view{given}.substr(kScheme.size()));
  return pair && is_equal(*pair, access_.user + ":" + access_.password);
}

std::optional<Answer> Doorkeeper::refuse_framing(const Knock& knock) const {
  if (knock.headers.size() > kMostHeaders)
    return plain_refusal(kTooManyHeaders, "too many headers");
  for (const std::string_view once : {"host", "content-length", "transfer-encoding"}) {
    if (count_of(knock, once) > 1) {
      return plain_refusal(kBadRequest, std::string{once} + " is given twice");
    }
  }
  const bool has_length = count_of(knock, "content-length") > 0;
  const bool is_chunked = count_of(knock, "transfer-encoding") > 0;
  if (has_length && is_chunked) return plain_refusal(kBadRequest, "two lengths");
  if (knock.path.empty() || knock.path[0] != '/') return plain_refusal(kBadRequest, "not a path");
  const bool has_body = is_chunked || (has_length && value_of(knock, "content-length") != "0");
  if (has_body && knock.method != "POST") {
    return plain_refusal(kBadRequest, "a question has no body");
  }
  return std::nullopt;
}

std::optional<Answer> Doorkeeper::refuse_method(const Knock& knock) const {
  const bool may_post = knock.path == "/check";
  if (knock.method == "GET" || knock.method == "HEAD") return std::nullopt;
  if (knock.method == "POST" && may_post) return std::nullopt;
  Answer refused = plain_refusal(kNotAllowed, "this method is not answered here");
  refused.headers["Allow"] = may_post ? "GET, HEAD, POST" : "GET, HEAD";
  return refused;
}

std::optional<Answer> Doorkeeper::refuse_upload(const Knock& knock) const {
  if (knock.method != "POST") return std::nullopt;
  const bool is_forwarded =
      count_of(knock, "forwarded") + count_of(knock, "x-forwarded-for") + count_of(knock, "via") >
      0;
  if (!is_loopback_address(knock.peer) || is_forwarded) {
    return plain_refusal(kForbidden, "files are checked for callers on this machine alone");
  }
  const std::string site = value_of(knock, "sec-fetch-site");
  const std::string origin = value_of(knock, "origin");
  const auto slashes = origin.find("://");
  // A page without referrer sends "null"; then the browser itself says whose form it was.
  const bool is_same =
      origin.empty() || (origin == "null" && site == "same-origin") ||
      (slashes != std::string::npos && origin.substr(slashes + 3) == value_of(knock, "host"));
  if (!is_same || (!site.empty() && site != "same-origin" && site != "none")) {
    return plain_refusal(kForbidden, "this form was sent by another site");
  }
  const auto length = whole_number(value_of(knock, "content-length"));
  if (!length || *length < 0) return plain_refusal(kLengthRequired, "Content-Length is needed");
  if (static_cast<std::size_t>(*length) > kLargestUpload) {
    return plain_refusal(kTooLarge, "at most " + std::to_string(kLargestUpload) + " bytes");
  }
  return std::nullopt;
}

std::optional<Answer> Doorkeeper::refusal(const Knock& knock) const {
  if (auto refused = refuse_framing(knock)) return refused;
  if (auto refused = refuse_method(knock)) return refused;
  if (!is_our_host(value_of(knock, "host"))) {
    return plain_refusal(kMisdirected, "this is not that host");
  }
  if (!is_let_in(knock)) {
    Answer refused = plain_refusal(kNotAuthorized, "a name and a password are needed");
    refused.headers["WWW-Authenticate"] = "Basic realm=\"gkwatch\", charset=\"UTF-8\"";
    return refused;
  }
  return refuse_upload(knock);
}

}  // namespace gkwatch::web
