#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "core/result.h"
#include "crawler/discovery.h"

namespace gkwatch::app {

// What `discover` has looked at, in a file of one JSON object a line, so that a run that was
// ended goes on where it was. A last line that was cut is passed over.
class DiscoveryFile {
 public:
  // Reads what is there and opens the file for more. Storage: it cannot be read or written.
  static Result<DiscoveryFile> open(const std::filesystem::path& file);

  std::size_t size() const { return pages_.size(); }
  // Refers to this object.
  crawler::DiscoveryJournal journal();

 private:
  Status keep(const std::string& page, const crawler::Discovered& seen);

  std::map<std::string, crawler::Discovered> pages_;
  std::ofstream out_;
  std::string name_;
};

}  // namespace gkwatch::app
