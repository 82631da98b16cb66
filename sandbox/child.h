#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "core/result.h"
#include "sandbox/policy.h"

namespace gkwatch::sandbox {

// One process of ours and the socket to it, which is its standard input and output. It has no
// other open file, no environment, and is in a process group of its own, so that Ctrl-C is ours.
class Child {
 public:
  // `words`: program and arguments. Unreachable if the process cannot be made now.
  static Result<Child> start(std::vector<std::string> words);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  // Kills it with all of its process group and takes its exit status: no zombie stays.
  ~Child();

  int socket() const { return socket_; }  // does not block
  // Ends it; how it ended if that was before this call, as waitpid says it.
  int end();
  // The same for people.
  std::string end(const Limits& limits);

 private:
  Child(pid_t pid, int socket) : pid_{pid}, socket_{socket} {}

  pid_t pid_ = -1;  // -1: taken back already
  int socket_ = -1;
};

}  // namespace gkwatch::sandbox
