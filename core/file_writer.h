#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace gkwatch {

// A file that is written piece by piece and is there as a whole or not at all: until finish() it
// has another name in the same folder, and it is removed if finish() is never reached. What stood
// under its name is replaced in one step that survives a power cut. One thread.
class FileWriter {
 public:
  // NotFound if there is no such folder, else Storage. The umask decides who may read the result.
  static Result<FileWriter> create(const std::filesystem::path& file);

  FileWriter(FileWriter&& other) noexcept
      : file_{std::move(other.file_)},
        beside_{std::move(other.beside_)},
        descriptor_{std::exchange(other.descriptor_, -1)} {}
  FileWriter& operator=(FileWriter&&) = delete;
  ~FileWriter();

  Status write(std::string_view bytes);
  // fsync, rename, fsync of the folder. Nothing may be written after it.
  Status finish();

 private:
  FileWriter(std::filesystem::path file, std::filesystem::path beside, int descriptor)
      : file_{std::move(file)}, beside_{std::move(beside)}, descriptor_{descriptor} {}

  std::filesystem::path file_;
  std::filesystem::path beside_;
  int descriptor_;  // -1: finished
};

}  // namespace gkwatch
