#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace gkwatch::testing {

// The real program as a child process. Killed, if it still lives, when it goes out of scope.
class Program {
 public:
  // `arguments` without the program's name; its output goes to `log`.
  Program(const std::vector<std::string>& arguments, const std::string& log);
  // The same program with its clock set forward by so many hours.
  static Program at(int hours, std::vector<std::string> arguments, const std::string& log);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  void send(int signal) const;
  bool is_running();
  // Waits for its end: the exit code, or 128 + the signal that ended it.
  int wait();

 private:
  Program(const char* program, const std::vector<std::string>& arguments, const std::string& log);

  pid_t pid_ = -1;
  int status_ = 0;
  bool has_ended_ = false;
};

}  // namespace gkwatch::testing
