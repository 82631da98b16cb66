// gkwatch discover: from portals to rows for agencies.csv.
#include <optional>
#include <ostream>
#include <set>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/discovery_journal.h"
#include "crawler/discovery.h"
#include "crawler/watch_rows.h"
#include "net/curl_transport.h"
#include "view/rows.h"

namespace gkwatch::app {
namespace {

std::optional<std::vector<Url>> portals_in(const Options& options, World& world) {
  std::vector<Url> portals;
  for (const std::string& word : options.words) {
    auto url = Url::parse(word);
    if (!url) {
      world.err << "gkwatch: '" << word << "': " << url.error().message << "\n";
      return std::nullopt;
    }
    portals.push_back(*std::move(url));
  }
  return portals;
}

// A configuration is not needed: without one, the documented defaults hold.
Result<crawler::CrawlPolicy> policy_for(const Options& options, const World& world) {
  const bool is_named = options.config || world.environment("GKWATCH_CONFIG");
  if (!is_named && !std::filesystem::exists(configuration_file(options, world))) {
    return crawler::CrawlPolicy{};
  }
  auto settings = load_settings(options, world);
  if (!settings) return std::move(settings).error();
  return std::move(settings->crawl);
}

store::Rows table_of(const std::vector<crawler::WatchRow>& found) {
  store::Rows rows{.columns = {"id", "name", "class", "region", "url", "sid", "column", "note"},
                   .values = {}};
  for (const crawler::WatchRow& row : found) {
    rows.values.push_back({Json{row.id}, Json{row.name}, Json{row.agency_class}, Json{row.region},
                           Json{row.url}, Json{row.sid}, Json{row.column}, Json{row.note}});
  }
  return rows;
}

// All that one run of discovery works with.
class Search {
 public:
  Search(crawler::CrawlPolicy policy, const std::vector<Url>& portals, World& world)
      : world_{world},
        policy_{std::move(policy)},
        transport_{{.proxy = policy_.proxy}},
        gate_{policy_},
        hosts_{authorities(portals), policy_.allowed_hosts} {}

  // False if a portal could not be looked at to the end.
  bool look(const std::vector<Url>& portals, const crawler::DiscoveryJournal& journal,
            Language language) {
    bool is_whole = true;
    crawler::Fetcher fetcher{{transport_, gate_, robots_, world_.clock, policy_, hosts_}};
    for (const Url& portal : portals) {
      auto seen = crawler::discover(fetcher, portal, journal, world_.stop.get_token());
      found_.insert(found_.end(), seen.found.begin(), seen.found.end());
      if (!seen.ended_by) continue;
      is_whole = false;
      world_.err << say(language, "discover.ended",
                        {{"url", portal.text()}, {"why", seen.ended_by->message}})
                 << "\n";
      if (world_.stop.stop_requested()) break;
    }
    return is_whole;
  }
  const std::vector<crawler::Candidate>& found() const { return found_; }

 private:
  static std::set<std::string> authorities(const std::vector<Url>& portals) {
    std::set<std::string> hosts;
    for (const Url& portal : portals) hosts.emplace(portal.authority());
    return hosts;
  }

  World& world_;
  const crawler::CrawlPolicy policy_;
  net::CurlTransport transport_;
  crawler::PolitenessGate gate_;
  crawler::RobotsCache robots_;
  crawler::HostRules hosts_;
  std::vector<crawler::Candidate> found_;
};

}  // namespace

Exit discover_command(const Options& options, World& world) {
  const auto portals = portals_in(options, world);
  if (!portals) return Exit::Usage;
  auto policy = policy_for(options, world);
  if (!policy) return complain(policy.error(), world);
  const Language language = language_of(options, world);
  std::optional<DiscoveryFile> file;
  if (!options.journal.empty()) {
    auto opened = DiscoveryFile::open(options.journal);
    if (!opened) return complain(opened.error(), world);
    file.emplace(*std::move(opened));
  }
  Search search{*std::move(policy), *portals, world};
  const auto journal = file ? file->journal() : crawler::DiscoveryJournal{};
  const bool is_whole = search.look(*portals, journal, language);
  const auto rows = crawler::watch_rows(search.found());
  world.out << view::render(table_of(rows), page_for(options.format, language, world));
  world.err << say(language, "discover.summary", {{"n", std::to_string(rows.size())}}) << "\n";
  return is_whole ? Exit::Done : Exit::NotInOrder;
}

}  // namespace gkwatch::app
