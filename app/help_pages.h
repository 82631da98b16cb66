#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace gkwatch::app {

// The help of a command as a terminal shows it: columns are aligned by what the terminal shows
// (CJK is two columns wide), choices are written zh|en, and the usage line has the whole command.
class HelpPages final : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_subcommand(const CLI::App* sub) const override;
};

}  // namespace gkwatch::app
