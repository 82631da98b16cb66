#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/result.h"

namespace gkwatch {

// An absolute http or https URL without userinfo or fragment, host in lower
// case (IDN as punycode), default port removed, path never empty, dot segments
// gone, non-ASCII bytes percent-encoded. Immutable: a Url that exists is valid.
class Url {
 public:
  // Malformed names what is wrong: no scheme, userinfo, a blank in the host, a control
  // character (a line break above all) anywhere, an IPv4 address that is not written as
  // four plain numbers… Blanks around the text are ignored, a fragment is dropped.
  static Result<Url> parse(std::string_view text);
  // Resolves a link found on this page (RFC 3986, section 5.2). Malformed for
  // javascript:, mailto: and whatever else is not http or https.
  Result<Url> resolve(std::string_view reference) const;

  const std::string& text() const { return text_; }
  std::string_view scheme() const;          // "http" or "https"
  std::string_view host() const;            // without port; [::1] keeps its brackets
  int port() const;                         // 80 or 443 where none is written
  std::string_view authority() const;       // host and, if not the default, port
  std::string_view path() const;            // begins with "/"
  std::string_view path_and_query() const;  // begins with "/"

  auto operator<=>(const Url&) const = default;

 private:
  explicit Url(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

// The value of `name` in the query, percent-decoded; empty if absent.
std::string query_value(const Url& url, std::string_view name);
// Percent-encodes everything but the unreserved characters of RFC 3986.
std::string percent_encode(std::string_view bytes);
// The fragment of a URL as written ("6198" of ".../annualreport#6198"), since a Url has none.
std::string_view fragment_of(std::string_view url_text);

}  // namespace gkwatch
