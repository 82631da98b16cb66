#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/host_rules.h"
#include "crawler/policy.h"
#include "crawler/polite_client.h"
#include "crawler/politeness.h"
#include "crawler/robots_cache.h"
#include "model/document.h"
#include "model/listing.h"
#include "model/visit.h"
#include "net/http.h"

namespace gkwatch::crawler {

// An answer of an earlier check that could be relied on; makes the next request a conditional one.
struct KnownPage {
  Validators validators;
  ContentHash hash;
  std::string media_type;
  std::shared_ptr<const std::string> body;  // null: lost, hence no condition is sent
};
using Recall = std::function<std::optional<KnownPage>(const Url&)>;

// What a fetcher works with; everything referred to must outlive it.
struct FetchTools {
  net::HttpTransport& transport;
  PolitenessGate& gate;
  RobotsCache& robots;
  Clock& clock;
  const CrawlPolicy& policy;
  const HostRules& hosts;
  Recall recall{};  // empty: nothing is known
  Keep keep{};      // empty: nothing is kept; if it fails, the check ends with Storage
  Note note{};      // the same
};

// Visits one page: checks the host, asks robots.txt, waits its turn, sends a conditional request,
// follows redirects by hand (at most five, each asked and waited for like a page of its own), and
// tells a page from a block page. One fetcher serves one check and is used by one thread.
class Fetcher {
 public:
  explicit Fetcher(const FetchTools& tools);

  // The page, with the body we know if the server says that it has not changed. NotFound: 404,
  // 410 and pages that say so with status 200. Refused: robots.txt, hosts, block pages, other 4xx.
  // Unreachable, Timeout: no answer, 5xx, or a robots.txt that could not be had.
  Result<PageSnapshot> fetch_page(const Url& url, VisitKind kind, std::stop_token stop);
  // The answer to a form that is sent there (POST), as it is: no redirect is followed. Errors as
  // of fetch_page.
  Result<PageSnapshot> ask(const Url& url, const std::string& form, std::stop_token stop);
  // The same for an attachment; Malformed if a page comes in place of a file.
  Result<Document> fetch_document(const AttachmentLink& link, std::stop_token stop);

  // A reader found that the page fetched last is not what it should be: its row in the history
  // says so, too, unless it was taken already.
  void distrust(const Error& why);

  // The requests made since the last call, oldest first.
  std::vector<Visit> take_visits() { return client_.take_visits(); }
  // HTTP status of the last request; 0: there was no answer, or no request.
  int last_status() const { return client_.last_status(); }
  FetchFault last_fault() const { return client_.last_fault(); }
  // The last answer could not be taken in as HTTP: it contradicts no list, since it is none.
  bool was_no_http() const { return client_.last_fault() == FetchFault::Other; }
  // The longest pause a server asked for; zero: none.
  std::chrono::seconds server_asked_for() const { return client_.server_asked_for(); }
  const HostRules& hosts() const { return tools_.hosts; }
  Instant now() const { return tools_.clock.now(); }

 private:
  struct Journey;  // from the address asked for to the one that answers

  Result<PageSnapshot> follow(const Url& url, VisitKind kind, std::stop_token stop);
  Status move_on(Journey& journey, const net::HttpResponse& response);
  Result<PageSnapshot> arrive(const Journey& journey, net::HttpResponse response);
  Result<PageSnapshot> unchanged(const Journey& journey, const net::HttpResponse& response);
  Status may_visit(const Url& url, VisitKind kind, std::stop_token stop);
  Result<RobotsPolicy> fetch_robots(const Url& url, std::stop_token stop);
  Error settle(const Journey& journey, FetchFault fault, Error why);

  FetchTools tools_;
  PoliteClient client_;
  std::set<std::string, std::less<>>
      moved_places_;  // "https://host": to be had over the other scheme only
};

// The page as a document for the parser; `name` may be empty.
Document document_of(const PageSnapshot& page, std::string name);

}  // namespace gkwatch::crawler
