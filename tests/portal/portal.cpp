#include "tests/portal/portal.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "tests/portal/addresses.h"
#include "tests/portal/control.h"
#include "tests/portal/render.h"

namespace gkwatch::portal {
namespace {

using testing::HttpConnection;
using testing::ReceivedRequest;

constexpr std::string_view kControl = "/_portal/";

Error unknown(std::string_view what, std::string_view name) {
  return {ErrorCode::NotFound, "no " + std::string{what} + " '" + std::string{name} + "'"};
}

// A host name comes back in links, so only what can stand in one is taken.
std::string host_of(const ReceivedRequest& request, std::uint16_t port) {
  const auto host = request.header("host");
  const bool plain = !host.empty() && host.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789.-:[]") == std::string_view::npos;
  return plain ? std::string{host} : "127.0.0.1:" + std::to_string(port);
}

Result<std::vector<Site>> sites_for(const Options& options) {
  auto sites = load_sites(options.fixtures.empty() ? std::filesystem::path{GKWATCH_PORTAL_FIXTURES}
                                                   : options.fixtures);
  if (!sites || options.documents.empty()) return sites;
  if (auto served = serve_documents(*sites, options.documents); !served) return served.error();
  return sites;
}

}  // namespace

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
  std::string robots = "User-agent: *\nDisallow: /_portal/\nDisallow: /admin/\n";
  std::unique_ptr<testing::HttpListener> listener;
  std::uint16_t port = 0;

  Site* find(std::string_view agency) {
    const auto found = std::find_if(sites.begin(), sites.end(),
                                    [&](const Site& site) { return site.watch.id == agency; });
    return found == sites.end() ? nullptr : &*found;
  }

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

  std::optional<Fault> next_fault(const Resource& resource, const ReceivedRequest& request) {
    for (auto& planned : faults) {
      const bool spent = planned.fault.times > 0 && planned.struck >= planned.fault.times;
      if (spent || !strikes(planned.fault, resource, request)) continue;
      if (planned.seen++ < planned.fault.after) continue;
      ++planned.struck;
      return planned.fault;
    }
    return std::nullopt;
  }

  Answer answer_to(const ReceivedRequest& request) {
    const std::scoped_lock lock{mutex};
    ++counts[request.path];
    const auto resource = resource_at(sites, request.path, request.query);
    auto fault = next_fault(resource, request);
    const Surroundings around{sites, host_of(request, port), robots};
    return {render(resource, around, fault ? &*fault : nullptr), std::move(fault)};
  }

  void handle(Portal& portal, const ReceivedRequest& request, HttpConnection& connection) {
    if (request.path.starts_with(kControl)) {
      connection.send(wire(control(portal, request), request));
      return;
    }
    if (request.method != "GET" && request.method != "HEAD") {
      connection.send(wire({.status = 405}, request));
      return;
    }
    const auto answer = answer_to(request);
    if (!answer.fault) {
      connection.send(wire(answer.reply, request));
      return;
    }
    deliver(*answer.fault, answer.reply, request, connection);
  }
};

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
  std::string rows = "id,name,class,region,url,aliases,since\n";
  for (const auto& site : impl_->sites) {
    rows += site.watch.id + "," + site.name + "," + site.watch.agency_class + "," +
            site.watch.region + ",http://127.0.0.1:" + std::to_string(impl_->port) + site.prefix +
            "," + site.watch.aliases + "," + site.watch.since + "\n";
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

Status Portal::publish(std::string_view agency, std::string_view article) {
  return impl_->change_article(agency, article, [](Article& row, Site&) { row.listed = true; });
}

Status Portal::add(std::string_view agency, Article article) {
  const std::scoped_lock lock{impl_->mutex};
  auto* site = impl_->find(agency);
  if (site == nullptr) return unknown("agency", agency);
  if (article.cid == 0) article.cid = site->annual_cid;
  if (article.publisher.empty()) article.publisher = site->name;
  if (article.date.empty()) article.date = article.published.substr(0, 10);
  site->articles.push_back(std::move(article));
  return {};
}

Status Portal::withdraw(std::string_view agency, std::string_view article) {
  return impl_->change_article(agency, article, [](Article& row, Site&) { row.listed = false; });
}

Status Portal::retitle(std::string_view agency, std::string_view article, std::string title) {
  return impl_->change_article(agency, article, [&](Article& row, Site&) {
    row.title = std::move(title);
    ++row.versions;
  });
}

// A row that leads to an NFCMS page has its text there.
Status Portal::replace_body(std::string_view agency, std::string_view article, std::string html) {
  return impl_->change_article(agency, article, [&](Article& row, Site& site) {
    ++row.versions;
    for (auto& page : site.nfcms) {
      if (page.id == row.id) page.body = html;
    }
    row.body = std::move(html);
  });
}

Status Portal::replace_attachment(std::string_view agency, std::int64_t attachment,
                                  std::string bytes) {
  const std::scoped_lock lock{impl_->mutex};
  auto* site = impl_->find(agency);
  if (site == nullptr) return unknown("agency", agency);
  auto* found = site->find_attachment(attachment);
  if (found == nullptr) return unknown("attachment", std::to_string(attachment));
  found->bytes = std::move(bytes);
  for (auto& article : site->articles) {
    const auto& own = article.attachments;
    if (std::any_of(own.begin(), own.end(), [&](const auto& a) { return a.id == attachment; })) {
      ++article.versions;
    }
  }
  return {};
}

Result<std::string> Portal::fixture(std::string_view agency, std::string_view file) const {
  std::filesystem::path folder;
  {
    const std::scoped_lock lock{impl_->mutex};
    const auto* site = impl_->find(agency);
    if (site == nullptr) return unknown("agency", agency);
    folder = site->folder;
  }
  if (folder.empty() || file.find('/') != std::string_view::npos) return unknown("file", file);
  return read_whole_file(folder / file);
}

void Portal::inject(Fault fault) {
  const std::scoped_lock lock{impl_->mutex};
  impl_->faults.push_back({std::move(fault)});
}

void Portal::clear_faults() {
  const std::scoped_lock lock{impl_->mutex};
  impl_->faults.clear();
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

void Portal::forget_requests() {
  const std::scoped_lock lock{impl_->mutex};
  impl_->counts.clear();
}

}  // namespace gkwatch::portal
