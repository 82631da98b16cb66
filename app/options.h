#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/language.h"
#include "core/result.h"
#include "store/queries.h"
#include "view/rows.h"

namespace gkwatch::app {

// What the process says when it ends (INTERFACES 2). Made in app/ and nowhere else.
enum class Exit {
  Done = 0,
  NotInOrder = 1,  // done, and what was asked about is not in order
  Usage = 2,
  Configuration = 3,
  NoAccess = 4,  // cannot read, open or write something needed
  Conflict = 5,  // another process holds the database
};

// The exit code that goes with an Error of the rooms.
Exit exit_for(const Error& error);

// One command line, read and checked.
struct Options {
  std::string command;  // "parse", "alerts ack"
  std::optional<std::filesystem::path> config;
  std::optional<Language> language;
  view::Format format = view::Format::Text;
  bool is_sheet = false;  // show --format html
  store::Filter filter;
  store::Grouping grouping;  // stats --group-by

  std::vector<std::string> words;  // files, an id, SQL: what stands without an option
  std::string agency_name;         // parse --agency
  std::optional<int> year;
  bool all_outcomes = false;
  bool all = false;
  bool baseline = false;
  std::string url;     // import --url
  std::string folder;  // backup and restore --archive
  bool anew = false;  // archive verify --restart
  std::string by;
  std::string note;
  std::string receiver;           // notify --test
  std::optional<int> version;     // show --version-number
  std::filesystem::path journal;  // discover --journal
  std::string out;                // a file to write
  std::optional<int> from;        // diff: the versions that are compared
  std::optional<int> to;
  std::string what;                      // export: which table
  std::string export_format = "csv";     // export --format
  bool has_mark = false;                 // export --bom
  std::optional<std::size_t> most_rows;  // export --limit: all without it
};

// What is to be printed instead of doing anything: help, the version, or a complaint.
struct Said {
  std::string out;
  std::string err;
  Exit exit = Exit::Done;
};

struct CommandLine {
  std::optional<Options> options;  // none: say what `said` holds and end
  Said said;
};

CommandLine read_command_line(const std::vector<std::string>& arguments, Language language,
                              const std::string& version);

}  // namespace gkwatch::app
