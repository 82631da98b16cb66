#include "app/pages.h"

#include "core/log.h"

namespace gkwatch::app {

Result<std::unique_ptr<Pages>> Pages::open(const config::Settings& settings, World& world) {
  if (settings.listen.empty()) return std::unique_ptr<Pages>{};
  auto queries = store::Queries::open(settings.database);
  if (!queries) return std::move(queries).error();
  auto archive = store::Archive::open(settings.archive);
  if (!archive) return std::move(archive).error();
  std::unique_ptr<Pages> pages{new Pages{*std::move(queries), *std::move(archive)}};
  auto server = web::Server::start(
      settings.listen, {pages->queries_, pages->archive_, world.clock, settings.language});
  if (!server) return std::move(server).error();
  log::info("pages", {{"listen", settings.listen}, {"port", std::to_string(server->port())}});
  pages->server_.emplace(*std::move(server));
  return pages;
}

}  // namespace gkwatch::app
