#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/result.h"

namespace gkwatch::config {

// What is wrong with one file, collected so that all of it is told at once.
class Problems {
 public:
  // `file` as the operator named it.
  explicit Problems(std::string file) : file_{std::move(file)} {}

  // `line` is 1-based; 0: the file as a whole.
  void add(std::size_t line, std::string text);
  bool is_empty() const { return found_.empty(); }
  // Malformed, one line per problem in the order of the file: "gkwatch.toml:12: …".
  Error error() const;

 private:
  struct Problem {
    std::size_t line;
    std::string text;
  };

  std::string file_;
  std::vector<Problem> found_;
};

}  // namespace gkwatch::config
