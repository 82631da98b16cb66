#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/cookie_jar.h"
#include "crawler/host_rules.h"
#include "crawler/policy.h"
#include "crawler/politeness.h"
#include "model/document.h"
#include "model/listing.h"
#include "model/visit.h"
#include "net/http.h"

namespace gkwatch::crawler {

// Puts the bytes of an answer away before anybody looks at them.
using Keep = std::function<Status(const Document&)>;
// Takes down each request as soon as it is answered, or has failed; if it fails, so does the check.
using Note = std::function<Status(const Visit&)>;

// Sends single requests, each in its turn at the host, and writes each into the history. Follows
// no redirect and interprets no body. One thread.
class PoliteClient {
 public:
  struct Call {
    Url url;
    VisitKind kind;
    Validators validators{};
    std::optional<std::string> form{};  // sent as POST; none: GET
  };

  // All references must outlive the client.
  PoliteClient(net::HttpTransport& transport, PolitenessGate& gate, Clock& clock,
               const CrawlPolicy& policy, const HostRules& hosts);

  void keep_with(Keep keep) { keep_ = std::move(keep); }
  void note_with(Note note) { note_ = std::move(note); }

  // The response, whatever its status. What is transient (no answer, 5xx, 429) is tried three
  // times, with growing pauses or that of Retry-After; a host that failed thus is then tried
  // once only. Fails with Cancelled, with Storage if the bytes could not be kept, with
  // Refused if the host may not be visited or its day's requests are used up.
  Result<net::HttpResponse> get(const Call& call, std::stop_token stop);

  // A visit that was not made, since something forbids it.
  Error refuse(const Call& call, FetchFault fault, Error why);
  // The row of the last request; requires that there is one.
  bool has_visits() const { return !visits_.empty(); }
  Visit& last_visit() { return visits_.back(); }
  FetchFault last_fault() const {
    return visits_.empty() ? FetchFault::None : visits_.back().fault;
  }
  int last_status() const { return visits_.empty() ? 0 : visits_.back().http_status; }
  // The history since the last call. Where robots.txt is not asked, each row says so.
  std::vector<Visit> take_visits();
  // The longest Retry-After met; zero: none.
  std::chrono::seconds server_asked_for() const { return server_asked_for_; }

 private:
  struct Attempt {
    Result<net::HttpResponse> response;
    bool may_repeat = false;
  };
  Attempt attempt(const Call& call, std::stop_token stop);
  Result<PolitenessGate::Turn> wait_for_turn(const Call& call, std::stop_token stop);
  net::TlsAge tls_for(const Url& url) const;
  net::HttpRequest request_for(const Call& call) const;
  void note(const Call& call, Tick begun, const Result<net::HttpResponse>& response);
  Status take_in(const Call& call, const net::HttpResponse& response);
  Status take_down(const Call& call, const net::HttpResponse* response);
  void note_answer(const net::HttpResponse& response);
  bool heed(const Call& call, const net::HttpResponse& response);

  net::HttpTransport& transport_;
  PolitenessGate& gate_;
  Clock& clock_;
  const CrawlPolicy& policy_;
  const HostRules& hosts_;
  Keep keep_;
  Note note_;
  CookieJar cookies_;
  std::vector<Visit> visits_;
  std::set<std::string, std::less<>> failing_hosts_;
  std::chrono::seconds server_asked_for_{0};
};

// What is sent as User-Agent: the policy's, or one that looks like a browser's, since some
// portals reset everything else, and names the program and the contact.
std::string user_agent_of(const CrawlPolicy& policy);

}  // namespace gkwatch::crawler
