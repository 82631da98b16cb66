// bench_http [AGENCIES [HOSTS [ROWS [FOLDER]]]]: one pass of gkwatch over so many agencies on so
// many loopback hosts without a pause, and the same addresses by `curl --parallel`, which throws
// away what it gets or keeps it in files, and by wget2 if it is there. Prints requests per second
// and peak memory of each; the second pass finds everything unchanged. No two answers are alike.
// Then how long other hosts take beside a busy one.
// ROWS (default: 12): what each list holds. The column of annual reports holds one a year; a page
// of the platform never more than 100. FOLDER (default: /dev/shm) is where database and archive
// lie: what is synced there costs nothing.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/http/portal.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::bench {

constexpr int kRows = 12;

namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

struct Run {
  double seconds = 0;
  double processor_seconds = 0;
  long peak_kilobytes = 0;
  int status = 0;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Run run(const std::vector<std::string>& words, const fs::path& log) {
  std::vector<char*> argv;
  std::vector<std::string> copy = words;
  for (std::string& word : copy) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::fflush(stdout);  // else the child prints it once more
  const auto begun = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    if (std::freopen(log.c_str(), "w", stderr) == nullptr) std::_Exit(126);
    if (std::freopen("/dev/null", "w", stdout) == nullptr) std::_Exit(126);
    ::setenv("GKWATCH_READER", GKWATCH_READER_PROGRAM, 1);
    ::execvp(argv[0], argv.data());
    std::_Exit(127);
  }
  Run result;
  rusage usage{};
  int status = 0;
  ::wait4(child, &status, 0, &usage);
  result.seconds = Seconds{std::chrono::steady_clock::now() - begun}.count();
  result.processor_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  result.peak_kilobytes = usage.ru_maxrss;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return result;
}

void write(const fs::path& file, const std::string& text) { std::ofstream{file} << text; }

void configure(const fs::path& folder, const BenchPortal& portal, const std::string& delay) {
  write(folder / "agencies.csv", portal.watch_list());
  write(folder / "gkwatch.toml",
        "agencies = \"agencies.csv\"\nyears = [2020]\n[crawl]\nper_host_delay = \"" + delay +
            "\"\n[web]\nlisten = \"\"\n");
  std::string list;
  std::string kept_list;
  std::string plain_list;
  fs::create_directory(folder / "kept");
  for (const std::string& address : portal.addresses()) {
    const std::string url = "url = \"" + address + "\"\n";
    const std::string file = (folder / "kept" / std::to_string(list.size())).string();
    list += url + "output = \"/dev/null\"\n";
    kept_list += url + "output = \"" + file + "\"\n";
    plain_list += address + "\n";
  }
  write(folder / "curl.txt", list);
  write(folder / "curl-kept.txt", kept_list);
  write(folder / "wget2.txt", plain_list);
}

void print(const char* what, const Run& run, std::size_t requests) {
  std::printf("%-28s %6zu requests %7.2f s, CPU %6.2f s, %8.0f /s, %5ld MB peak, exit %d\n", what,
              requests, run.seconds, run.processor_seconds,
              static_cast<double>(requests) / run.seconds, run.peak_kilobytes / 1024, run.status);
}

std::vector<std::string> poll_in(const fs::path& folder) {
  return {GKWATCH_PROGRAM, "poll", "--all", "--config", (folder / "gkwatch.toml").string()};
}

void measure_curl(const char* what, const std::vector<std::string>& options, const fs::path& list,
                  BenchPortal& portal) {
  std::vector<std::string> words{"curl", "--silent", "--parallel"};
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(), {"--config", list.string()});
  portal.forget_requests();
  const Run theirs = run(words, list.parent_path() / "log");
  print(what, theirs, portal.requests());
}

// How long ten hosts take that have ten agencies each, alone and beside one that has 200.
void measure_neighbours(const fs::path& parent) {
  for (const int busy : {0, 200}) {
    const testing::TemporaryFolder folder{parent};
    BenchPortal portal{100, 10, kRows, busy};
    configure(folder.path(), portal, "100ms");
    portal.forget_requests();
    const Run ours = run(poll_in(folder.path()), folder.path() / "log");
    std::printf(
        "100 agencies on 10 hosts, 100 ms apart, %3d more on the first: the others took "
        "%.2f s, all %.2f s\n",
        busy, portal.seconds_of_others(), ours.seconds);
  }
}

int measure(int agencies, int hosts, int rows, const fs::path& parent) {
  BenchPortal portal{agencies, hosts, rows};
  const testing::TemporaryFolder place{parent};
  const fs::path& folder = place.path();
  configure(folder, portal, "0ms");
  const std::vector<std::string> poll = poll_in(folder);
  std::printf("%d agencies on %d hosts, lists of %d rows\n", agencies, hosts, rows);
  for (const char* what : {"gkwatch poll, everything new", "gkwatch poll, nothing new"}) {
    portal.forget_requests();
    const Run ours = run(poll, folder / "log");
    print(what, ours, portal.requests());
  }
  measure_curl("curl --parallel", {}, folder / "curl.txt", portal);
  measure_curl("curl --parallel-max 8", {"--parallel-max", "8"}, folder / "curl.txt", portal);
  measure_curl("curl --parallel, kept", {}, folder / "curl-kept.txt", portal);
  portal.forget_requests();
  const Run wget2 =
      run({"wget2", "--quiet", "--no-robots", "--max-threads=8", "--output-document=/dev/null",
           "--input-file=" + (folder / "wget2.txt").string()},
          folder / "log");
  constexpr int kNotThere = 127;
  if (wget2.status == kNotThere)
    std::printf("wget2 is not installed\n");
  else
    print("wget2 --max-threads=8", wget2, portal.requests());
  measure_neighbours(parent);
  return 0;
}

}  // namespace
}  // namespace gkwatch::bench

int main(int argc, char** argv) {
  const int agencies = argc > 1 ? std::atoi(argv[1]) : 2'000;
  const int hosts = argc > 2 ? std::atoi(argv[2]) : 200;
  if (agencies < 1 || hosts < 1 || hosts > 60'000) return 2;
  const int rows = argc > 3 ? std::atoi(argv[3]) : gkwatch::bench::kRows;
  if (rows < 1 || rows > 100) return 2;
  return gkwatch::bench::measure(agencies, hosts, rows, argc > 4 ? argv[4] : "/dev/shm");
}
