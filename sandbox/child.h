#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "core/result.h"
#include "sandbox/policy.h"

namespace gkwatch::sandbox {

// One reader process and the socket to it, which is its standard input and output. It has no
// other open file, no environment, and is in a process group of its own, so that Ctrl-C is ours.
class Child {
 public:
  // Unreachable if the process cannot be made now.
  static Result<Child> start(const std::filesystem::path& program, const Limits& limits);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  // Kills it and takes its exit status: no zombie stays.
  ~Child();

  int socket() const { return socket_; }  // does not block
  // Ends it; for people, why it ended if that was before this call.
  std::string end(const Limits& limits);

 private:
  Child(pid_t pid, int socket) : pid_{pid}, socket_{socket} {}
  int reap();

  pid_t pid_ = -1;  // -1: taken back already
  int socket_ = -1;
};

}  // namespace gkwatch::sandbox
