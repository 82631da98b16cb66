#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "net/curl_handle.h"
#include "net/http.h"
#include "net/transfer_loop.h"

namespace gkwatch::net {

struct TransportSettings {
  std::string proxy{};  // "http://host:port"; empty: none, whatever the environment says
  // Answers that stand in for the name server's: "host:port:address[,address]".
  std::vector<std::string> known_answers{};
  std::string ca_file{};  // certificates to trust, PEM; empty: those of the system
};

// HTTP over libcurl, on one event loop (transfer_loop.h); a call waits for it. Every call has a
// handle to itself, which is reset before the next: no cookie or header is left for it, only the
// connection and the answer of the name server. The address is judged when the connection is made
// (address_guard.h), and one in the URL before that, so that no connection made for a call that may
// reach a private address serves one that may not; with a proxy, which the operator wrote, only the
// latter can be. Decodes gzip, deflate, br and zstd. Certificates are always verified. Calls must
// have returned before it goes.
class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(TransportSettings settings = {});

  Result<HttpResponse> send(const HttpRequest& request, Fault& fault,
                            std::stop_token stop) override;

 private:
  std::unique_ptr<CurlHandle> take_handle();
  void give_back(std::unique_ptr<CurlHandle> handle);

  const TransportSettings settings_;
  TransferLoop loop_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<CurlHandle>> idle_;  // guarded by mutex_
};

}  // namespace gkwatch::net
