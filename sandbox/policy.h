#pragma once

#include <chrono>
#include <cstddef>

namespace gkwatch::sandbox {

// What reading one document may cost. Each document has a process of its own.
struct Limits {
  std::size_t processes = 2;  // at the same time
  std::chrono::seconds wall_time{120};
  std::chrono::seconds cpu_time{60};
  std::size_t memory_bytes = std::size_t{1} << 30;  // of address space; not under sanitizers
  std::size_t reply_bytes = std::size_t{16} << 20;
  std::size_t conversions = 8;                     // of the document and what it holds
  std::size_t wish_bytes = std::size_t{64} << 20;  // of one file that is to be converted
};

}  // namespace gkwatch::sandbox
