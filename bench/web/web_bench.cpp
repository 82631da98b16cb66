// bench_web FILE [CLIENTS [SECONDS [write]]]: every page and every answer of the API over this
// database (made by gkwatch-fill if it is not there), asked by many clients at once without a
// pause. With `write` somebody changes the database four times a second meanwhile, so that no
// answer stays good. Ends with 1 if one is slower than 50 ms at the median or 200 ms at the
// ninety-ninth percentile, search than 30 ms, start-up than a second.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/web/client.h"
#include "bench/web/database.h"
#include "core/system_clock.h"
#include "core/url.h"
#include "store/opening.h"
#include "web/server.h"

namespace gkwatch::bench {
namespace {

using Time = std::chrono::steady_clock;
using Millis = std::chrono::duration<double, std::milli>;

struct Question {
  const char* name;
  std::string (*target)(std::mt19937&);
};

std::string number(std::mt19937& random, unsigned most) {
  return std::to_string(1 + random() % most);
}
std::string agency(std::mt19937& random) {
  std::string digits = number(random, 10'000);
  return "a" + std::string(5 - digits.size(), '0') + digits;
}
std::string word(std::mt19937& random) {
  constexpr std::string_view kWords[] = {"政府信息",  "培训",     "复议", "公开目录",
                                         "问题",      "收取任何", "某",   "行政诉讼 培训",
                                         "稳步推进9", "查无此词"};
  return percent_encode(kWords[random() % std::size(kWords)]);
}
std::string region(std::mt19937& random) { return std::to_string(11 + random() % 30); }

constexpr Question kQuestions[] = {
    {"/", [](std::mt19937&) -> std::string { return "/"; }},
    {"/?region", [](std::mt19937& r) { return "/?region=" + region(r); }},
    {"/agencies/{id}", [](std::mt19937& r) { return "/agencies/" + agency(r); }},
    {"/reports/{id}", [](std::mt19937& r) { return "/reports/" + number(r, 60'000); }},
    {"/reports/{id}?cell",
     [](std::mt19937& r) { return "/reports/" + number(r, 60'000) + "?cell=T3.NEW.SUM"; }},
    {"/reports/{id}/diff",
     [](std::mt19937& r) { return "/reports/" + number(r, 60'000) + "/diff"; }},
    {"/alerts", [](std::mt19937& r) { return "/alerts?region=" + region(r); }},
    {"/history", [](std::mt19937& r) { return "/history?agency=" + agency(r); }},
    {"/statistics", [](std::mt19937&) -> std::string { return "/statistics"; }},
    {"/search", [](std::mt19937& r) { return "/search?q=" + word(r); }},
    {"/api/v1/agencies",
     [](std::mt19937& r) { return "/api/v1/agencies?limit=100&region=" + region(r); }},
    {"/api/v1/reports",
     [](std::mt19937& r) { return "/api/v1/reports?limit=100&state=missing&region=" + region(r); }},
    {"/api/v1/reports all", [](std::mt19937&) -> std::string { return "/api/v1/reports"; }},
    {"/api/v1/reports/{id}",
     [](std::mt19937& r) { return "/api/v1/reports/" + number(r, 60'000); }},
    {"/api/v1/findings",
     [](std::mt19937& r) {
       return "/api/v1/findings?limit=100&rule=R-T3-BALANCE&region=" + region(r);
     }},
    {"/api/v1/alerts",
     [](std::mt19937& r) { return "/api/v1/alerts?limit=100&state=firing&region=" + region(r); }},
    {"/api/v1/history",
     [](std::mt19937& r) { return "/api/v1/history?limit=100&state=error&agency=" + agency(r); }},
    {"/api/v1/search", [](std::mt19937& r) { return "/api/v1/search?q=" + word(r); }},
    {"/api/v1/stats", [](std::mt19937&) -> std::string { return "/api/v1/stats"; }},
    {"/metrics", [](std::mt19937&) -> std::string { return "/metrics"; }},
    {"/feed.atom", [](std::mt19937&) -> std::string { return "/feed.atom"; }},
    {"/calendar.ics", [](std::mt19937&) -> std::string { return "/calendar.ics"; }},
    {"/readyz", [](std::mt19937&) -> std::string { return "/readyz"; }},
};

struct Measured {
  std::mutex mutex;
  std::map<std::string, std::vector<double>> times;  // guarded by mutex
  std::map<std::string, int> failures;               // guarded by mutex
};

void ask(int port, unsigned seed, Time::time_point end, Measured& measured) {
  std::mt19937 random{seed};
  Client client{port};
  std::map<std::string, std::vector<double>> times;
  std::map<std::string, int> failures;
  while (Time::now() < end) {
    const Question& question = kQuestions[random() % std::size(kQuestions)];
    const auto begun = Time::now();
    const int status = client.get(question.target(random));
    times[question.name].push_back(Millis{Time::now() - begun}.count());
    if (status != 200 && status != 503) ++failures[question.name];
  }
  const std::lock_guard lock{measured.mutex};
  for (auto& [name, some] : times) {
    auto& all = measured.times[name];
    all.insert(all.end(), some.begin(), some.end());
  }
  for (const auto& [name, count] : failures) measured.failures[name] += count;
}

double percentile(std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

bool report(Measured& measured) {
  bool is_fast = true;
  std::printf("%-24s %8s %9s %9s %9s %6s\n", "", "count", "median", "p99", "most", "failed");
  for (auto& [name, times] : measured.times) {
    std::sort(times.begin(), times.end());
    const double median = percentile(times, 0.5), late = percentile(times, 0.99);
    const double allowed = name.find("search") != std::string::npos ? 30 : 50;
    is_fast = is_fast && median < allowed && late < 200 && measured.failures[name] == 0;
    std::printf("%-24s %8zu %9.2f %9.2f %9.2f %6d%s\n", name.c_str(), times.size(), median, late,
                times.back(), measured.failures[name],
                median < allowed && late < 200 ? "" : "   SLOW");
  }
  return is_fast;
}

// A daemon's writes, as far as they matter here: each makes every kept answer old.
void write(const std::filesystem::path& file, Time::time_point end) {
  auto connection = store::open_for_writing(file);
  while (connection && Time::now() < end) {
    static_cast<void>(
        connection->run("UPDATE t_agency SET watched_since = watched_since + 1 "
                        "WHERE id = 'a00001'"));
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
  }
}

int run(const std::filesystem::path& file, int clients, int seconds, bool has_writer) {
  if (!std::filesystem::exists(file)) {
    std::cout << "making " << file << " …\n";
    if (Status made = fill(file, {}); !made) {
      std::cerr << made.error().message << "\n";
      return 4;
    }
  }
  // A keeper holds the database open, as the daemon does.
  const auto keeper = store::open_for_writing(file);
  const auto begun = Time::now();
  const SystemClock clock;
  const auto queries = store::Queries::open(file);
  const auto archive = store::Archive::open(file.parent_path() / "bench-archive");
  if (!queries || !archive || !keeper) return 4;
  auto server = web::Server::start("127.0.0.1:0", {*queries, *archive, clock});
  if (!server) return 4;
  Client first{server->port()};
  const int status = first.get("/alerts");
  const double start_up = Millis{Time::now() - begun}.count();
  std::printf("first answer (%d) %.0f ms after the start\n", status, start_up);
  for (const char* dear : {"/", "/statistics", "/api/v1/stats"}) {
    const auto asked = Time::now();
    first.get(dear);
    std::printf("%s for the first time: %.0f ms\n", dear, Millis{Time::now() - asked}.count());
  }
  Measured measured;
  const auto end = Time::now() + std::chrono::seconds{seconds};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
      threads.emplace_back(
          [&, i] { ask(server->port(), static_cast<unsigned>(i), end, measured); });
    }
    if (has_writer) threads.emplace_back([&] { write(file, end); });
  }
  return report(measured) && start_up < 1000 ? 0 : 1;
}

}  // namespace
}  // namespace gkwatch::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: bench_web FILE [CLIENTS [SECONDS [write]]]\n";
    return 2;
  }
  const int clients = argc > 2 ? std::atoi(argv[2]) : 20;
  const int seconds = argc > 3 ? std::atoi(argv[3]) : 20;
  return gkwatch::bench::run(argv[1], clients, seconds,
                             argc > 4 && std::string_view{argv[4]} == "write");
}
