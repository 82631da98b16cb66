#include "crawler/robots.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

#include "core/text.h"

namespace gkwatch::crawler {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

constexpr std::size_t kMostBytes = std::size_t{500} * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

bool is_unreserved(unsigned char byte) {
  return std::isalnum(byte) != 0 || byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

std::optional<unsigned char> octet_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return std::nullopt;
  unsigned value = 0;
  const char* begin = text.data() + at + 1;
  const auto [end, error] = std::from_chars(begin, begin + 2, value, 16);
  if (error != std::errc{} || end != begin + 2) return std::nullopt;
  return static_cast<unsigned char>(value);
}

void append_encoded(std::string& text, unsigned char byte) {
  text += '%';
  text += kHexDigits[byte >> 4u];
  text += kHexDigits[byte & 15u];
}

// 2.2.2: octets beyond US-ASCII are compared percent-encoded, and encoded unreserved
// characters as themselves.
std::string comparable(std::string_view path) {
  std::string result;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const auto byte = static_cast<unsigned char>(path[at]);
    const auto octet = byte == '%' ? octet_at(path, at) : std::nullopt;
    if (octet) {
      at += 2;
      if (is_unreserved(*octet)) {
        result += static_cast<char>(*octet);
      } else {
        append_encoded(result, *octet);
      }
    } else if (byte >= 0x80) {
      append_encoded(result, byte);
    } else {
      result += path[at];
    }
  }
  return result;
}

// `*` is any run of characters; `$` at the end is the end of the path; else a prefix will do.
bool matches(std::string_view path, std::string_view pattern) {
  const bool is_anchored = pattern.ends_with('$');
  if (is_anchored) pattern.remove_suffix(1);
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (in_pattern < pattern.size() || (is_anchored && at < path.size())) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      taken = at;
    } else if (in_pattern < pattern.size() && at < path.size() && pattern[in_pattern] == path[at]) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos && taken < path.size()) {
      in_pattern = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return true;
}

struct Line {
  std::string key;  // lower case
  std::string_view value;
};

// "key: value # remark"; as in the wild, the colon may be missing between exactly two words.
std::optional<Line> line_of(std::string_view text) {
  text = trimmed(text.substr(0, text.find('#')));
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    return Line{to_lower(trimmed(text.substr(0, colon))), trimmed(text.substr(colon + 1))};
  }
  const std::size_t blank = text.find_first_of(" \t");
  if (blank == std::string_view::npos) return std::nullopt;
  const std::string_view value = trimmed(text.substr(blank));
  if (value.find_first_of(" \t") != std::string_view::npos) return std::nullopt;
  return Line{to_lower(text.substr(0, blank)), value};
}

// 2.2.1: the product token ends where a character comes that it cannot hold: "bot/2.1" is "bot".
std::string token_of(std::string_view value) {
  const auto is_token = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
  };
  const auto end = std::find_if_not(value.begin(), value.end(), is_token);
  return to_lower(value.substr(0, static_cast<std::size_t>(end - value.begin())));
}

bool is_any_agent(std::string_view value) {
  return value.starts_with('*') && (value.size() == 1 || value[1] == ' ' || value[1] == '\t');
}

bool is_one_of(std::string_view key, const auto& names) {
  return std::find(std::begin(names), std::end(names), key) != std::end(names);
}

constexpr std::array<std::string_view, 3> kAgentKeys{"user-agent", "useragent", "user agent"};
constexpr std::array<std::string_view, 6> kDisallowKeys{"disallow", "dissallow", "dissalow",
                                                        "disalow",  "diasllow",  "disallaw"};
constexpr std::array<std::string_view, 2> kDelayKeys{"crawl-delay", "crawldelay"};

std::optional<std::chrono::milliseconds> delay_of(std::string_view value) {
  std::uint32_t whole = 0;
  const char* end_of_value = value.data() + value.size();
  const auto [end, error] = std::from_chars(value.data(), end_of_value, whole);
  if (error != std::errc{}) return std::nullopt;
  std::chrono::milliseconds delay = std::chrono::seconds{whole};
  if (end != end_of_value && *end == '.' && end + 1 != end_of_value) {
    const char tenth = *(end + 1);
    if (tenth >= '0' && tenth <= '9') delay += std::chrono::milliseconds{(tenth - '0') * 100};
  }
  return delay;
}

}  // namespace

// Reads line by line, keeping two books: what is said to us by name, and what to everybody.
class RobotsReader {
 public:
  explicit RobotsReader(std::string_view product_token) : token_{to_lower(product_token)} {}

  void read(const Line& line) {
    if (is_one_of(line.key, kAgentKeys)) {
      begin_group(line.value);
    } else if (line.key == "allow" || is_one_of(line.key, kDisallowKeys)) {
      is_in_rules_ = true;
      add_rule(line);
    } else if (is_one_of(line.key, kDelayKeys)) {
      add_delay(line.value);
    }
  }

  // 2.2.1: groups of one agent are one group; `*` counts only where no group names us.
  RobotsPolicy result() { return was_named_ ? std::move(ours_) : std::move(everybodys_); }

 private:
  void begin_group(std::string_view value) {
    if (is_in_rules_) names_us_ = names_all_ = false;
    is_in_rules_ = false;
    if (is_any_agent(value)) names_all_ = true;
    if (token_of(value) != token_) return;
    names_us_ = true;
    was_named_ = true;
  }

  void add_rule(const Line& line) {
    if (line.value.empty()) return;  // "Disallow:" forbids nothing
    const RobotsPolicy::Rule rule{comparable(line.value), line.key == "allow"};
    if (names_us_) ours_.rules_.push_back(rule);
    if (names_all_) everybodys_.rules_.push_back(rule);
  }

  void add_delay(std::string_view value) {
    const auto delay = delay_of(value);
    if (names_us_ && delay) ours_.crawl_delay_ = delay;
    if (names_all_ && delay) everybodys_.crawl_delay_ = delay;
  }

  const std::string token_;
  RobotsPolicy ours_;
  RobotsPolicy everybodys_;
  bool was_named_ = false;
  bool names_us_ = false;
  bool names_all_ = false;
  bool is_in_rules_ = false;
};

RobotsPolicy RobotsPolicy::parse(std::string_view body, std::string_view product_token) {
  body = body.substr(0, kMostBytes);
  if (body.starts_with(kByteOrderMark)) body.remove_prefix(kByteOrderMark.size());
  RobotsReader reader{product_token};
  while (!body.empty()) {
    const std::size_t end = body.find_first_of("\r\n");
    if (const auto line = line_of(body.substr(0, end))) reader.read(*line);
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
  }
  return reader.result();
}

RobotsPolicy RobotsPolicy::allow_all() { return {}; }

RobotsPolicy RobotsPolicy::forbid_all(std::string why) {
  RobotsPolicy policy;
  policy.rules_.push_back({"/", false});
  policy.is_unreachable_ = true;
  policy.why_ = std::move(why);
  return policy;
}

bool RobotsPolicy::allows(const Url& url) const {
  const std::string path = comparable(url.path_and_query());
  std::optional<Rule> best;
  for (const Rule& rule : rules_) {
    if (!matches(path, rule.pattern)) continue;
    const bool is_better = !best || rule.pattern.size() > best->pattern.size() ||
                           (rule.pattern.size() == best->pattern.size() && rule.allow);
    if (is_better) best = rule;
  }
  return !best || best->allow;
}

}  // namespace gkwatch::crawler
