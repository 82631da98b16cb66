#include "tests/e2e/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace gkwatch::testing {

Program::Program(const std::vector<std::string>& arguments, const std::string& log) {
  std::vector<std::string> words{GKWATCH_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr mode_t kMode = 0600;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, kMode);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  const int failed = posix_spawn(&pid_, GKWATCH_PROGRAM, &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) std::abort();
}

Program::~Program() {
  if (!is_running()) return;
  send(SIGKILL);
  wait();
}

void Program::send(int signal) const {
  if (!has_ended_) ::kill(pid_, signal);
}

bool Program::is_running() {
  if (!has_ended_) has_ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
  return !has_ended_;
}

int Program::wait() {
  if (!has_ended_) has_ended_ = ::waitpid(pid_, &status_, 0) == pid_;
  constexpr int kSignalled = 128;
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : kSignalled + WTERMSIG(status_);
}

}  // namespace gkwatch::testing
