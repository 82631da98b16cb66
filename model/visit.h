#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/content_hash.h"
#include "core/ids.h"

namespace gkwatch {

enum class VisitKind { Config, List, Article, Attachment, Robots };
enum class VisitOutcome { New, Changed, Unchanged, Gone, Error };

// Why a visit brought nothing that may be relied on. The closed list of INTERFACES 2.2.
// Data for people; nobody branches on it but the crawler.
enum class FetchFault {
  None,
  Dns,
  Connect,
  Tls,
  Timeout,
  Reset,
  HttpError,
  RateLimited,
  Blocked,
  Soft404,
  BadContract,
  TooLarge,
  Truncated,
  Robots,
  RedirectRefused,
  Unreadable,
  Disk,
  Other
};

// One request as it went: a row of the crawl history.
struct Visit {
  Instant time{};
  std::string url;
  VisitKind kind = VisitKind::List;
  VisitOutcome outcome = VisitOutcome::New;
  int http_status = 0;  // 0: there was no response
  std::size_t bytes = 0;
  std::chrono::milliseconds took{0};
  std::optional<ContentHash> hash{};
  FetchFault fault = FetchFault::None;
  std::string detail{};   // in words
  std::string headers{};  // the response's header block as received
  std::string request{};  // the request's header block as sent
};

std::string_view name_of(VisitKind kind);        // "config", "list"…
std::string_view name_of(VisitOutcome outcome);  // "new", "changed"…
std::string_view name_of(FetchFault fault);      // "dns"…; empty for None

}  // namespace gkwatch
