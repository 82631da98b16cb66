#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/options.h"
#include "core/language.h"

namespace gkwatch::app {

// The texts before they are understood: CLI11 fills these, and check() reads them.
struct Raw {
  std::string config, language, format, since, until, severity;
  std::vector<std::string> group_by;
  Options options;
};

// Puts commands and their options together. Whatever it is given must outlive the parsing.
class Builder {
 public:
  Builder(CLI::App& root, Raw& raw, Language language)
      : root_{root}, raw_{raw}, language_{language} {}

  CLI::App& command(CLI::App& parent, const std::string& name, const std::string& full_name) {
    const std::string key = "help." + full_name;
    CLI::App& sub = *parent.add_subcommand(name, text(key));
    sub.group(text("usage.label.commands"));
    sub.get_help_ptr()->group(text("usage.label.options"));
    sub.add_option("--language", raw_.language, text("help.--language"))
        ->check(CLI::IsMember({"zh", "en"}));
    sub.callback([this, full_name, &sub] {
      if (sub.get_subcommands().empty()) raw_.options.command = full_name;
    });
    return sub;
  }

  CLI::App& command(const std::string& name) { return command(root_, name, name); }

  void config(CLI::App& sub) { sub.add_option("--config", raw_.config, text("help.--config")); }

  // What is printed of one report: also a sheet for the agency.
  void format_of_report(CLI::App& sub) {
    sub.add_option("--format", raw_.format, text("help.show.--format"))
        ->check(CLI::IsMember({"text", "json", "csv", "html"}));
  }

  void format(CLI::App& sub) {
    sub.add_option("--format", raw_.format, text("help.--format"))
        ->check(CLI::IsMember({"text", "json", "csv"}));
  }

  // Which agencies, years and days.
  void visits(CLI::App& sub) {
    store::Filter& filter = raw_.options.filter;
    sub.add_option("--agency", filter.agencies, text("help.--agency"));
    sub.add_option("--region", filter.region_prefix, text("help.--region"));
    sub.add_option("--class", filter.agency_class, text("help.--class"));
    sub.add_option("--year", filter.year, text("help.--year"));
    sub.add_option("--since", raw_.since, text("help.--since"));
    sub.add_option("--until", raw_.until, text("help.--until"));
  }

  // What is thought of it.
  void judgement(CLI::App& sub) {
    store::Filter& filter = raw_.options.filter;
    sub.add_option("--rule", filter.rule, text("help.--rule"));
    sub.add_option("--severity", raw_.severity, text("help.--severity"))
        ->check(CLI::IsMember({"info", "warning", "error"}));
    sub.add_option("--state", filter.state, text("help.--state"));
  }

  void filters(CLI::App& sub) {
    store::Filter& filter = raw_.options.filter;
    visits(sub);
    judgement(sub);
    sub.add_option("--limit", filter.limit, text("help.--limit"));
  }

  // What a silence is about.
  void conditions(CLI::App& sub) {
    store::Filter& filter = raw_.options.filter;
    sub.add_option("--agency", filter.agencies, text("help.silence.--agency"));
    sub.add_option("--region", filter.region_prefix, text("help.silence.--region"));
    sub.add_option("--class", filter.agency_class, text("help.silence.--class"));
    sub.add_option("--year", filter.year, text("help.silence.--year"));
    sub.add_option("--rule", filter.rule, text("help.silence.--rule"));
    sub.add_option("--until", raw_.until, text("help.silence.--until"));
  }

  void states(CLI::App& sub) {
    sub.add_option("--state", raw_.options.filter.state, text("help.--state"));
  }

  CLI::App& question(const std::string& name) {
    CLI::App& sub = command(name);
    config(sub);
    format(sub);
    filters(sub);
    return sub;
  }

  void statistics() {
    CLI::App& sub = question("stats");
    sub.add_option("--group-by", raw_.group_by, text("help.stats.--group-by"))
        ->delimiter(',')
        ->check(CLI::IsMember({"region", "class", "year"}));
  }

  void until(CLI::App& sub) { sub.add_option("--until", raw_.until, text("help.--until")); }

  void desk(CLI::App& sub) {
    sub.add_option("--by", raw_.options.by, text("help.--by"));
    sub.add_option("--note", raw_.options.note, text("help.--note"));
  }

  CLI::Option& words(CLI::App& sub, const std::string& name) {
    return *sub.add_option(name, raw_.options.words, text("help.words." + name));
  }

  std::string text(const std::string& key) const { return std::string{say(language_, key)}; }

 private:
  CLI::App& root_;
  Raw& raw_;
  Language language_;
};

// archive, backup, restore: what is done about the evidence.
void add_evidence_commands(Builder& build, Options& options);

// All that the program understands, below `root`.
void plant(Builder& build, CLI::App& root, Raw& raw, const std::string& version);

}  // namespace gkwatch::app
