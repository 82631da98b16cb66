#include "sandbox/serve.h"

#include <unistd.h>

#include <charconv>
#include <clocale>
#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "model/report_json.h"
#include "sandbox/confinement.h"
#include "sandbox/frames.h"
#include "sandbox/standard_frames.h"

namespace gkwatch::sandbox {
namespace {

[[noreturn]] void end(ReaderExit exit) { _exit(static_cast<int>(exit)); }

std::optional<Document> read_request() {
  auto declared_type = read_frame();
  auto name = read_frame();
  auto found_at = read_frame();
  auto body = read_frame();
  if (!declared_type || !name || !found_at || !body) return std::nullopt;
  Document document;
  document.declared_type = *std::move(declared_type);
  document.name = *std::move(name);
  document.found_at = *std::move(found_at);
  document.body = std::make_shared<const std::string>(*std::move(body));
  return document;
}

Json answer(const Result<ParsedDocument>& parsed) {
  Json answer;
  if (parsed) return answer.set("document", to_json(*parsed));
  const bool is_too_large = parsed.error().code == ErrorCode::TooLarge;
  return answer.set("cut_short", is_too_large ? "too_large" : "timeout")
      .set("message", parsed.error().message);
}

bool take(const char* text, auto& into) {
  const std::string_view digits{text};
  const auto [end, failed] = std::from_chars(digits.begin(), digits.end(), into);
  return failed == std::errc{} && end == digits.end();
}

Limits limits_from(int argc, const char* const* argv) {
  constexpr int kCpuSeconds = 1;
  constexpr int kMemoryBytes = 2;
  Limits limits;
  std::chrono::seconds::rep seconds = limits.cpu_time.count();
  if (argc > kCpuSeconds && !take(argv[kCpuSeconds], seconds)) end(ReaderExit::Asked);
  if (argc > kMemoryBytes && !take(argv[kMemoryBytes], limits.memory_bytes)) end(ReaderExit::Asked);
  limits.cpu_time = std::chrono::seconds{seconds};
  return limits;
}

// Of our own making and hence safe to read outside the walls.
void warm_up(parser::DocumentReader& reader) {
  static constexpr std::string_view kSmallReport =
      "<html><head><meta charset=gbk><title>2024</title></head><body><h1>2024</h1>"
      "<p>1. 2024</p><table><tr><td>1</td><td>2</td></tr></table></body></html>";
  Document document;
  document.name = "small.html";
  document.body = std::make_shared<const std::string>(kSmallReport);
  static_cast<void>(reader.read(document, {}));
}

ReaderExit serve(int argc, const char* const* argv, parser::DocumentReader& reader) {
  const Limits limits = limits_from(argc, argv);
  std::setlocale(LC_CTYPE, "C.UTF-8");
  warm_up(reader);
  if (!lock_in(limits)) return ReaderExit::NotLockedIn;
  if (!write_all(kReady)) return ReaderExit::Asked;
  const auto document = read_request();
  if (!document) return ReaderExit::Asked;
  const bool is_told = write_all(frame(answer(reader.read(*document, {})).dump()));
  return is_told ? ReaderExit::Answered : ReaderExit::Asked;
}

}  // namespace

void serve_as_child(int argc, const char* const* argv, parser::DocumentReader& reader) {
  try {
    end(serve(argc, argv, reader));
  } catch (const std::bad_alloc&) {
    end(ReaderExit::OutOfMemory);
  } catch (const std::exception&) {
    end(ReaderExit::Broken);
  }
}

}  // namespace gkwatch::sandbox
