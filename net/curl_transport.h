#pragma once

#include <string>
#include <vector>

#include "net/http.h"

namespace gkwatch::net {

struct TransportSettings {
  std::string proxy{};  // "http://host:port"; empty: none, whatever the environment says
  // Answers that stand in for the name server's: "host:port:address[,address]".
  std::vector<std::string> known_answers{};
};

// HTTP over libcurl. Every call has a handle of its own: nothing (connection, cookie, header)
// is left for the next one. The address is judged when the connection is made
// (address_guard.h); with a proxy, which the operator wrote, only an address in the URL can be.
// Decodes gzip, deflate, br and zstd. Certificates are always verified.
class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(TransportSettings settings = {});

  Result<HttpResponse> send(const HttpRequest& request, Fault& fault,
                            std::stop_token stop) override;

 private:
  const TransportSettings settings_;
};

}  // namespace gkwatch::net
