#include "tests/e2e/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace gkwatch::testing {

Program::Program(const std::vector<std::string>& arguments, const std::string& log)
    : Program{GKWATCH_PROGRAM, arguments, log} {}

Program Program::at(int hours, std::vector<std::string> arguments, const std::string& log) {
  // It lies in another folder than the reader.
  ::setenv("GKWATCH_READER", GKWATCH_READER_PROGRAM, 1);
  arguments.insert(arguments.begin(), std::to_string(hours));
  return Program{GKWATCH_AT_PROGRAM, arguments, log};
}

Program::Program(const char* program, const std::vector<std::string>& arguments,
                 const std::string& log) {
  std::vector<std::string> words{program};
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
  const int failed = posix_spawn(&pid_, program, &actions, nullptr, argv.data(), environ);
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
