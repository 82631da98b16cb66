#include "crawler/fetcher.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "crawler/block_page.h"
#include "crawler/broken_end.h"
#include "crawler/faults.h"
#include "crawler/file_links.h"

namespace gkwatch::crawler {
namespace {

constexpr int kMostRedirects = 5;
constexpr std::string_view kProductToken = "gkwatch";
constexpr std::array<std::string_view, 5> kHomes{"/", "/index.html", "/index.htm", "/index.jsp",
                                                 "/index.shtml"};

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_home_page(const Url& url) {
  return std::find(kHomes.begin(), kHomes.end(), url.path_and_query()) != kHomes.end();
}

std::string kept_or(const std::string& given, const std::string& known) {
  return given.empty() ? known : given;
}

// Some portals of Shenzhen break off every TLS handshake, yet serve the same over http; others
// have closed one of the two ports. None where the port is not the usual one.
std::optional<Url> with_other_scheme(const Url& url) {
  const bool is_secure = url.scheme() == "https";
  if (url.port() != (is_secure ? 443 : 80)) return std::nullopt;
  auto other = Url::parse((is_secure ? "http" : "https") + url.text().substr(url.scheme().size()));
  if (!other) return std::nullopt;
  return *other;
}

// Nobody listens there, or speaks what we speak.
bool is_matter_of_scheme(FetchFault fault) {
  return fault == FetchFault::Tls || fault == FetchFault::Connect;
}

std::string place_of(const Url& url) {
  return std::string{url.scheme()} + "://" + std::string{url.authority()};
}

}  // namespace

struct Fetcher::Journey {
  Url asked;
  VisitKind kind;
  Url at;
  int redirects = 0;
  bool has_replayed = false;  // the request to the same address, with the cookie it set
  std::optional<KnownPage> known{};

