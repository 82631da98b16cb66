#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <mutex>
#include <string>

#include "core/clock.h"
#include "parser/converter.h"

namespace gkwatch::sandbox {

// What converting one document may cost.
struct ConversionLimits {
  std::chrono::seconds wall_time{90};
  std::chrono::seconds cpu_time{60};
  std::size_t memory_bytes = std::size_t{4} << 30;  // of address space
  std::size_t file_bytes = std::size_t{64} << 20;   // of each file that it writes
};

struct ConverterPlaces {
  std::filesystem::path office;    // LibreOffice's soffice; empty: not installed
  std::filesystem::path launcher;  // gkwatch-reader, which locks it in
  std::filesystem::path folder;    // for temporary files; exists
};

// Converts by LibreOffice without a screen: each document in a process of its own that has no
// network, an empty profile without macros and links, and one folder to write in, which is
// removed afterwards. It is not believed: its result must be there and of the form that was
// asked for. Thread-safe, one document at a time, the others wait. Unsupported, with words for
// people, if it is not installed, fails, or takes longer than it may.
class OfficeConverter final : public parser::Converter {
 public:
  // `clock` must outlive it.
  OfficeConverter(ConverterPlaces places, const ConversionLimits& limits, Clock& clock);

  Result<std::string> convert(parser::Media from, std::string_view bytes,
                              const std::stop_token& stop) override;

 private:
  class Turn;

  Result<std::string> convert_in(const std::filesystem::path& folder, parser::Media from,
                                 std::string_view bytes, const std::stop_token& stop);
  Status run(const std::filesystem::path& folder, parser::Media from,
             const std::stop_token& stop) const;

  const ConverterPlaces places_;
  const ConversionLimits limits_;
  Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any turn_is_over_;
  bool is_busy_ = false;  // guarded by mutex_
};

}  // namespace gkwatch::sandbox
