#include "web/responder.h"

#include <algorithm>
#include <array>

#include "core/content_hash.h"
#include "web/gzip.h"
#include "web/html.h"

namespace gkwatch::web {
namespace {

using namespace std::chrono_literals;

constexpr auto kLongest = 60s;
constexpr auto kBrief = 5s;  // of what is measured: nobody asks more often
constexpr auto kDear = 15ms;
constexpr std::size_t kLargestKept = 8u << 20;
constexpr std::size_t kRoom = 64u << 20;
constexpr std::size_t kWorthPacking = 1000;
constexpr std::size_t kTagLength = 24;
constexpr int kNotModified = 304;

// What is made of the moment, or of the archive, is made anew each time.
bool may_be_kept(const Request& request) {
  return request.path != "/healthz" && request.path != "/readyz" &&
         !request.path.starts_with("/archive/");
}

std::string key_of(const Request& request) {
  Pairs query{request.query.begin(), request.query.end()};
  return with_query(request.path, query);
}

bool has_tag(std::string_view if_none_match, std::string_view tag) {
  return if_none_match == "*" || (!tag.empty() && if_none_match.find(tag) != std::string::npos);
}

bool is_packable(const Answer& answer) {
  return answer.body.size() >= kWorthPacking && !answer.type.starts_with("application/octet") &&
         !answer.headers.contains("Content-Encoding");
}

}  // namespace

Responder::Responder(const Site& site) : site_{site}, aside_{1} {}

Responder::Shared Responder::make(const Request& request, std::int64_t edition) const {
  const Tick begun = site_.clock.tick();
  auto kept = std::make_shared<Kept>();
  kept->plain = answer(request, site_);
  kept->edition = edition;
  kept->made = begun;
  kept->is_dear = site_.clock.tick() - begun > kDear;
  constexpr int kDone = 200;
  if (kept->plain.status != kDone) return kept;
  kept->tag = to_hex(hash_of(kept->plain.body)).substr(0, kTagLength);
  if (is_packable(kept->plain)) kept->packed = gzipped(kept->plain.body).value_or("");
  return kept;
}

Responder::Shared Responder::find(const std::string& key, std::int64_t edition,
                                  const Request& request) {
  const std::lock_guard lock{mutex_};
  const auto found = kept_.find(key);
  if (found == kept_.end()) return nullptr;
  const auto age = site_.clock.tick() - found->second->made;
  // Ages and hosts of /metrics change while the database does not.
  const bool is_measured = request.path == "/metrics";
  if (is_measured) return found->second->is_dear && age < kBrief ? found->second : nullptr;
  if (age > kLongest) return nullptr;
  if (found->second->edition == edition) return found->second;
  if (!found->second->is_dear) return nullptr;
  if (renewing_.insert(key).second) renew(key, request);
  return found->second;
}

void Responder::renew(const std::string& key, const Request& request) {
  aside_.post([this, key, request](const std::stop_token&) {
    const auto edition = site_.queries.edition();
    if (edition) keep(key, make(request, *edition));
    const std::lock_guard lock{mutex_};
    renewing_.erase(key);
  });
}

std::size_t Responder::size_of(const std::string& key, const Kept& kept) {
  return kept.plain.body.size() + kept.packed.size() + key.size();
}

void Responder::keep(const std::string& key, Shared kept) {
  const std::size_t size = size_of(key, *kept);
  if (kept->tag.empty() || size > kLargestKept) return;
  const std::lock_guard lock{mutex_};
  if (bytes_ + size > kRoom) make_room();
  bytes_ += size;
  kept_[key] = std::move(kept);
}

// What was cheap to make goes first; then, if that was not enough, everything.
void Responder::make_room() {
  std::erase_if(kept_, [](const auto& entry) { return !entry.second->is_dear; });
  bytes_ = 0;
  for (const auto& [key, kept] : kept_) bytes_ += size_of(key, *kept);
  if (bytes_ <= kRoom / 2) return;
  kept_.clear();
  bytes_ = 0;
}

bool Responder::takes_long(const Request& request) {
  constexpr std::array<std::string_view, 6> kDearPaths{
      "/", "/statistics", "/api/v1/stats", "/api/v1/charts", "/metrics", "/calendar.ics"};
  if (std::find(kDearPaths.begin(), kDearPaths.end(), request.path) == kDearPaths.end()) {
    return false;
  }
  const auto edition = site_.queries.edition();
  return edition && find(key_of(request), *edition, request) == nullptr;
}

Answer Responder::respond(const Request& request) {
  if (!may_be_kept(request)) return answer(request, site_);
  const auto edition = site_.queries.edition();
  const std::string key = key_of(request);
  Shared kept = edition ? find(key, *edition, request) : nullptr;
  if (!kept) {
    kept = make(request, edition ? *edition : 0);
    if (edition) keep(key, kept);
  }
  if (kept->tag.empty()) return kept->plain;
  const bool is_packed = !kept->packed.empty() && takes_gzip(request.header("accept-encoding"));
  Answer answer{.status = kept->plain.status,
                .type = kept->plain.type,
                .body = {},
                .headers = kept->plain.headers};
  answer.headers["ETag"] = "\"" + kept->tag + (is_packed ? "-gz\"" : "\"");
  answer.headers["Vary"] = "Accept-Encoding";
  if (has_tag(request.header("if-none-match"), kept->tag)) {
    answer.status = kNotModified;
    return answer;
  }
  if (is_packed) answer.headers["Content-Encoding"] = "gzip";
  answer.body = is_packed ? kept->packed : kept->plain.body;
  return answer;
}

}  // namespace gkwatch::web
