// bench_alerts [ALERTS [FOLDER]]: so many agencies with one new alert each, written down in a
// database and then sent to a webhook on loopback, a hundred in a message, signed, every attempt
// written down; against `curl` that posts the same bodies over one connection.
// FOLDER (default: /dev/shm) is where the database lies: what is synced there costs nothing.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "alerts/events.h"
#include "alerts/receivers.h"
#include "alerts/reconcile.h"
#include "core/log.h"
#include "core/system_clock.h"
#include "net/curl_mail.h"
#include "net/curl_transport.h"
#include "scheduler/delivery.h"
#include "tests/alerts/sample_alerts.h"
#include "tests/support/http_listener.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::bench {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

void demand(const Status& done) {
  if (done) return;
  std::fprintf(stderr, "%s\n", done.error().message.c_str());
  std::exit(4);
}

// Takes every message and keeps its body for the rival.
class Hook {
 public:
  Hook() {
    auto started = testing::HttpListener::start(0, [this](const auto& request, auto& connection) {
      {
        const std::scoped_lock lock{mutex_};
        bodies_.push_back(request.body);
      }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    if (!started) std::exit(4);
    listener_ = *std::move(started);
  }
  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(listener_->port()) + "/hook";
  }
  std::vector<std::string> take() {
    const std::scoped_lock lock{mutex_};
    return std::exchange(bodies_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> bodies_;
  std::unique_ptr<testing::HttpListener> listener_;
};

std::vector<Agency> agencies(int count) {
  std::vector<Agency> all;
  for (int i = 0; i < count; ++i) {
    Agency agency = alerts::shiling();
    agency.id = {"agency-" + std::to_string(i)};
    agency.name = "示例镇人民政府第" + std::to_string(i) + "号";
    all.push_back(std::move(agency));
  }
  return all;
}

// One error for each agency, as a check ends with it.
void find(Guarded<store::Database>& database, const std::vector<Agency>& all,
          const alerts::AlertPolicy& policy, Instant now) {
  for (const Agency& agency : all) {
    Finding finding = alerts::balance(Severity::Error);
    finding.key.agency = agency.id;
    const auto plan = alerts::reconcile({&finding, 1}, {}, policy, now, {.agency = &agency});
    store::CheckRecord record{.agency = agency.id, .at = now};
    record.alerts = plan.upserts;
    record.events = alerts::events_of(plan, agency, alerts::shiling_links(), policy, now);
    demand(database.with([&](store::Database& held) { return held.record(record); }));
  }
}

int send(Guarded<store::Database>& database, scheduler::Channel& channel,
         const alerts::AlertPolicy& policy, Clock& clock) {
  int delivered = 0;
  while (true) {
    const auto bound = scheduler::bind_waiting(database, channel, policy,
                                               scheduler::Occasion::PassDone, clock.now());
    if (!bound) std::exit(4);
    const auto count = scheduler::send_due(database, channel, clock, {});
    if (!count) std::exit(4);
    if (count->delivered == 0) return delivered;
    delivered += count->delivered;
  }
}

// The same bodies by curl, one after another over one connection.
double seconds_of_curl(const fs::path& folder, const std::string& url,
                       const std::vector<std::string>& bodies) {
  std::ofstream list{folder / "curl.txt"};
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const fs::path body = folder / ("body" + std::to_string(i));
    std::ofstream{body} << bodies[i];
    list << (i > 0 ? "next\n" : "") << "url = \"" << url << "\"\noutput = \"/dev/null\"\n"
         << "header = \"Content-Type: application/json\"\ndata-binary = \"@" << body.string()
         << "\"\n";
  }
  list.close();
  const std::string command = "curl --silent --config " + (folder / "curl.txt").string();
  const auto begun = std::chrono::steady_clock::now();
  if (std::system(command.c_str()) != 0) std::exit(4);
  return Seconds{std::chrono::steady_clock::now() - begun}.count();
}

void print(const char* what, int count, double seconds) {
  std::printf("%-34s %7d in %6.2f s, %7.0f a second\n", what, count, seconds, count / seconds);
}

int measure(int count, const fs::path& folder) {
  log::start({.from = log::Level::Error});
  Hook hook;
  SystemClock clock;
  net::CurlTransport http;
  net::CurlMail mail;
  alerts::ReceiverSettings settings = alerts::hook();
  settings.url = hook.url();
  settings.secrets = {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"};
  const alerts::AlertPolicy policy = alerts::policy_with({settings});
  auto receivers = alerts::make_receivers({&settings, 1}, {http, mail, clock});
  auto opened = store::Database::open(folder / "gkwatch.db", store::Database::Role::Keeper);
  if (!receivers || !opened) return 4;
  Guarded<store::Database> database{*std::move(opened)};
  const auto all = agencies(count);
  demand(
      database.with([&](store::Database& held) { return held.sync_agencies(all, clock.now()); }));

  auto begun = std::chrono::steady_clock::now();
  find(database, all, policy, clock.now());
  print("alerts found and written down", count,
        Seconds{std::chrono::steady_clock::now() - begun}.count());
  scheduler::Channel channel{policy.receivers.at(0), *receivers->front(), alerts::TokenBucket{0}};
  begun = std::chrono::steady_clock::now();
  const int delivered = send(database, channel, policy, clock);
  const double seconds = Seconds{std::chrono::steady_clock::now() - begun}.count();
  const auto bodies = hook.take();
  std::printf("%d messages were delivered\n", delivered);
  print("alerts told by gkwatch", count, seconds);
  print("alerts told by curl, the same bodies", count, seconds_of_curl(folder, hook.url(), bodies));
  std::size_t told = 0;
  for (const std::string& body : bodies) {
    for (std::size_t at = 0; (at = body.find("R-T3-BALANCE", at)) != std::string::npos; ++at)
      ++told;
  }
  return told >= static_cast<std::size_t>(count) ? 0 : 1;
}

}  // namespace
}  // namespace gkwatch::bench

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 2'000;
  if (count < 1) return 2;
  const gkwatch::testing::TemporaryFolder folder{argc > 2 ? argv[2] : "/dev/shm"};
  return gkwatch::bench::measure(count, folder.path());
}
