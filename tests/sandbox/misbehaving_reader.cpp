// A reader that has been taken over: does what the document tells it to.
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/report_json.h"
#include "parser/document_reader.h"
#include "sandbox/file_wall.h"
#include "sandbox/frames.h"
#include "sandbox/serve.h"
#include "tests/sandbox/escapes.h"

namespace gkwatch::sandbox {
namespace {

void say(const std::string& bytes) {
  static_cast<void>(!write(STDOUT_FILENO, bytes.data(), bytes.size()));
}

[[noreturn]] void say_and_end(const std::string& bytes) {
  say(bytes);
  _exit(0);
}

std::string spin() {
  volatile bool for_ever = true;
  while (for_ever) {
  }
  return "spun";
}

std::string hang_up() {
  close(STDIN_FILENO);
  close(STDOUT_FILENO);
  return spin();
}

std::string wait_for_ever() {
  char byte = 0;
  return outcome(read(STDIN_FILENO, &byte, 1) == 1);
}

std::string eat_memory() {
  constexpr std::size_t kPiece = std::size_t{16} << 20;
  constexpr std::size_t kEnough = 1024;  // 16 GiB
  std::vector<std::unique_ptr<char[]>> eaten;
  while (eaten.size() < kEnough) eaten.emplace_back(new char[kPiece]);
  return outcome(true);
}

std::string execute() {
  std::array<char*, 1> none{};
  return outcome(execve("/bin/true", none.data(), none.data()) == 0);
}

std::string run_written_code() {
  constexpr std::size_t kPage = 4096;
  void* page = mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return outcome(mprotect(page, kPage, PROT_READ | PROT_EXEC) == 0);
}

const std::map<std::string, Deed>& deeds() {
  static const std::map<std::string, Deed> kDeeds{
      {"open", [] { return outcome(open("/etc/passwd", O_RDONLY) >= 0); }},
      {"write", [] { return outcome(open("/tmp/x", O_WRONLY | O_CREAT, 0600) >= 0); }},
      {"character maps", [] { return outcome(open(kCharacterMaps, O_RDONLY) >= 0); }},
      {"delete", [] { return outcome(unlink("/nowhere") == 0); }},
      {"connect", [] { return outcome(socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"fork", [] { return outcome(fork() >= 0); }},
      {"exec", execute},
      {"ptrace", [] { return outcome(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0); }},
      {"kill", [] { return outcome(kill(getppid(), 0) == 0); }},
      {"code", run_written_code},
      {"memory", eat_memory},
      {"spin", spin},
      {"wait", wait_for_ever},
      {"abort", []() -> std::string { std::abort(); }},
      {"die", []() -> std::string { say_and_end(""); }},
      {"hang up", hang_up},
      {"half a length", []() -> std::string { say_and_end("abc"); }},
      {"half an answer", []() -> std::string { say_and_end(length_prefix(100) + "{"); }},
      {"huge answer", []() -> std::string { say_and_end(length_prefix(~std::uint64_t{0})); }},
      {"no JSON", []() -> std::string { say_and_end(frame("<html>")); }},
      {"other JSON", []() -> std::string { say_and_end(frame("{\"document\":{\"cells\":7}}")); }},
      {"wide JSON",
       []() -> std::string {
         std::string many = "[0";
         while (many.size() < 15'000'000) many += ",0";
         say_and_end(frame(many + "]"));
       }},
      {"deep JSON", []() -> std::string { say_and_end(frame(std::string(100000, '['))); }},
      {"two answers",
       []() -> std::string {
         const std::string answer = frame("{\"cut_short\":\"timeout\"}");
         say_and_end(answer + answer);
       }},
  };
  return kDeeds;
}

class ObedientReader final : public parser::DocumentReader {
 public:
  Result<ParsedDocument> read(const Document& document, std::stop_token stop) override {
    for (const auto* known : {&deeds(), &escapes()}) {
      const auto deed = known->find(*document.body);
      if (deed == known->end()) continue;
      ParsedDocument parsed;
      parsed.error = deed->second();
      return parsed;
    }
    return parser::PlainReader{}.read(document, std::move(stop));
  }
};

}  // namespace
}  // namespace gkwatch::sandbox

int main(int argc, char** argv) {
  gkwatch::sandbox::ObedientReader reader;
  gkwatch::sandbox::serve_as_child(argc, argv, reader);
}
