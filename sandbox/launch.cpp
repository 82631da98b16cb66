#include "sandbox/launch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/file_wall.h"
#include "sandbox/frames.h"
#include "sandbox/system_calls.h"

namespace gkwatch::sandbox {
namespace {

namespace fs = std::filesystem;

enum Place { kCpu = 2, kMemory, kFileBytes, kFolder, kProgram };

[[noreturn]] void end(ReaderExit exit) { _exit(static_cast<int>(exit)); }

rlim_t number_from(const char* text) {
  const std::string_view digits{text};
  rlim_t number = 0;
  const auto [stop, failed] = std::from_chars(digits.begin(), digits.end(), number);
  if (failed != std::errc{} || stop != digits.end()) end(ReaderExit::Asked);
  return number;
}

bool limit(decltype(RLIMIT_AS) resource, rlim_t soft, rlim_t hard) {
  const rlimit both{.rlim_cur = soft, .rlim_max = hard};
  return setrlimit(resource, &both) == 0;
}

bool limit_resources(char** argv) {
  const rlim_t cpu = number_from(argv[kCpu]);
  const rlim_t memory = number_from(argv[kMemory]);
  const rlim_t file = number_from(argv[kFileBytes]);
  constexpr rlim_t kOpenFiles = 256;
  return limit(RLIMIT_CPU, cpu, cpu + 1) && limit(RLIMIT_FSIZE, file, file) &&
         limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, kOpenFiles, kOpenFiles) &&
         limit(RLIMIT_AS, memory, memory);
}

// What a program needs to start, LibreOffice's own configuration and fonts; nothing of a person
// and no secret.
std::vector<Opening> openings_for(const fs::path& folder, const fs::path& program) {
  std::vector<Opening> openings{{folder, Leave::Writable},
                                {"/dev/null", Leave::Writable},
                                {program.parent_path(), Leave::Runnable}};
  for (const char* place : {"/usr", "/lib", "/lib64", "/bin"}) {
    openings.push_back({place, Leave::Runnable});
  }
  for (const char* place :
       {"/etc/libreoffice", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/passwd",
        "/etc/nsswitch.conf", "/var/cache/fontconfig", "/var/lib/libreoffice",
        "/var/spool/libreoffice", "/dev/urandom", "/proc/self", "/proc/cpuinfo", "/proc/meminfo",
        "/sys/devices/system/cpu"}) {
    openings.push_back({place, Leave::Readable});
  }
  return openings;
}

// LibreOffice itself, if that is what is named: what stands before it (a shell script, a splash
// screen) knows but /tmp for its socket.
fs::path program_behind(const fs::path& named) {
  std::error_code failed;
  const fs::path program = fs::canonical(named, failed);
  const fs::path itself = program.parent_path() / "soffice.bin";
  return fs::exists(itself, failed) ? itself : program;
}

bool give_no_descriptor() {
  const int nothing = open("/dev/null", O_RDWR);
  bool is_given = nothing >= 0;
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    is_given = is_given && dup2(nothing, number) == number;
  }
  return is_given;
}

// Where it stands, as a socket's name may not be longer than 107 bytes.
constexpr const char* kSockets = "OSL_SOCKET_PATH=.";

[[noreturn]] void become_program(char** argv) {
  const fs::path folder{argv[kFolder]};
  const fs::path program = program_behind(argv[kProgram]);
  const auto openings = openings_for(folder, program);
  const std::string home = "HOME=" + folder.string();
  const std::string temporary = "TMPDIR=" + folder.string();
  std::array<const char*, 7> environment{
      home.c_str(),     temporary.c_str(),       kSockets, "PATH=/usr/bin:/bin",
      "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp", nullptr};
  const bool is_locked_in = give_no_descriptor() && chdir(folder.c_str()) == 0 &&
                            prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                            (!has_file_wall() || raise_file_wall(openings)) &&
                            filter_converter_calls() && limit_resources(argv);
  if (!is_locked_in) end(ReaderExit::NotLockedIn);
  execve(program.c_str(), argv + kProgram, const_cast<char**>(environment.data()));
  end(ReaderExit::Broken);
}

// The header of Debian 12 declares pidfd_open for C alone.
int pidfd_of(pid_t child) { return static_cast<int>(syscall(SYS_pidfd_open, child, 0)); }

// Returns when the child has ended, or does not return: whoever asked for it is gone.
void watch(pid_t child) {
  std::array<pollfd, 2> watched{pollfd{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                                pollfd{.fd = pidfd_of(child), .events = POLLIN, .revents = 0}};
  while (poll(watched.data(), watched.size(), -1) < 0 && errno == EINTR) {
  }
  if (watched[1].revents == 0) kill(0, SIGKILL);
}

// Its exit status.
int run_once(char** argv) {
  const pid_t child = fork();
  if (child < 0) end(ReaderExit::Broken);
  if (child == 0) become_program(argv);
  watch(child);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

}  // namespace

void launch_as_child(int argc, char** argv) {
  // How LibreOffice asks to be started again: its profile was new, or has been repaired.
  constexpr int kAgain = 79;
  constexpr int kAgainAsBefore = 81;
  constexpr int kMostRuns = 3;
  if (argc <= kProgram) end(ReaderExit::Asked);
  for (int runs = 0; runs < kMostRuns; ++runs) {
    const int status = run_once(argv);
    if (status == static_cast<int>(ReaderExit::NotLockedIn)) end(ReaderExit::NotLockedIn);
    if (status != kAgain && status != kAgainAsBefore) break;
  }
  end(ReaderExit::Answered);
}

}  // namespace gkwatch::sandbox
