#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tests/portal/portal.h"

namespace gkwatch::portal {

Error unknown(std::string_view what, std::string_view name);

// Everything the portal knows; `mutex` guards all of it but `listener` and `port`, which do not
// change once the portal is started.
struct Portal::Impl {
  struct Planned {
    Fault fault;
    int seen = 0;
    int struck = 0;
  };
  struct Answer {
    Reply reply;
    std::optional<Fault> fault{};
  };

  mutable std::mutex mutex;
  std::vector<Site> sites;
  std::vector<Planned> faults;
  std::map<std::string, std::size_t> counts;
  std::vector<testing::ReceivedRequest> received;
  std::size_t strikes = 0;
  int at_work = 0;
  int most_at_work = 0;
  std::string robots = "User-agent: *\nDisallow: /_portal/\nDisallow: /admin/\n";
  std::unique_ptr<testing::HttpListener> listener;
  std::uint16_t port = 0;

  Site* find(std::string_view agency);
  void handle(Portal& portal, const testing::ReceivedRequest& request,
              testing::HttpConnection& connection);

  // Calls change(article, site) under the lock.
  template <class Change>
  Status change_article(std::string_view agency, std::string_view article, Change change) {
    const std::scoped_lock lock{mutex};
    auto* site = find(agency);
    if (site == nullptr) return unknown("agency", agency);
    auto* found = site->find_article(article);
    if (found == nullptr) return unknown("article", article);
    change(*found, *site);
    return {};
  }

 private:
  std::optional<Fault> next_fault(const Resource& resource,
                                  const testing::ReceivedRequest& request);
  const Site* owner_of(const testing::ReceivedRequest& request) const;
  Answer answer_to(const testing::ReceivedRequest& request);
  void serve(const testing::ReceivedRequest& request, testing::HttpConnection& connection);
  void note(const testing::ReceivedRequest& request);
};

}  // namespace gkwatch::portal
