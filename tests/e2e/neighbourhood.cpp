#include "tests/e2e/neighbourhood.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <utility>

#include "app/commands.h"
#include "core/system_clock.h"

namespace gkwatch::testing {
namespace {

class ShiftedClock final : public Clock {
 public:
  explicit ShiftedClock(std::chrono::hours shift) : shift_{shift} {}
  Instant now() const override { return clock_.now() + shift_; }
  Tick tick() const override { return clock_.tick(); }
  bool sleep_until(Tick until, std::stop_token stop) override {
    return clock_.sleep_until(until, std::move(stop));
  }

 private:
  const std::chrono::hours shift_;
  SystemClock clock_;
};

template <class T>
T or_die(Result<T> result) {
  if (!result) {
    std::cerr << result.error().message << "\n";
    std::abort();
  }
  return *std::move(result);
}

// Nothing but the reader of this build: the program that runs the tests lies elsewhere.
std::optional<std::string> environment(const std::string& name) {
  if (name == "GKWATCH_READER") return GKWATCH_READER_PROGRAM;
  return std::nullopt;
}

bool needs_config(const std::vector<std::string>& arguments) {
  static const std::set<std::string> kWithout{"parse", "rules", "--help", "--version"};
  return !arguments.empty() && !kWithout.contains(arguments.front()) &&
         std::find(arguments.begin(), arguments.end(), "--config") == arguments.end();
}

}  // namespace

Json Ran::json() const {
  auto parsed = Json::parse(out);
  return parsed ? *std::move(parsed) : Json{};
}

HookReceiver::HookReceiver() {
  listener_ = or_die(HttpListener::start(0, [this](const auto& request, auto& connection) {
    const std::lock_guard lock{mutex_};
    calls_.push_back({std::string{request.header("webhook-id")},
                      std::string{request.header("webhook-timestamp")},
                      std::string{request.header("webhook-signature")}, request.body});
    connection.send("HTTP/1.1 " + std::to_string(status_) + " Answer\r\nContent-Length: 0\r\n\r\n");
  }));
}

std::string HookReceiver::url() const {
  return "http://127.0.0.1:" + std::to_string(listener_->port()) + "/hook";
}

std::vector<HookCall> HookReceiver::calls() const {
  const std::lock_guard lock{mutex_};
  return calls_;
}

std::vector<Json> HookReceiver::alerts() const {
  std::vector<Json> alerts;
  std::set<std::string> seen;
  for (const HookCall& call : calls()) {
    if (!seen.insert(call.id).second) continue;
    const Json body = or_die(Json::parse(call.body));
    for (const Json& alert : body["data"]["alerts"].items()) alerts.push_back(alert);
  }
  return alerts;
}

void HookReceiver::answer_with(int status) {
  const std::lock_guard lock{mutex_};
  status_ = status;
}

Neighbourhood::Neighbourhood(const portal::Options& options)
    : portal_{or_die(portal::Portal::start(options))} {
  write("agencies.csv", portal_->watch_list());
  configure();
}

void Neighbourhood::write(const std::string& name, const std::string& text) const {
  std::ofstream{folder_ / name, std::ios::binary | std::ios::trunc} << text;
}

void Neighbourhood::configure(const std::string& crawl, const std::string& more) {
  std::ostringstream toml;
  toml << "agencies = \"agencies.csv\"\nyears = [2020]\n[crawl]\nper_host_delay = \"1ms\"\n"
       << crawl << "\n[web]\nlisten = \"\"\n"
       << "[[receiver]]\nname = \"hook\"\nkind = \"webhook\"\nurl = \"" << hook_.url()
       << "\"\nsecret = \"whsec_c2FtcGxlLXNlY3JldC1vZi1xdWlja3N0YXJ0\"\n"
       << "[[receiver]]\nname = \"mail\"\nkind = \"email\"\nsmtp = \"" << mailbox_.url()
       << "\"\nfrom = \"gkwatch@example.org\"\nto = [\"clerk@example.org\"]\n"
       << more;
  write("gkwatch.toml", toml.str());
}

Ran Neighbourhood::run(std::vector<std::string> arguments, std::chrono::hours shift) const {
  if (needs_config(arguments)) {
    arguments.insert(arguments.end(), {"--config", config().string()});
  }
  std::ostringstream out, err;
  std::stop_source stop;
  app::ReloadBell reload;
  ShiftedClock clock{shift};
  app::World world{.clock = clock,
                   .out = out,
                   .err = err,
                   .environment = environment,
                   .stop = stop,
                   .reload = reload};
  const int exit = app::run_program(arguments, world);
  return {exit, out.str(), err.str()};
}

void Neighbourhood::poll_twice() const {
  run({"poll", "--all"}, std::chrono::hours{-13});
  run({"poll", "--all"});
}

std::vector<Json> Neighbourhood::rows(const std::string& question,
                                      std::vector<std::string> filters) const {
  filters.insert(filters.begin(), question);
  filters.insert(filters.end(), {"--format", "json"});
  return run(std::move(filters)).json().items();
}

std::vector<Json> where(const std::vector<Json>& rows, const std::string& member,
                        const std::string& text) {
  std::vector<Json> chosen;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(chosen),
               [&](const Json& row) { return row[member].string_or("") == text; });
  return chosen;
}

}  // namespace gkwatch::testing
