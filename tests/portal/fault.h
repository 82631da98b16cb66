#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tests/portal/listing.h"
#include "tests/portal/reply.h"
#include "tests/portal/resource.h"

namespace gkwatch::portal {

// The ways in which a portal goes wrong. Names for /_portal are in fault.cpp.
enum class FaultKind : std::uint8_t {
  Reset,               // RST before the first byte
  ResetInBody,         // RST after half of the answer
  Timeout,             // never answers
  Slow,                // eight pieces with `pause` between them
  NotFound,            // 404 with HTML
  FirstPage404,        // 404 on page 1 of a list
  ServerError,         // 500
  BadGateway,          // 502
  Waf521,              // 521 with HTML
  Waf412,              // 412 with HTML and a script
  Forbidden,           // 403
  BlockPage,           // 200 with the HTML of a firewall
  Soft404,             // 200 with a page whose title says 404
  EmptyBody,           // 200 without a body
  RedirectHome,        // 302 to "/"
  RedirectForeign,     // 302 to `target`, a host that is no government's
  RedirectPrivate,     // 302 to `target`, a private address
  RedirectLoop,        // 302 for ever
  CookieWall,          // 302 to itself with Set-Cookie; goes on only with the cookie
  TruncatedJson,       // list: cut in the middle, with an honest Content-Length
  NotJson,             // list: 200, application/json, not JSON
  WrongClassify,       // list: classify.id is another column's
  RepeatedPage,        // list: every page is page 1 again, with the offset asked for
  ShortPage,           // list: the last row of each page is left out
  EmptyList,           // list: no rows and total 0 where rows were
  HtmlAttachment,      // attachment: 200 with an HTML page
  LengthTooLong,       // Content-Length promises more than comes
  LengthTooShort,      // Content-Length promises less than comes
  HugeBody,            // 2 GiB, made on the fly
  GzipBomb,            // 1 GiB in 1 MiB
  EndlessHeaders,      // header lines until the peer hangs up
  HalfHtml,            // HTML page: cut in the middle, with an honest Content-Length
  TooManyRequests,     // 429 with Retry-After
  ServiceUnavailable,  // 503 with Retry-After
  UnaskedGzip,         // gzip whether asked for or not
  EmptyReply,          // the connection ends before the first byte
  NotHttp,             // bytes of another protocol
  ChunkedCut,          // a chunked answer without its end
  BadGzip,             // calls itself gzip and is none
  Unauthorized,        // 401
  NoContent,           // 204
  UnaskedNotModified,  // 304 though no condition was sent, or another one
  LoginPage,           // 200 with a page that asks for a password
  Captcha,             // 200 and application/json with the HTML of a test for robots
  Maintenance,         // 200 with a page that says that the site is being mended
  ScriptChallenge,     // 200 with a script that would set a cookie and load again
  RedirectLogin,       // 302 to a page of the same host that is not there
  NoConfig,            // index: a page without _CONFIG
  BrokenTree,          // index: TREE is no JSON
  DuplicateRow,        // list: a row stands in the place of the next one
  WrongOffset,         // list: offset is not that of the page
  BadTotal,            // list: total is no number
  WrongPostId,         // list: the addresses are those of other posts
  JumpingColumn,       // list: classify.jump_url is set
  RowsGone,            // list: three rows where many were, and a total that agrees
  EarlyEnd,            // list: total promises pages that are not there
  WrongPost,           // content page: that of another post
  RobotsForbid,        // robots.txt forbids everything
  RobotsDown,          // robots.txt is 503
};

struct Fault {
  FaultKind kind = FaultKind::Reset;
  std::string agency{};  // hits what belongs to this agency; "" means any
  std::string path{};    // hits this path; with '?' the query counts too; "/x/*" begins with; ""
                         // means any
  int times = 0;         // how often it strikes; 0 means until cleared
  int after = 0;         // how many matching requests pass unharmed first
  std::chrono::milliseconds pause{200};
  std::string retry_after = "120";
  std::string target{};  // of RedirectForeign and RedirectPrivate; "" means a default
};

std::string_view fault_name(FaultKind kind);
std::optional<FaultKind> fault_named(std::string_view name);
std::span<const FaultKind> all_faults();

// Whether the fault speaks of such a request; `times` and `after` are the caller's business.
bool strikes(const Fault& fault, const Resource& resource, const testing::ReceivedRequest& request);
// List faults bend the page before it becomes JSON; other kinds leave it alone.
void bend(const Fault& fault, const Site& site, const Resource& resource, ListPage& page);
// Sends what the fault makes of the proper reply. All other kinds end up here.
void deliver(const Fault& fault, const Reply& proper, const testing::ReceivedRequest& request,
             testing::HttpConnection& connection);

}  // namespace gkwatch::portal
