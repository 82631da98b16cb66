#include "core/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>

namespace gkwatch::log {
namespace {

struct Output {
  bool is_journal = false;
  spdlog::logger logger{"gkwatch", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
};

Output& output() {
  static Output only;
  return only;
}

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::Debug:
      return spdlog::level::debug;
    case Level::Info:
      return spdlog::level::info;
    case Level::Warning:
      return spdlog::level::warn;
    case Level::Error:
      break;
  }
  return spdlog::level::err;
}

// syslog(3) priorities.
std::string_view journal_prefix(Level level) {
  switch (level) {
    case Level::Debug:
      return "<7>";
    case Level::Info:
      return "<6>";
    case Level::Warning:
      return "<4>";
    case Level::Error:
      break;
  }
  return "<3>";
}

// What could end a line, move the cursor or turn the reading direction round: C0 and C1
// controls, line and paragraph separators, directional embeddings and isolates.
bool is_unprintable(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void append_escaped(std::string& out, std::string_view bytes) {
  if (bytes == "\n") {
    out += "\\n";
    return;
  }
  for (const char byte : bytes) {
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned char>(byte));
    out += hex.data();
  }
}

// ICU's macro narrows integers, which we forbid ourselves.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
// The character that begins at `i`, negative for a broken sequence; `i` moves behind it.
UChar32 next_character(std::string_view text, std::size_t& i) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, i, text.size(), c);
  return c;
}
#pragma GCC diagnostic pop

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const UChar32 c = next_character(text, i);
    const std::string_view part = text.substr(begin, i - begin);
    if (is_unprintable(c)) {
      append_escaped(out, part);
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += part;
  }
  return out;
}

std::string value_text(std::string_view value) {
  const std::string text = escaped(value);
  const bool is_plain =
      !text.empty() && text == value && value.find_first_of(" =") == std::string_view::npos;
  return is_plain ? text : '"' + text + '"';
}

std::string line_of(std::string_view event, std::initializer_list<Field> fields) {
  std::string line = escaped(event);
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    line += value_text(value);
  }
  return line;
}

}  // namespace

void start(const Setup& setup) {
  Output& out = output();
  out.is_journal = setup.is_journal;
  out.logger.set_pattern(setup.is_journal ? "%v" : "%Y-%m-%dT%H:%M:%S%z %l %v");
  out.logger.set_level(spdlog_level(setup.from));
  out.logger.flush_on(spdlog::level::trace);
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  Output& out = output();
  if (!out.logger.should_log(spdlog_level(level))) return;
  std::string line = line_of(event, fields);
  if (out.is_journal) line.insert(0, journal_prefix(level));
  // As a plain string: no format string is made of foreign text. spdlog keeps what its sink
  // throws to itself.
  out.logger.log(spdlog_level(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace gkwatch::log
