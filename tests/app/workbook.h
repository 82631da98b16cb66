#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <map>
#include <memory>
#include <string>

namespace gkwatch::testing {

// The files in a workbook (or any other ZIP) by name; empty if it is none.
inline std::map<std::string, std::string> files_in(const std::string& zip) {
  std::map<std::string, std::string> files;
  const std::unique_ptr<archive, int (*)(archive*)> in{archive_read_new(), &archive_read_free};
  archive_read_support_format_zip(in.get());
  if (archive_read_open_memory(in.get(), zip.data(), zip.size()) != ARCHIVE_OK) return files;
  archive_entry* entry = nullptr;
  while (archive_read_next_header(in.get(), &entry) == ARCHIVE_OK) {
    std::string& text = files[archive_entry_pathname(entry)];
    char block[4096];
    la_ssize_t size = 0;
    while ((size = archive_read_data(in.get(), block, sizeof block)) > 0) {
      text.append(block, static_cast<std::size_t>(size));
    }
  }
  return files;
}

// The first sheet: the rows of an export.
inline std::string first_sheet(const std::string& workbook) {
  return files_in(workbook)["xl/worksheets/sheet1.xml"];
}

}  // namespace gkwatch::testing
