#include "crawler/polite_client.h"

#include <algorithm>
#include <cctype>

#include "core/china_time.h"
#include "crawler/faults.h"
#include "crawler/retry_after.h"

namespace gkwatch::crawler {
namespace {

using namespace std::chrono_literals;

constexpr int kTries = 3;
constexpr int kTriesAtFailingHost = 1;
constexpr std::chrono::seconds kLongestWaitForServer = 60s;
constexpr std::chrono::milliseconds kLookAgain = 100ms;
constexpr std::chrono::milliseconds kLongestQueue = 90s;

constexpr std::string_view kBrowser =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 "
    "Safari/537.36 gkwatch/0.1";

std::string without_controls(std::string text) {
  std::erase_if(text, [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; });
  return text;
}

}  // namespace

std::string user_agent_of(const CrawlPolicy& policy) {
  if (!policy.user_agent.empty()) return without_controls(policy.user_agent);
  std::string agent{kBrowser};
  if (!policy.contact.empty()) agent += " (+" + without_controls(policy.contact) + ")";
  return agent;
}

PoliteClient::PoliteClient(net::HttpTransport& transport, PolitenessGate& gate, Clock& clock,
                           const CrawlPolicy& policy, const HostRules& hosts)
    : transport_{transport}, gate_{gate}, clock_{clock}, policy_{policy}, hosts_{hosts} {}

Result<net::HttpResponse> PoliteClient::get(const Call& call, std::stop_token stop) {
  if (!hosts_.is_allowed(call.url)) {
    return refuse(call, FetchFault::RedirectRefused,
                  {ErrorCode::Refused, std::string{call.url.host()} +
                                           " is neither in the watch list nor in allowed_hosts"});
  }
  const std::string host{call.url.host()};
  const int tries = failing_hosts_.contains(host) ? kTriesAtFailingHost : kTries;
  Attempt last = attempt(call, stop);
  for (int i = 1; i < tries && last.may_repeat; ++i) last = attempt(call, stop);
  if (last.may_repeat) failing_hosts_.insert(host);
  return std::move(last.response);
}

PoliteClient::Attempt PoliteClient::attempt(const Call& call, std::stop_token stop) {
  auto turn = wait_for_turn(call, stop);
  if (!turn) return {std::move(turn).error()};
  const Tick begun = clock_.tick();
  net::Fault fault = net::Fault::Other;
  net::HttpRequest request = request_for(call);
  std::optional<net::HttpResponse> broken;
  request.take_broken = [&](net::HttpResponse rest) { broken = std::move(rest); };
  auto response = transport_.send(request, fault, stop);
  if (!response && response.error().code == ErrorCode::Cancelled) return {std::move(response)};
  note(call, begun, response);
  if (!response) {
    last_visit().fault = fetch_fault_of(fault);
    if (broken) note_answer(*broken);
    if (auto done = take_down(call, broken ? &*broken : nullptr); !done) return {done.error()};
    gate_.failed(call.url.host(), clock_.tick(), last_visit().fault);
    return {std::move(response).error().within(call.url.text()), is_worth_repeating(fault)};
  }
  if (auto done = take_down(call, &*response); !done) return {done.error()};
  const bool may_repeat = heed(call, *response);
  return {std::move(response), may_repeat};
}

Result<PolitenessGate::Turn> PoliteClient::wait_for_turn(const Call& call, std::stop_token stop) {
  const Error cancelled{ErrorCode::Cancelled, "stopped while waiting for a turn"};
  for (;;) {
    auto turn = gate_.reserve(call.url.host(), clock_.tick(), china_date(clock_.now()));
    if (turn) {
      // A server that asked for an hour must not hold up the worker for an hour.
      if (turn->at() - clock_.tick() > std::max(kLongestQueue, 2 * gate_.gap(call.url.host()))) {
        return refuse(call, FetchFault::RateLimited,
                      {ErrorCode::Refused, "the server asked for a long pause"});
      }
      if (!clock_.sleep_until(turn->at(), stop)) return cancelled;
      return turn;
    }
    if (turn.error().code == ErrorCode::Unreachable) {
      return refuse(call, gate_.last_failure(call.url.host()), std::move(turn).error());
    }
    if (turn.error().code != ErrorCode::Conflict) {
      return refuse(call, FetchFault::RateLimited, std::move(turn).error());
    }
    if (!clock_.sleep_until(clock_.tick() + kLookAgain, stop)) return cancelled;
  }
}

net::HttpRequest PoliteClient::request_for(const Call& call) const {
  net::HttpRequest request{.url = call.url,
                           .timeout = policy_.timeout,
                           .max_body_bytes = policy_.max_body_bytes,
                           .may_call_private = hosts_.may_be_private(call.url),
                           .tls = tls_for(call.url)};
  request.headers.emplace_back("User-Agent", user_agent_of(policy_));
  if (!call.validators.etag.empty()) {
    request.headers.emplace_back("If-None-Match", call.validators.etag);
  }
  if (!call.validators.last_modified.empty()) {
    request.headers.emplace_back("If-Modified-Since", call.validators.last_modified);
  }
  if (call.form) {
    request.post_body = call.form;
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  }
  const std::string cookies = cookies_.header_for(call.url);
  if (!cookies.empty()) request.headers.emplace_back("Cookie", cookies);
  return request;
}

net::TlsAge PoliteClient::tls_for(const Url& url) const {
  const auto& old = policy_.legacy_tls;
  const bool is_old = std::any_of(old.begin(), old.end(), [&](const std::string& host) {
    return matches_glob(url.host(), host);
  });
  return is_old ? net::TlsAge::Legacy : net::TlsAge::Current;
}

void PoliteClient::note(const Call& call, Tick begun, const Result<net::HttpResponse>& response) {
  Visit visit{.time = clock_.now(), .url = call.url.text(), .kind = call.kind};
  visit.took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.tick() - begun);
  visits_.push_back(std::move(visit));
  if (response) return note_answer(*response);
  last_visit().outcome = VisitOutcome::Error;
  last_visit().detail = response.error().message;
}

