#include "tests/portal/portal_state.h"

#include <algorithm>

#include "tests/portal/control.h"
#include "tests/portal/render.h"

namespace gkwatch::portal {
namespace {

using testing::HttpConnection;
using testing::ReceivedRequest;

constexpr std::string_view kControl = "/_portal/";
constexpr std::string_view kOfHostNames =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
constexpr std::size_t kMostRemembered = 10'000;

// A host name comes back in links, so only what can stand in one is taken.
std::string host_of(const ReceivedRequest& request, std::uint16_t port) {
  const auto host = request.header("host");
  const bool plain = host.find_first_not_of(kOfHostNames) == std::string_view::npos;
  return plain && !host.empty() ? std::string{host} : "127.0.0.1:" + std::to_string(port);
}

}  // namespace

Error unknown(std::string_view what, std::string_view name) {
  return {ErrorCode::NotFound, "no " + std::string{what} + " '" + std::string{name} + "'"};
}

Site* Portal::Impl::find(std::string_view agency) {
  const auto found = std::find_if(sites.begin(), sites.end(),
                                  [&](const Site& site) { return site.watch.id == agency; });
  return found == sites.end() ? nullptr : &*found;
}

std::optional<Fault> Portal::Impl::next_fault(const Resource& resource,
                                              const ReceivedRequest& request) {
  for (auto& planned : faults) {
    const bool spent = planned.fault.times > 0 && planned.struck >= planned.fault.times;
    if (spent || !portal::strikes(planned.fault, resource, request)) continue;
    if (planned.seen++ < planned.fault.after) continue;
    ++planned.struck;
    ++strikes;
    return planned.fault;
  }
  return std::nullopt;
}

const Site* Portal::Impl::owner_of(const ReceivedRequest& request) const {
  const auto host = request.header("host");
  const auto found = std::find_if(sites.begin(), sites.end(), [&](const Site& site) {
    return !site.watch.address.empty() && host.starts_with(site.watch.address + ":");
  });
  return found == sites.end() ? nullptr : &*found;
}

void Portal::Impl::note(const ReceivedRequest& request) {
  ++counts[request.path];
  if (received.size() < kMostRemembered) received.push_back(request);
  most_at_work = std::max(most_at_work, ++at_work);
}

Portal::Impl::Answer Portal::Impl::answer_to(const ReceivedRequest& request) {
  const std::scoped_lock lock{mutex};
  note(request);
  auto resource = resource_at(sites, request.path, request.query);
  resource.owner = owner_of(request);
  auto fault = next_fault(resource, request);
  const Surroundings around{sites, host_of(request, port), robots};
  auto reply = render(resource, around, fault ? &*fault : nullptr);
  return {std::move(reply), std::move(fault)};
}

void Portal::Impl::serve(const ReceivedRequest& request, HttpConnection& connection) {
  const auto answer = answer_to(request);
  if (answer.fault) {
    deliver(*answer.fault, answer.reply, request, connection);
  } else {
    connection.send(wire(answer.reply, request));
  }
  const std::scoped_lock lock{mutex};
  --at_work;
}

void Portal::Impl::handle(Portal& portal, const ReceivedRequest& request,
                          HttpConnection& connection) {
  if (request.path.starts_with(kControl)) {
    connection.send(wire(control(portal, request), request));
    return;
  }
  if (request.method != "GET" && request.method != "HEAD") {
    connection.send(wire({.status = 405}, request));
    return;
  }
  serve(request, connection);
}

}  // namespace gkwatch::portal
