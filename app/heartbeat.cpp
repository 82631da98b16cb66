#include "app/heartbeat.h"

#include <utility>

#include "core/log.h"

namespace gkwatch::app {

void send_heartbeat(const std::string& url, net::HttpTransport& transport, std::stop_token stop) {
  if (url.empty()) return;
  auto target = Url::parse(url);
  if (!target) return log::warning("heartbeat", {{"why", target.error().message}});
  constexpr int kFirstRedirect = 300;
  net::Fault fault{};
  // The operator wrote the address, so that it may be a private one (INTERFACES 7).
  const auto answer = transport.send(
      {.url = *target, .timeout = std::chrono::seconds{10}, .may_call_private = true}, fault,
      std::move(stop));
  if (!answer) return log::warning("heartbeat", {{"why", answer.error().message}});
  if (answer->status >= kFirstRedirect) {
    log::warning("heartbeat", {{"why", "HTTP status " + std::to_string(answer->status)}});
  }
}

}  // namespace gkwatch::app
