#include "config/problems.h"

#include <algorithm>

namespace gkwatch::config {

void Problems::add(std::size_t line, std::string text) {
  found_.push_back({line, std::move(text)});
}

Error Problems::error() const {
  std::vector<Problem> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  std::string message;
  for (const Problem& problem : sorted) {
    if (!message.empty()) message += '\n';
    message += file_;
    if (problem.line > 0) message += ':' + std::to_string(problem.line);
    message += ": " + problem.text;
  }
  return {ErrorCode::Malformed, std::move(message)};
}

}  // namespace gkwatch::config
