#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gkwatch {

// A regular expression (ICU syntax) over UTF-8 text, with a limit on time and
// stack, so that foreign text cannot hang it: past the limit it does not match.
// std::regex is banned. Thread-safe.
class Pattern {
 public:
  struct Match {
    std::size_t begin = 0;  // byte offsets into the searched text
    std::size_t end = 0;
    std::vector<std::optional<std::string>> groups;     // 0 is the whole match
    const std::string& group(std::size_t index) const;  // empty if it took no part
  };

  // `expression` is the program's own text: a wrong one ends the process.
  explicit Pattern(std::string_view expression);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  bool is_found_in(std::string_view text) const;
  std::optional<Match> search(std::string_view text, std::size_t from = 0) const;
  std::vector<Match> all(std::string_view text) const;  // without overlap, at most 10,000

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace gkwatch