  PoliteClient::Call call() const {
    return {at, kind, known && known->body ? known->validators : Validators{}};
  }
};

Fetcher::Fetcher(const FetchTools& tools)
    : tools_{tools}, client_{tools.transport, tools.gate, tools.clock, tools.policy, tools.hosts} {
  client_.keep_with(tools.keep);
  client_.note_with(tools.note);
}

Result<PageSnapshot> Fetcher::fetch_page(const Url& url, VisitKind kind, std::stop_token stop) {
  const auto other = with_other_scheme(url);
  if (other && moved_places_.contains(place_of(url))) return follow(*other, kind, stop);
  auto page = follow(url, kind, stop);
  const FetchFault fault = client_.last_fault();
  if (page || !other || !is_matter_of_scheme(fault)) return page;
  auto there = follow(*other, kind, stop);
  if (!there) {
    // What the other port says of a page that this one could not be asked for is no evidence.
    const ErrorCode code = there.error().code;
    const bool is_ours = code == ErrorCode::Cancelled || code == ErrorCode::Storage;
    return is_ours ? std::move(there) : std::move(page);
  }
  moved_places_.insert(place_of(url));
  client_.last_visit().detail =
      "asked over " + std::string{other->scheme()} +
      (fault == FetchFault::Tls ? ", since the TLS handshake failed" : ", since nobody listens");
  return there;
}

Result<PageSnapshot> Fetcher::follow(const Url& url, VisitKind kind, std::stop_token stop) {
  Journey journey{.asked = url, .kind = kind, .at = url};
  for (;;) {
    if (auto allowed = may_visit(journey.at, kind, stop); !allowed) return allowed.error();
    journey.known = tools_.recall ? tools_.recall(journey.at) : std::nullopt;
    auto response = client_.get(journey.call(), stop);
    if (!response) return std::move(response).error();
    if (!is_redirect(response->status)) return arrive(journey, *std::move(response));
    if (auto moved = move_on(journey, *response); !moved) return moved.error();
  }
}

Result<PageSnapshot> Fetcher::ask(const Url& url, const std::string& form, std::stop_token stop) {
  const Journey journey{.asked = url, .kind = VisitKind::List, .at = url};
  if (auto allowed = may_visit(url, journey.kind, stop); !allowed) return allowed.error();
  PoliteClient::Call call = journey.call();
  call.form = form;
  auto response = client_.get(call, stop);
  if (!response) return std::move(response).error();
  return arrive(journey, *std::move(response));
}

// One step along a redirect. The next address is asked about like any other.
Status Fetcher::move_on(Journey& journey, const net::HttpResponse& response) {
  const auto refused = [&](const std::string& why) {
    return settle(journey, FetchFault::RedirectRefused, {ErrorCode::Refused, why});
  };
  const auto next = journey.at.resolve(response.header("location"));
  if (!next) return refused("redirects to no address");
  if (++journey.redirects > kMostRedirects) return refused("redirects more than five times");
  if (!tools_.hosts.is_allowed(*next)) {
    return refused("redirects to " + std::string{next->host()} + ", which may not be visited");
  }
  if (*next == journey.at) {
    // A cookie wall: the same address with the cookie is the page.
    if (journey.has_replayed || !response.headers.contains("set-cookie")) {
      return refused("redirects to itself");
    }
    journey.has_replayed = true;
  }
  client_.last_visit().outcome = VisitOutcome::Unchanged;
  client_.last_visit().detail = "redirects to " + next->text();
  journey.at = *next;
  return {};
}

Result<PageSnapshot> Fetcher::arrive(const Journey& journey, net::HttpResponse response) {
  if (response.status == 304) return unchanged(journey, response);
  if (response.status != 200) {
    const Misfit misfit = misfit_of_status(response.status);
    const bool is_limited = client_.last_fault() == FetchFault::RateLimited;
    return settle(journey, is_limited ? FetchFault::RateLimited : misfit.fault,
                  {misfit.code, misfit.detail});
  }
  if (response.body.empty()) {
    return settle(journey, FetchFault::BadContract, {ErrorCode::Malformed, "an empty answer"});
  }
  if (is_broken_off(response)) {
    return settle(journey, FetchFault::Truncated,
                  {ErrorCode::Unreachable, "the answer breaks off before its end"});
  }
  if (is_home_page(journey.at) && !is_home_page(journey.asked)) {
    return settle(journey, FetchFault::Soft404,
                  {ErrorCode::NotFound, "the server leads to its home page instead"});
  }
  const std::string& type = response.header("content-type");
  if (const auto misfit = misfit_of_page(response.body, type)) {
    return settle(journey, misfit->fault, {misfit->code, misfit->detail});
  }
  Visit& visit = client_.last_visit();
  visit.outcome = !journey.known                       ? VisitOutcome::New
                  : journey.known->hash == *visit.hash ? VisitOutcome::Unchanged
                                                       : VisitOutcome::Changed;
  return PageSnapshot{.url = journey.at,
                      .fetched_at = visit.time,
                      .validators = {response.header("etag"), response.header("last-modified")},
                      .media_type = type,
                      .hash = *visit.hash,
                      .body = std::make_shared<const std::string>(std::move(response.body))};
}

// A 304 need not repeat the validators: what it leaves out still holds (RFC 9111, 4.3.4).
Result<PageSnapshot> Fetcher::unchanged(const Journey& journey, const net::HttpResponse& response) {
  const bool was_asked = journey.call().validators != Validators{};
  if (!was_asked) {
    return settle(journey, FetchFault::BadContract,
                  {ErrorCode::Malformed, "304 though no condition was sent"});
  }
  const KnownPage& known = *journey.known;
  client_.last_visit().outcome = VisitOutcome::Unchanged;
  client_.last_visit().hash = known.hash;
  return PageSnapshot{
      .url = journey.at,
      .fetched_at = client_.last_visit().time,
      .validators = {kept_or(response.header("etag"), known.validators.etag),
                     kept_or(response.header("last-modified"), known.validators.last_modified)},
      .media_type = known.media_type,
      .hash = known.hash,
      .body = known.body};
}

Status Fetcher::may_visit(const Url& url, VisitKind kind, std::stop_token stop) {
  if (tools_.policy.robots == RobotsMode::Ignore || !tools_.hosts.is_allowed(url)) return {};
  auto robots = tools_.robots.find(url, tools_.clock.tick());
  if (!robots) {
    auto fetched = fetch_robots(url, stop);
    if (!fetched) return fetched.error();
    // Not remembered: the same site may be had over the other scheme, also by the next check.
    if (with_other_scheme(url) && is_matter_of_scheme(client_.last_fault())) {
      return client_.refuse({url, kind}, client_.last_fault(),
                            {ErrorCode::Unreachable, "robots.txt could not be had"});
    }
    robots = tools_.robots.remember(url, *std::move(fetched), tools_.clock.tick());
    if (robots->crawl_delay()) tools_.gate.slow_down(url.host(), *robots->crawl_delay());
  }
  if (robots->allows(url)) return {};
  // No answer about robots.txt is no permission (RFC 9309, 2.3.1.4), but may be one later.
  Error why = robots->is_unreachable()
                  ? Error{ErrorCode::Unreachable, "robots.txt could not be had" + robots->why()}
                  : Error{ErrorCode::Refused, "robots.txt forbids it"};
  return client_.refuse({url, kind}, FetchFault::Robots, std::move(why));
}

Result<RobotsPolicy> Fetcher::fetch_robots(const Url& url, std::stop_token stop) {
  Url at = robots_url_of(url);
  for (int redirects = 0; redirects <= kMostRedirects; ++redirects) {
    auto response = client_.get({at, VisitKind::Robots}, stop);
    if (!response) {
      const ErrorCode code = response.error().code;
      // Our own limits say nothing about the site.
      if (code == ErrorCode::Cancelled || code == ErrorCode::Storage ||
          code == ErrorCode::Refused) {
        return response.error();
      }
      return RobotsPolicy::forbid_all(": " + response.error().message);
    }
    if (response->status == 200) return RobotsPolicy::parse(response->body, kProductToken);
    if (response->status == 429 || response->status >= 500) {
      return RobotsPolicy::forbid_all(": HTTP status " + std::to_string(response->status));
    }
    const auto next = at.resolve(response->header("location"));
    if (!is_redirect(response->status) || !next || !tools_.hosts.is_allowed(*next)) break;
    at = *next;
  }
  client_.last_visit().outcome = VisitOutcome::Unchanged;
  client_.last_visit().detail = "no robots.txt: everything is allowed";
  return RobotsPolicy::allow_all();
}

Error Fetcher::settle(const Journey& journey, FetchFault fault, Error why) {
  Visit& visit = client_.last_visit();
  const bool is_page = journey.kind == VisitKind::Article || journey.kind == VisitKind::Attachment;
  const bool is_gone =
      is_page && journey.known && (visit.http_status == 404 || visit.http_status == 410);
  visit.outcome = is_gone ? VisitOutcome::Gone : VisitOutcome::Error;
  visit.fault = is_gone ? FetchFault::None : fault;
  visit.detail = why.message;
  return std::move(why).within(journey.at.text());
}

Result<Document> Fetcher::fetch_document(const AttachmentLink& link, std::stop_token stop) {
  auto page = fetch_page(link.url, VisitKind::Attachment, stop);
  if (!page) return std::move(page).error();
  if (is_binary_file(link.url, link.name) && looks_like_html(*page->body)) {
    const Error why{ErrorCode::Malformed, link.url.text() + ": a page in place of the file"};
    distrust(why);
    return why;
  }
  return document_of(*page, link.name);
}

void Fetcher::distrust(const Error& why) {
  if (!client_.has_visits()) return;
  client_.last_visit().outcome = VisitOutcome::Error;
  client_.last_visit().fault = fetch_fault_of(why.code);
  client_.last_visit().detail = why.message;
}

Document document_of(const PageSnapshot& page, std::string name) {
  return {.hash = page.hash,
          .found_at = page.url.text(),
          .declared_type = page.media_type,
          .name = std::move(name),
          .fetched_at = page.fetched_at,
          .body = page.body};
}

}  // namespace gkwatch::crawler
