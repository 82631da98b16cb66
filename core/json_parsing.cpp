#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/json.h"
#include "core/text.h"

namespace gkwatch {
namespace {

constexpr std::size_t kDeepest = 64;
// A value takes a byte or two of text and a hundred of memory.
constexpr std::size_t kMostValues = 1'000'000;

// The value of \uXXXX at `at`, or nothing if no such escape stands there.
std::optional<unsigned> escape_at(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\\u" || at + 6 > text.size()) return std::nullopt;
  unsigned value = 0;
  const char* const digits = text.data() + at + 2;
  const auto [end, code] = std::from_chars(digits, digits + 4, value, 16);
  if (code != std::errc{} || end != digits + 4) return std::nullopt;
  return value;
}

bool is_high(unsigned value) { return value >= 0xD800 && value <= 0xDBFF; }
bool is_low(unsigned value) { return value >= 0xDC00 && value <= 0xDFFF; }

// The library refuses a text with a lone surrogate; real portals send them. The replacement
// is as long as what it replaces, so positions in complaints stay true.
std::string without_lone_surrogates(std::string_view text) {
  std::string out{text};
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] != '\\') continue;
    const auto value = escape_at(text, at);
    if (!value) {
      ++at;  // the character after a backslash begins no escape
      continue;
    }
    const auto next = escape_at(text, at + 6);
    if (is_high(*value) && next && is_low(*next)) {
      at += 11;
      continue;
    }
    if (is_high(*value) || is_low(*value)) out.replace(at, 6, "\\uFFFD");
    at += 5;
  }
  return out;
}

std::string place_of(std::string_view text, std::size_t position) {
  const auto before = text.substr(0, position == 0 ? 0 : position - 1);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = length(before.substr(before.rfind('\n') + 1)) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// Hears what the library reads and builds our own tree. The names are the library's.
class Builder {
 public:
  explicit Builder(std::string_view text) : text_{text} {}

  bool null() { return add(Json{}); }
  bool boolean(bool value) { return add(Json{value}); }
  // Negative integers come here; of those only "-0" reads as zero.
  bool number_integer(std::int64_t value) {
    return add(Json{Json::Number{value == 0 ? "-0" : std::to_string(value)}});
  }
  bool number_unsigned(std::uint64_t value) {
    return add(Json{Json::Number{std::to_string(value)}});
  }
  bool number_float(double, const std::string& spelling) {
    return add(Json{Json::Number{spelling}});
  }
  bool string(std::string& value) { return add(Json{std::move(value)}); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json{Json::Object{}}); }
  bool start_array(std::size_t) { return open(Json{Json::Array{}}); }
  bool key(std::string& name) {
    open_.back().name = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&, const std::exception&) {
    error_ = Error{ErrorCode::Malformed, "not JSON at " + place_of(text_, position)};
    return false;
  }

  Result<Json> result() && {
    if (error_) return *std::move(error_);
    return std::move(done_);
  }

 private:
  struct Open {
    bool is_object;
    Json::Object members;
    Json::Array items;
    std::string name;
  };

  bool add(Json value) {
    if (++values_ > kMostValues) {
      error_ = Error{ErrorCode::TooLarge, "JSON of more than a million values"};
      return false;
    }
    if (open_.empty()) {
      done_ = std::move(value);
    } else if (open_.back().is_object) {
      open_.back().members.emplace_back(std::move(open_.back().name), std::move(value));
    } else {
      open_.back().items.push_back(std::move(value));
    }
    return true;
  }

  bool open(const Json& kind) {
    if (open_.size() == kDeepest) {
      error_ = Error{ErrorCode::TooLarge, "JSON nested deeper than 64 levels"};
      return false;
    }
    open_.push_back({kind.is_object(), {}, {}, {}});
    return true;
  }

  bool close() {
    Open closed = std::move(open_.back());
    open_.pop_back();
    return add(closed.is_object ? Json{std::move(closed.members)} : Json{std::move(closed.items)});
  }

  std::string_view text_;
  std::vector<Open> open_;
  Json done_;
  std::size_t values_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<Json> Json::parse(std::string_view text) {
  const bool has_escapes = text.find("\\u") != std::string_view::npos;
  const std::string mended = has_escapes ? without_lone_surrogates(text) : std::string{};
  const std::string_view readable = has_escapes ? mended : text;
  Builder builder{readable};
  // The library takes a zero byte for the end of the text.
  if (const auto zero = readable.find('\0'); zero != std::string_view::npos) {
    return Error{ErrorCode::Malformed, "not JSON at " + place_of(readable, zero + 1)};
  }
  nlohmann::json::sax_parse(readable.begin(), readable.end(), &builder);
  return std::move(builder).result();
}

}  // namespace gkwatch
