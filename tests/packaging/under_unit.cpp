// gkwatch-under-unit CALLS PROGRAM [ARGUMENT…]: runs PROGRAM under a filter that answers EPERM to
// every system call whose name is not a line of the file CALLS, as systemd does for a unit with
// SystemCallFilter= and SystemCallErrorNumber=EPERM.

#include <seccomp.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>

namespace {

bool is_filter_up(std::ifstream& calls) {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  for (std::string name; std::getline(calls, name);) {
    const int number = seccomp_syscall_resolve_name(name.c_str());
    // A call that this machine or this libseccomp does not know needs no permission.
    if (number == __NR_SCMP_ERROR || number < 0) continue;
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0) != 0) return false;
  }
  const bool is_up = seccomp_load(filter) == 0;
  seccomp_release(filter);
  return is_up;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "usage: gkwatch-under-unit CALLS PROGRAM [ARGUMENT…]\n";
    return 2;
  }
  std::ifstream calls{words[1]};
  if (!calls || !is_filter_up(calls)) {
    std::cerr << "the filter of " << words[1] << " was refused\n";
    return 4;
  }
  execv(words[2], words + 2);
  std::cerr << words[2] << " cannot be started\n";
  return 4;
}
