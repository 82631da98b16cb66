#include "tests/portal/portal.h"

#include <algorithm>
#include <mutex>

#include "tests/portal/addresses.h"
#include "tests/portal/portal_state.h"

namespace gkwatch::portal {
namespace {

using testing::HttpConnection;
using testing::ReceivedRequest;

// The paths of a copy are its own, too, since many agencies may share a host.
void add_copies(std::vector<Site>& sites, const Options& options) {
  const auto original = std::find_if(sites.begin(), sites.end(), [&](const Site& site) {
    return site.watch.id == options.copied;
  });
  if (original == sites.end()) return;
  const Site site = *original;
  for (int i = 1; i <= options.copies; ++i) {
    Site copy = site;
    copy.watch.id = options.copied + "-" + std::to_string(i);
    copy.watch.address = "127.0.1." + std::to_string(i);
    copy.prefix += std::to_string(i);
    sites.push_back(std::move(copy));
  }
}

Result<std::vector<Site>> sites_for(const Options& options) {
  auto sites = load_sites(options.fixtures.empty() ? std::filesystem::path{GKWATCH_PORTAL_FIXTURES}
                                                   : options.fixtures);
  if (sites) add_copies(*sites, options);
  if (!sites || options.documents.empty()) return sites;
  if (auto served = serve_documents(*sites, options.documents); !served) return served.error();
  return sites;
}

}  // namespace

Portal::Portal(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Portal::~Portal() { stop(); }

Result<std::unique_ptr<Portal>> Portal::start(const Options& options) {
  auto sites = sites_for(options);
  if (!sites) return std::move(sites).error();
  auto impl = std::make_unique<Impl>();
  impl->sites = *std::move(sites);
  std::unique_ptr<Portal> portal{new Portal{std::move(impl)}};
  // A request may come in before `listener` and `port` are set: they are set under the lock that
  // its answer waits for.
  const std::scoped_lock lock{portal->impl_->mutex};
  auto listener = testing::HttpListener::start(
      options.port, [raw = portal.get()](const ReceivedRequest& request, HttpConnection& peer) {
        raw->impl_->handle(*raw, request, peer);
      });
  if (!listener) return std::move(listener).error();
  portal->impl_->listener = *std::move(listener);
  portal->impl_->port = portal->impl_->listener->port();
  return portal;
}

void Portal::stop() {
  if (impl_->listener) impl_->listener->stop();
}

std::uint16_t Portal::port() const { return impl_->port; }

std::string Portal::base_url(std::string_view agency) const {
  const std::scoped_lock lock{impl_->mutex};
  const auto* site = impl_->find(agency);
  return "http://127.0.0.1:" + std::to_string(impl_->port) + (site == nullptr ? "" : site->prefix);
}

std::string Portal::watch_list() const {
  const std::scoped_lock lock{impl_->mutex};
  const std::string port = ":" + std::to_string(impl_->port);
  std::string rows = "id,name,class,region,url,aliases,since\n";
  for (const auto& site : impl_->sites) {
    const std::string host =
        "http://" + (site.watch.address.empty() ? "127.0.0.1" : site.watch.address) + port;
    std::string urls = site.watch.paths.empty() ? host + site.prefix : "";
    for (const auto& path : site.watch.paths) urls += (urls.empty() ? "" : " ") + host + path;
    rows += site.watch.id + "," + site.name + "," + site.watch.agency_class + "," +
            site.watch.region + "," + urls + "," + site.watch.aliases + "," + site.watch.since +
            "\n";
  }
  return rows;
}

std::string Portal::path_of(std::string_view agency, std::string_view article) const {
  const std::scoped_lock lock{impl_->mutex};
  const auto* site = impl_->find(agency);
  const auto* found = site == nullptr ? nullptr : site->find_article(article);
  if (found == nullptr) return "";
  return found->type == ArticleType::Link ? found->target : content_path(*site, found->id);
}

std::string Portal::attachment_path_of(std::string_view agency, std::int64_t attachment) const {
  const std::scoped_lock lock{impl_->mutex};
  const auto* site = impl_->find(agency);
  if (site == nullptr) return "";
  for (const auto& article : site->articles) {
    for (const auto& item : article.attachments) {
      if (item.id == attachment) return attachment_path(*site, item, article.id);
    }
  }
  return "";
}

void Portal::inject(Fault fault) {
  const std::scoped_lock lock{impl_->mutex};
  impl_->faults.push_back({std::move(fault)});
}

void Portal::clear_faults() {
  const std::scoped_lock lock{impl_->mutex};
  impl_->faults.clear();
}

std::size_t Portal::strikes() const {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->strikes;
}

void Portal::set_robots(std::string text) {
  const std::scoped_lock lock{impl_->mutex};
  impl_->robots = std::move(text);
}

std::size_t Portal::requests(std::string_view path) const {
  const std::scoped_lock lock{impl_->mutex};
  const auto found = impl_->counts.find(std::string{path});
  return found == impl_->counts.end() ? 0 : found->second;
}

std::map<std::string, std::size_t> Portal::requests() const {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->counts;
}

std::vector<testing::ReceivedRequest> Portal::received() const {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->received;
}

int Portal::most_at_once() const {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->most_at_work;
}

void Portal::forget_requests() {
  const std::scoped_lock lock{impl_->mutex};
  impl_->counts.clear();
  impl_->received.clear();
  impl_->most_at_work = impl_->at_work;
}

}  // namespace gkwatch::portal
