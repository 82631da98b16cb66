#include "bench/documents/measuring.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>

namespace gkwatch::bench {
namespace {

constexpr double kNano = 1e-9;
constexpr double kMicro = 1e-6;
constexpr double kKibPerMib = 1024;

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * kMicro;
}

double own_cpu() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * kNano;
}

}  // namespace

double cpu_of(const std::function<void()>& work) {
  const double begin = own_cpu();
  work();
  return own_cpu() - begin;
}

double cpu_of_program(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage used{};
  if (failed != 0 || wait4(pid, &status, 0, &used) < 0 || status != 0) return -1;
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

double peak_of(const std::function<void()>& work) {
  const pid_t pid = fork();
  if (pid == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  rusage used{};
  if (pid < 0 || wait4(pid, &status, 0, &used) < 0) return -1;
  return static_cast<double>(used.ru_maxrss) / kKibPerMib;
}

std::vector<double> least_of(const std::vector<std::function<double()>>& works, int rounds) {
  std::vector<double> least(works.size(), 1e9);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < works.size(); ++i) least[i] = std::min(least[i], works[i]());
  }
  return least;
}

}  // namespace gkwatch::bench
