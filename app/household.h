#pragma once

#include <deque>
#include <memory>
#include <stop_token>
#include <vector>

#include "alerts/receiver.h"
#include "app/configuration.h"
#include "app/world.h"
#include "core/guarded.h"
#include "crawler/host_rules.h"
#include "net/curl_mail.h"
#include "net/curl_transport.h"
#include "parser/document_reader.h"
#include "scheduler/delivery.h"
#include "scheduler/tools.h"
#include "store/archive.h"
#include "store/database.h"

namespace gkwatch::app {

// All that polling needs, made from one configuration and held together until the end: the keeper
// of the database, the archive, the ways out, the receivers.
class Household {
 public:
  // Conflict if another process keeps the database; fails too if documents cannot be read here.
  // `world` must outlive it.
  static Result<std::unique_ptr<Household>> open(config::Settings settings,
                                                 config::WatchList watch_list, alerts::Voice voice,
                                                 World& world);

  const config::Settings& settings() const { return settings_; }
  const std::vector<Agency>& agencies() const { return watch_list_.agencies; }
  const scheduler::CheckTools& tools() const { return *tools_; }
  Guarded<store::Database>& database() { return database_; }
  const store::Archive& archive() const { return archive_; }
  net::HttpTransport& transport() { return transport_; }
  std::deque<scheduler::Channel>& channels() { return channels_; }
  // Looks at disk, reader, receivers and portals, and records what is wrong
  // (scheduler/self_watch.h).
  Status watch_self(std::stop_token stop);

 private:
  Household(config::Settings settings, config::WatchList watch_list, store::Archive archive,
            store::Database database, World& world);
  Status make_channels(World& world);
  Status resume_politeness(World& world);
  Status take_in_left_visits(Instant now);

  const config::Settings settings_;
  const config::WatchList watch_list_;
  const std::vector<int> years_;
  store::Archive archive_;
  Guarded<store::Database> database_;
  scheduler::Scribe scribe_{database_};
  std::optional<store::VisitJournal> journal_;
  net::CurlTransport transport_;
  net::CurlMail mail_;
  crawler::PolitenessGate gate_;
  crawler::RobotsCache robots_;
  crawler::HostRules hosts_;
  std::unique_ptr<parser::DocumentReader> reader_;
  std::vector<std::unique_ptr<alerts::Receiver>> receivers_;
  std::deque<scheduler::Channel> channels_;
  std::unique_ptr<scheduler::CheckTools> tools_;
};

}  // namespace gkwatch::app
