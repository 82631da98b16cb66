#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "core/language.h"

namespace gkwatch::app {

// Makes the help of this program, and of every command that is added to it later, speak the
// language.
void set_language(CLI::App& root, Language language);

// What is wrong with a command line, in words.
std::string usage_words(const CLI::Error& error, Language language);

}  // namespace gkwatch::app
