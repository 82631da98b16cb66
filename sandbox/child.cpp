#include "sandbox/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "sandbox/frames.h"

namespace gkwatch::sandbox {
namespace {

// What posix_spawn is told, released at the end.
class SpawnPlan {
 public:
  explicit SpawnPlan(int socket) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t all{};
    sigset_t none{};
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  // 0 or an errno.
  int spawn(pid_t& pid, std::vector<std::string>& words) const {
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::array<char*, 1> environment{};
    return posix_spawn(&pid, words.front().c_str(), &actions_, &attributes_, argv.data(),
                       environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

Error cannot_start(const std::string& program, int number) {
  return Error{ErrorCode::Unreachable, program + " cannot be started: " + std::strerror(number)};
}

std::string reason_of_signal(int signal, const Limits& limits) {
  const std::string cpu = std::to_string(limits.cpu_time.count());
  switch (signal) {
    case SIGSYS:
      return "its reader was killed for reaching for the network, a program or a process";
    case SIGXCPU:
      return "reading it took more than " + cpu + " s of computing";
    case SIGKILL:
      return "its reader was killed or broke off";
    default:
      return std::string{"its reader crashed: "} + strsignal(signal);
  }
}

std::string reason_of_exit(int code) {
  switch (static_cast<ReaderExit>(code)) {
    case ReaderExit::NotLockedIn:
      return "the kernel refused to lock its reader in";
    case ReaderExit::OutOfMemory:
      return "reading it takes more memory than a reader may have";
    default:
      return "its reader ended with code " + std::to_string(code) + " and no answer";
  }
}

}  // namespace

Result<Child> Child::start(std::vector<std::string> words) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return cannot_start(words.front(), errno);
  const auto [ours, theirs] = ends;
  fcntl(ours, F_SETFL, O_NONBLOCK);
  pid_t pid = -1;
  const int failed = SpawnPlan{theirs}.spawn(pid, words);
  close(theirs);
  if (failed == 0) return Child{pid, ours};
  close(ours);
  return cannot_start(words.front(), failed);
}

Child::Child(Child&& other) noexcept
    : pid_{std::exchange(other.pid_, -1)}, socket_{std::exchange(other.socket_, -1)} {}

Child::~Child() {
  if (pid_ >= 0) end();
  if (socket_ >= 0) close(socket_);
}

std::string Child::end(const Limits& limits) {
  const int status = end();
  return WIFSIGNALED(status) ? reason_of_signal(WTERMSIG(status), limits)
                             : reason_of_exit(WEXITSTATUS(status));
}

// A process that has begun to die keeps its own reason: a later SIGKILL does not change it.
int Child::end() {
  int status = 0;
  kill(-pid_, SIGKILL);
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

}  // namespace gkwatch::sandbox
