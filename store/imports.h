#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/content_hash.h"
#include "store/records.h"

namespace gkwatch::store {

// Who brought a report by other ways than the crawl, and why.
struct ImportNote {
  ContentHash document{};
  std::string file;  // its name, without folders
  std::string url;   // where it is said to have stood; empty: nowhere
  std::string by;
  std::string note;
  Instant at{};
};

// A report that is taken in, with its reading. `version.document_url` is the note's address or,
// if it has none, one of import_address(): never one that a crawl has.
struct Import {
  ReportVersion version;
  ImportNote note;
  std::string declared_type;
};

enum class Imported {
  New,    // it is a version now; the current one unless the crawl has found another
  Known,  // these bytes were a version before: nothing but the note was added
};

// "import:<sha256>".
std::string import_address(const ContentHash& document);

// A cell of which an older reading of the same bytes said something else; null: a gap.
struct RereadCell {
  CellKey cell;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

// What a newer parser reads otherwise in the document of one version.
struct Rereading {
  Report report;  // with today's reading
  std::map<int, std::vector<std::uint32_t>> shingles{};
  Instant at{};
  std::string program;                         // that read it anew
  VersionChange change = VersionChange::Text;  // from one reading to the other
  ReadStatus status_before = ReadStatus::Unreadable;
  std::vector<RereadCell> cells;
};

// The same for those who ask afterwards.
struct RereadingNote {
  int version = 0;
  Instant at{};
  std::string program;
  VersionChange change = VersionChange::Text;
  std::size_t cells = 0;
};

// How a version differs from the one before it, both as today's parser reads them.
struct VersionStep {
  int version = 0;
  VersionChange change = VersionChange::First;
};

}  // namespace gkwatch::store
