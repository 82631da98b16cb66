#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace gkwatch::crawler {

enum class RobotsMode { Obey, Ignore };  // Ignore is recorded with every visit

// [crawl] of gkwatch.toml. A default-built one holds the documented defaults.
struct CrawlPolicy {
  std::string user_agent{};  // empty: a browser-like one that names gkwatch and `contact`
  std::string contact{};     // "mailto:…" or a page; told to every server
  std::chrono::milliseconds per_host_delay{2'000};  // between two requests to one host
  int per_host_connections = 1;
  std::chrono::milliseconds timeout{30'000};  // for one whole answer
  std::size_t max_body_bytes = 64u << 20;     // after decoding
  // Hosts (`*` stands for any characters, a port may follow) that links and redirects may lead
  // to, beside the hosts of the watch list. A host written without `*` may also have a private
  // or loopback address.
  std::vector<std::string> allowed_hosts{"*.gov.cn"};
  // Hosts that speak old TLS only (`*` stands for any characters): TLS 1.0 and short keys are
  // accepted there. The certificate is verified all the same.
  std::vector<std::string> legacy_tls{};
  std::string proxy{};  // empty: none
  RobotsMode robots = RobotsMode::Obey;
  int daily_requests_per_host = 20'000;
};

}  // namespace gkwatch::crawler
