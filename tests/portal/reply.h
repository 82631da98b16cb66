#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/http_listener.h"

namespace gkwatch::portal {

// An answer before it becomes bytes.
struct Reply {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::int64_t modified = 0;  // unix seconds for Last-Modified; 0: no validators are sent
  std::vector<std::pair<std::string, std::string>> headers{};
};

// The bytes of the whole answer. Adds ETag and Last-Modified where `modified` is known and answers
// 304 where the request holds them; gzip where it is asked for; no body to HEAD.
std::string wire(const Reply& reply, const testing::ReceivedRequest& request);
// As wire(), with a Content-Length of the caller's choice.
std::string wire_claiming(const Reply& reply, std::uint64_t content_length);

std::string gzipped(std::string_view bytes);

}  // namespace gkwatch::portal
