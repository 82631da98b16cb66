#pragma once

#include "net/http.h"

namespace gkwatch::crawler {

// The answer ends before its end, and nothing but its content shows it: neither a Content-Length
// nor chunks (RFC 9112, 8) counted what was decoded, and the page, the PDF or the ZIP has no end.
bool is_broken_off(const net::HttpResponse& response);

}  // namespace gkwatch::crawler