void PoliteClient::note_answer(const net::HttpResponse& response) {
  Visit& visit = last_visit();
  visit.http_status = response.status;
  visit.bytes = response.body.size();
  visit.headers = response.header_block;
  visit.request = response.request_block;
  if (!response.body.empty()) visit.hash = hash_of(response.body);
}

// The bytes, and then by whom they were sent and why.
Status PoliteClient::take_down(const Call& call, const net::HttpResponse* response) {
  if (response != nullptr) {
    if (auto kept = take_in(call, *response); !kept) return kept;
  }
  return note_ ? note_(last_visit()) : Status{};
}

// Evidence first: nobody has looked at the body when this runs.
Status PoliteClient::take_in(const Call& call, const net::HttpResponse& response) {
  const auto [begin, end] = response.headers.equal_range("set-cookie");
  for (auto it = begin; it != end; ++it) cookies_.remember(call.url, it->second);
  if (response.body.empty() || !keep_) return {};
  const auto kept = keep_({.hash = *last_visit().hash,
                           .found_at = call.url.text(),
                           .declared_type = response.header("content-type"),
                           .fetched_at = last_visit().time,
                           .body = std::make_shared<const std::string>(response.body)});
  if (kept) return {};
  last_visit().outcome = VisitOutcome::Error;
  last_visit().fault = FetchFault::Disk;
  last_visit().detail = kept.error().message;
  return Error{ErrorCode::Storage, kept.error().message};
}

// Makes the pause that the answer asks for. True if the same request is worth another try.
bool PoliteClient::heed(const Call& call, const net::HttpResponse& response) {
  if (!is_worth_repeating(response.status)) {
    gate_.succeeded(call.url.host());
    return false;
  }
  last_visit().outcome = VisitOutcome::Error;
  last_visit().fault = misfit_of_status(response.status).fault;
  last_visit().detail = misfit_of_status(response.status).detail;
  const auto asked = retry_after(response.header("retry-after"), clock_.now());
  if (!asked) {
    gate_.failed(call.url.host(), clock_.tick(), last_visit().fault);
    return true;
  }
  last_visit().fault = FetchFault::RateLimited;
  server_asked_for_ = std::max(server_asked_for_, *asked);
  gate_.back_off(call.url.host(), clock_.tick() + *asked);
  return *asked <= kLongestWaitForServer;
}

std::vector<Visit> PoliteClient::take_visits() {
  if (policy_.robots == RobotsMode::Ignore) {
    for (Visit& visit : visits_) {
      visit.detail += visit.detail.empty() ? "robots.txt not asked" : "; robots.txt not asked";
    }
  }
  return std::exchange(visits_, {});
}

Error PoliteClient::refuse(const Call& call, FetchFault fault, Error why) {
  visits_.push_back({.time = clock_.now(),
                     .url = call.url.text(),
                     .kind = call.kind,
                     .outcome = VisitOutcome::Error,
                     .fault = fault,
                     .detail = why.message});
  return std::move(why).within(call.url.text());
}

}  // namespace gkwatch::crawler
