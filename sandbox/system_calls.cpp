#include "sandbox/system_calls.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string>

#include "sandbox/confinement.h"

namespace gkwatch::sandbox {
namespace {

// sigaltstack, harmless, is asked for by sanitizers.
constexpr std::initializer_list<int> kNeeded{
    SCMP_SYS(sigaltstack), SCMP_SYS(pread64),        SCMP_SYS(getdents64),   SCMP_SYS(newfstatat),
    SCMP_SYS(stat),        SCMP_SYS(read),           SCMP_SYS(write),        SCMP_SYS(readv),
    SCMP_SYS(writev),      SCMP_SYS(close),          SCMP_SYS(fstat),        SCMP_SYS(lseek),
    SCMP_SYS(brk),         SCMP_SYS(munmap),         SCMP_SYS(mremap),       SCMP_SYS(madvise),
    SCMP_SYS(getpid),      SCMP_SYS(clock_gettime),  SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday),
    SCMP_SYS(time),        SCMP_SYS(getrandom),      SCMP_SYS(rt_sigreturn), SCMP_SYS(gettid),
    SCMP_SYS(sched_yield), SCMP_SYS(getrusage),      SCMP_SYS(sysinfo),      SCMP_SYS(uname),
    SCMP_SYS(exit),        SCMP_SYS(rt_sigprocmask), SCMP_SYS(exit_group),
};

// A library that looks for a data file is told that it may not have it, and goes on without.
constexpr std::initializer_list<int> kRefused{
    SCMP_SYS(openat2),    SCMP_SYS(creat),    SCMP_SYS(access),     SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
};

// No reader of documents has a reason for these.
constexpr std::initializer_list<int> kDeadly{
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvmmsg),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(mount),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(memfd_create),
    SCMP_SYS(shmat),
};

// What an office program has no reason for: other processes, the system, leaving its group.
constexpr std::initializer_list<int> kForeign{
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(tgkill),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(mount),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
};

struct Release {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};

// The first failure ends it: later rules are not added, and load() is never reached.
class Filter {
 public:
  explicit Filter(std::uint32_t otherwise) : filter_{seccomp_init(otherwise)} {
    if (filter_ == nullptr) failure_ = -ENOMEM;
    note(failure_ == 0
             ? seccomp_attr_set(filter_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS)
             : 0);
  }

  void add(std::uint32_t action, std::initializer_list<int> calls) {
    for (const int call : calls) {
      if (failure_ == 0) note(seccomp_rule_add_array(filter_.get(), action, call, 0, nullptr));
    }
  }

  void allow_if(int call, scmp_arg_cmp condition) {
    if (failure_ == 0)
      note(seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, call, 1, &condition));
  }

  void refuse(int call, scmp_arg_cmp condition) {
    if (failure_ == 0) {
      note(seccomp_rule_add_array(filter_.get(), SCMP_ACT_ERRNO(EACCES), call, 1, &condition));
    }
  }

  int load() {
    if (failure_ == 0) note(seccomp_load(filter_.get()));
    return failure_;
  }

 private:
  void note(int answer) {
    if (failure_ == 0 && answer < 0) failure_ = answer;
  }

  std::unique_ptr<void, Release> filter_;
  int failure_ = 0;
};

scmp_arg_cmp has_no_bit(unsigned argument, scmp_datum_t bit) {
  return {argument, SCMP_CMP_MASKED_EQ, bit, 0};
}

scmp_arg_cmp is(unsigned argument, scmp_datum_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }

Status load(Filter& filter) {
  const int failure = filter.load();
  if (failure == 0) return {};
  return Error{ErrorCode::Unsupported,
               std::string{"the seccomp filter was refused: "} + std::strerror(-failure)};
}

}  // namespace

Status filter_system_calls() {
  Filter filter{SCMP_ACT_ERRNO(EPERM)};
  filter.add(SCMP_ACT_ALLOW, kNeeded);
  // The sanitizers look whether memory can be read by writing it to a pipe.
  if (kHasSanitizer) filter.add(SCMP_ACT_ALLOW, {SCMP_SYS(pipe), SCMP_SYS(pipe2)});
  filter.add(SCMP_ACT_ERRNO(EACCES), kRefused);
  filter.add(SCMP_ACT_KILL_PROCESS, kDeadly);
  filter.allow_if(SCMP_SYS(mmap), has_no_bit(2, PROT_EXEC));
  filter.allow_if(SCMP_SYS(mprotect), has_no_bit(2, PROT_EXEC));
  // Reading only; which files, says the wall around files.
  constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
  filter.allow_if(SCMP_SYS(open), has_no_bit(1, kWriting));
  filter.allow_if(SCMP_SYS(openat), has_no_bit(2, kWriting));
  for (const int harmless : {F_GETFL, F_GETFD, F_SETFD}) {
    filter.allow_if(SCMP_SYS(fcntl), is(1, static_cast<scmp_datum_t>(harmless)));
  }
  // Waiting and waking; the rest of futex, which no library of ours asks for, has let many out.
  constexpr scmp_datum_t kFlags = FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME;
  constexpr scmp_datum_t kCommand = scmp_datum_t{0xFFFFFFFF} & ~kFlags;
  for (const int plain : {FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET}) {
    filter.allow_if(SCMP_SYS(futex),
                    {1, SCMP_CMP_MASKED_EQ, kCommand, static_cast<scmp_datum_t>(plain)});
  }
  // abort() signals its own process.
  filter.allow_if(SCMP_SYS(tgkill), is(0, static_cast<scmp_datum_t>(getpid())));
  return load(filter);
}

Status filter_converter_calls() {
  Filter filter{SCMP_ACT_ALLOW};
  filter.add(SCMP_ACT_ERRNO(EPERM), kForeign);
  // Told that nobody may write in /tmp, it puts its socket where OSL_SOCKET_PATH says.
  filter.refuse(SCMP_SYS(access), is(1, W_OK));
  // It listens on a socket of its own for a second one of itself, and finds none. What listens
  // elsewhere on this machine is not reached either.
  filter.add(SCMP_ACT_ERRNO(ECONNREFUSED), {SCMP_SYS(connect)});
  constexpr scmp_datum_t kKind = 0xF;  // of a socket's type, without its flags
  filter.refuse(SCMP_SYS(socket), {0, SCMP_CMP_NE, AF_UNIX, 0});
  for (scmp_datum_t kind = 0; kind <= kKind; ++kind) {
    if (kind == SOCK_STREAM) continue;
    filter.refuse(SCMP_SYS(socket), {1, SCMP_CMP_MASKED_EQ, kKind, kind});
  }
  return load(filter);
}

}  // namespace gkwatch::sandbox
