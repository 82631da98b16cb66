#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "core/clock.h"
#include "parser/document_reader.h"
#include "rules/rules.h"
#include "view/parsed_file.h"

namespace gkwatch::app {

// A file that somebody wants to have checked, and what it should be.
struct FileToJudge {
  std::string name;
  std::string bytes;
  std::string declared_type;  // may be empty
  std::string agency;         // name; empty: not said
  std::optional<int> year;
};

// Reads and judges one file, and keeps nothing. Fails as the reader does.
Result<view::ParsedFile> judged_file(FileToJudge file, parser::DocumentReader& reader,
                                     rules::Keep keep, Instant now, std::stop_token stop);

// What is said of a file whose reading was cut short: too large, too slow, refused.
view::ParsedFile unread_file(const std::string& name, const ContentHash& hash, const Error& error);

}  // namespace gkwatch::app
