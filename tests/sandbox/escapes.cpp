#include "tests/sandbox/escapes.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace gkwatch::sandbox {
namespace {

std::string call(long number, auto... arguments) {
  return outcome(syscall(number, arguments...) >= 0);
}

std::string read_environment() {
  std::string text;
  for (char** word = environ; *word != nullptr; ++word) text.append(*word).append("\n");
  return text.empty() ? "empty" : text;
}

// The descriptors that are open, as "0 1 2".
std::string list_descriptors() {
  constexpr int kHighest = 4096;
  std::string open;
  for (int descriptor = 0; descriptor < kHighest; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) < 0) continue;
    open += (open.empty() ? "" : " ") + std::to_string(descriptor);
  }
  return open;
}

std::string send_descriptor() {
  std::array<char, CMSG_SPACE(sizeof(int))> control{};
  char byte = 'x';
  iovec data{.iov_base = &byte, .iov_len = 1};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  return outcome(sendmsg(STDOUT_FILENO, &message, 0) >= 0);
}

// Does not hear that its time is up, and goes on.
std::string spin_deaf() {
  sigset_t all{};
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, nullptr);
  volatile bool for_ever = true;
  while (for_ever) {
  }
  return "spun";
}

std::string raise_own_limit() {
  const rlimit more{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
  return outcome(setrlimit(RLIMIT_CPU, &more) == 0);
}

std::string write_into_another() {
  char byte = 'x';
  const iovec here{.iov_base = &byte, .iov_len = 1};
  return call(SYS_process_vm_writev, 1, &here, 1L, &here, 1L, 0L);
}

std::string lock_with_inheritance() {
  int word = 0;
  return call(SYS_futex, &word, FUTEX_LOCK_PI_PRIVATE, 0, nullptr, nullptr, 0);
}

// The same kernel by its other doors: numbers of the x32 and the 32-bit interface.
std::string open_by_other_numbers() {
  constexpr long kX32 = 0x40000000;
  return call(kX32 | SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
}
std::string leave_by_32_bit() {
#if defined(__x86_64__)
  long answer = 20;  // getpid there
  asm volatile("int $0x80" : "+a"(answer) : : "memory", "cc");
  return outcome(answer >= 0);
#else
  return outcome(raise(SIGSEGV) == 0);
#endif
}

}  // namespace

std::string outcome(bool has_worked) { return has_worked ? "it worked" : std::strerror(errno); }

const std::map<std::string, Deed>& escapes() {
  static const std::map<std::string, Deed> kEscapes{
      {"openat",
       [] { return call(SYS_openat, AT_FDCWD, "/proc/self/../../etc/passwd", O_RDONLY); }},
      {"openat2", [] { return call(SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0L); }},
      {"own memory", [] { return call(SYS_openat, AT_FDCWD, "/proc/self/mem", O_RDWR); }},
      {"another's environment",
       [] { return call(SYS_openat, AT_FDCWD, "/proc/1/environ", O_RDONLY); }},
      {"append", [] { return call(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY | O_APPEND); }},
      {"link", [] { return call(SYS_link, "/etc/passwd", "/tmp/x"); }},
      {"change mode", [] { return call(SYS_chmod, "/tmp", 0777); }},
      {"change folder", [] { return call(SYS_chdir, "/"); }},
      {"connect socket", [] { return call(SYS_connect, STDIN_FILENO, nullptr, 0); }},
      {"send descriptor", send_descriptor},
      {"clone3", [] { return call(SYS_clone3, nullptr, 0L); }},
      {"io_uring", [] { return call(SYS_io_uring_setup, 1, nullptr); }},
      {"memfd", [] { return call(SYS_memfd_create, "x", 0); }},
      {"execveat", [] { return call(SYS_execveat, STDIN_FILENO, "", nullptr, nullptr, 0x1000); }},
      {"new namespace", [] { return call(SYS_unshare, 0x10000000); }},
      {"write into another process", write_into_another},
      {"signal another process", [] { return call(SYS_tgkill, 1, 1, 0); }},
      {"core dumps again", [] { return outcome(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0); }},
      {"outlive the parent", [] { return outcome(prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0) == 0); }},
      {"raise limit", raise_own_limit},
      {"handle signals", [] { return outcome(signal(SIGXCPU, SIG_IGN) != SIG_ERR); }},
      {"terminal", [] { return call(SYS_ioctl, STDIN_FILENO, 0x5412, "x"); }},
      {"personality", [] { return call(SYS_personality, 0x0400000); }},
      {"inheritance of locks", lock_with_inheritance},
      {"other numbers", open_by_other_numbers},
      {"32 bit", leave_by_32_bit},
      {"environment", read_environment},
      {"descriptors", list_descriptors},
      {"spin deaf", spin_deaf},
  };
  return kEscapes;
}

}  // namespace gkwatch::sandbox
