#include "app/pages.h"

#include <charconv>

#include "app/judged_file.h"
#include "app/rule_words.h"
#include "core/log.h"

namespace gkwatch::app {
namespace {

std::optional<int> year_from(const std::string& text) {
  int year = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return year;
}

}  // namespace

Result<std::unique_ptr<Pages>> Pages::open(Household& home, World& world) {
  const config::Settings& settings = home.settings();
  if (settings.listen.empty()) return std::unique_ptr<Pages>{};
  auto queries = store::Queries::open(settings.database);
  if (!queries) return std::move(queries).error();
  std::unique_ptr<Pages> pages{new Pages{home, world, *std::move(queries)}};
  Pages* self = pages.get();
  const web::Site site{
      .queries = self->queries_,
      .archive = home.archive(),
      .clock = world.clock,
      .language = settings.language,
      .base = settings.alerts.page_base,
      .patience = std::chrono::duration_cast<std::chrono::seconds>(settings.schedule.off_season) +
                  std::chrono::hours{48},
      .check = [self](web::Upload upload,
                      std::stop_token stop) { return self->check(std::move(upload), stop); },
      .live = [self] { return self->live(); },
      .words_of = rule_words};
  auto server = web::Server::start(settings.listen, site, settings.access);
  if (!server) return std::move(server).error();
  log::info("pages", {{"listen", settings.listen}, {"port", std::to_string(server->port())}});
  pages->server_.emplace(*std::move(server));
  return pages;
}

void Pages::note(const scheduler::PassSummary& pass) {
  const Instant now = world_.clock.now();
  const std::lock_guard lock{mutex_};
  last_pass_.pass_ended = now;
  last_pass_.pass_took = now - pass.begun;
  last_pass_.pass_checked = pass.checked;
  last_pass_.pass_failed = static_cast<int>(pass.not_looked_at.size());
}

web::LiveFigures Pages::live() {
  web::LiveFigures live;
  {
    const std::lock_guard lock{mutex_};
    live = last_pass_;
  }
  live.requests_today = home_.tools().gate.requests_on(china_date(world_.clock.now()));
  live.daily_requests_per_host = home_.settings().crawl.daily_requests_per_host;
  return live;
}

Result<view::ParsedFile> Pages::check(web::Upload upload, std::stop_token stop) const {
  const std::string name = upload.name;
  const ContentHash hash = hash_of(upload.bytes);
  auto checked = judged_file({.name = std::move(upload.name),
                              .bytes = std::move(upload.bytes),
                              .declared_type = {},
                              .agency = std::move(upload.agency),
                              .year = year_from(upload.year)},
                             home_.tools().reader, rules::Keep::Faults, world_.clock.now(), stop);
  if (checked) return checked;
  const bool is_about_file =
      checked.error().code == ErrorCode::TooLarge || checked.error().code == ErrorCode::Timeout;
  if (is_about_file) return unread_file(name, hash, checked.error());
  return checked;
}

}  // namespace gkwatch::app
