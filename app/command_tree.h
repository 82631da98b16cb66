#pragma once

#include <string>
#include <vector>

#include "core/language.h"

namespace gkwatch::app {

// An option or flag of a command, as the shells need it.
struct OfferedOption {
  std::string name;                  // "--format"
  std::string meaning;               // in words
  std::vector<std::string> choices;  // the values there are; empty: any
  bool takes_value = false;
  bool is_file = false;  // the value is the name of a file
};

// A command with what may follow it.
struct OfferedCommand {
  std::string path;                      // "alerts ack"; empty for the program itself
  std::string meaning;                   // in words
  std::vector<std::string> subcommands;  // last words of their paths
  std::vector<OfferedOption> options;
  std::vector<std::string> choices;  // of the words that stand without an option
  bool takes_files = false;
};

// Every command that the program has, the program itself first: read from the very tree that
// reads command lines, so that it cannot say anything else.
std::vector<OfferedCommand> command_tree(Language language);

// The completion script for "bash", "zsh" or "fish"; empty for another shell.
std::string completion_script(const std::string& shell, Language language);

}  // namespace gkwatch::app
