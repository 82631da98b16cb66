#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace gkwatch::alerts {

// Compares with tests/alerts/golden/<name>. What was written instead is kept in the build
// folder, to be looked at and, if it is better, taken over.
inline void expect_golden(const std::string& name, const std::string& written) {
  std::ifstream file{std::string{GKWATCH_SOURCE_DIR} + "/tests/alerts/golden/" + name,
                     std::ios::binary};
  const std::string golden{std::istreambuf_iterator<char>{file}, {}};
  if (written == golden) return;
  const std::filesystem::path folder{std::string{GKWATCH_BINARY_DIR} + "/golden"};
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  std::ofstream{folder / name, std::ios::binary} << written;
  ADD_FAILURE() << name << " differs from golden/" << name << "; see " << (folder / name);
}

}  // namespace gkwatch::alerts
