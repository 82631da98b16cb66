#include "app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <map>

#include "app/ask_options.h"
#include "app/option_builder.h"
#include "app/usage_words.h"
#include "core/china_time.h"

namespace gkwatch::app {
namespace {

void add_daemon_commands(Builder& build, Options& options) {
  build.config(build.command("run"));
  CLI::App& poll = build.command("poll");
  build.config(poll);
  poll.add_flag("--all", options.all, build.text("help.poll.--all"));
  poll.add_option("--agency", options.filter.agencies, build.text("help.--agency"));
  poll.add_flag("--baseline", options.baseline, build.text("help.poll.--baseline"));
  build.config(build.command("check-config"));
  CLI::App& notify = build.command("notify");
  build.config(notify);
  notify.add_option("--test", options.receiver, build.text("help.notify.--test"))->required();
}

void add_discover(Builder& build, Options& options) {
  CLI::App& discover = build.command("discover");
  build.config(discover);
  build.format(discover);
  build.words(discover, "URL").required();
  discover.add_option("--journal", options.journal, build.text("help.discover.--journal"));
}

void add_parse(Builder& build, Options& options) {
  CLI::App& parse = build.command("parse");
  build.format(parse);
  build.words(parse, "FILE").required();
  parse.add_option("--agency", options.agency_name, build.text("help.parse.--agency"));
  parse.add_option("--year", options.year, build.text("help.parse.--year"));
  parse.add_flag("--all-outcomes", options.all_outcomes, build.text("help.parse.--all-outcomes"));
}

void add_silences(Builder& build, CLI::App& alerts) {
  CLI::App& silence = build.command(alerts, "silence", "alerts silence");
  build.config(silence);
  build.desk(silence);
  build.conditions(silence);
  CLI::App& unsilence = build.command(alerts, "unsilence", "alerts unsilence");
  build.config(unsilence);
  build.desk(unsilence);
  build.words(unsilence, "SILENCE").required();
  CLI::App& silences = build.command(alerts, "silences", "alerts silences");
  build.config(silences);
  build.format(silences);
  build.states(silences);
}

void add_questions(Builder& build, Options& options) {
  for (const char* name : {"agencies", "reports", "history"}) build.question(name);
  add_ask_commands(build, options);
  CLI::App& findings = build.question("findings");
  CLI::App& alerts = build.command("alerts");
  build.config(alerts);
  build.format(alerts);
  build.filters(alerts);
  CLI::App& ack = build.command(alerts, "ack", "alerts ack");
  build.config(ack);
  build.desk(ack);
  build.words(ack, "ID").required();
  CLI::App& dismiss = build.command(findings, "dismiss", "findings dismiss");
  build.config(dismiss);
  build.desk(dismiss);
  build.until(dismiss);
  build.words(dismiss, "FINDING").required();
  build.statistics();
  add_silences(build, alerts);
  CLI::App& routes = build.command("routes");
  build.config(routes);
  build.format(routes);
  build.words(routes, "ALERT").required()->expected(1);
  CLI::App& show = build.command("show");
  build.config(show);
  build.format_of_report(show);
  build.words(show, "REPORT").required()->expected(1);
  show.add_option("--report-version", options.version, build.text("help.show.--report-version"));
  CLI::App& rules = build.command("rules");
  build.format(rules);
  build.words(rules, "RULE");
  CLI::App& sql = build.command("sql");
  build.config(sql);
  build.format(sql);
  build.words(sql, "SELECT").required()->expected(1);
}

std::optional<Instant> first_moment(const std::string& text) { return parse_china_time(text); }

// "Until the 31st" includes the 31st, and not the midnight at which many portals date the 1st.
std::optional<Instant> last_moment(const std::string& text) {
  if (const auto day = parse_date(text)) return end_of(*day) - std::chrono::milliseconds{1};
  return parse_china_time(text);
}

// What CLI11 cannot check. Empty: all is well.
std::string check(Raw& raw, Language language) {
  Options& options = raw.options;
  if (!raw.config.empty()) options.config = raw.config;
  if (!raw.language.empty()) {
    options.language = raw.language == "en" ? Language::English : Language::Chinese;
  }
  // What `discover` finds is to be put into a file.
  if (raw.format.empty() && options.command == "discover") raw.format = "csv";
  options.format = raw.format == "json"  ? view::Format::Json
                   : raw.format == "csv" ? view::Format::Csv
                                         : view::Format::Text;
  options.is_sheet = raw.format == "html";
  options.filter.severity = severity_from(raw.severity);
  for (const std::string& one : raw.group_by) {
    if (one == "region") options.grouping.region = true;
    if (one == "class") options.grouping.agency_class = true;
    if (one == "year") options.grouping.year = true;
  }
  if (!raw.since.empty() && !(options.filter.since = first_moment(raw.since))) {
    return say(language, "usage.bad_date", {{"what", "--since"}, {"value", raw.since}});
  }
  if (!raw.until.empty() && !(options.filter.until = last_moment(raw.until))) {
    return say(language, "usage.bad_date", {{"what", "--until"}, {"value", raw.until}});
  }
  return "";
}

// The first word, if it is neither an option nor a command.
std::string unknown_command(const CLI::App& root, const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with("-")) return "";
  const auto commands = root.get_subcommands([](const CLI::App*) { return true; });
  const bool is_known = std::any_of(commands.begin(), commands.end(), [&](const CLI::App* one) {
    return one->get_name() == arguments.front();
  });
  return is_known ? "" : arguments.front();
}

CommandLine refused(const std::string& complaint, Language language) {
  const std::string hint{say(language, "help.hint")};
  return {.options = {},
          .said = {
              .out = {}, .err = "gkwatch: " + complaint + "\n" + hint + "\n", .exit = Exit::Usage}};
}

}  // namespace

Exit exit_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::Conflict:
      return Exit::Conflict;
    case ErrorCode::Malformed:
      return Exit::Configuration;
    default:
      return Exit::NoAccess;
  }
}

void plant(Builder& build, CLI::App& root, Raw& raw, const std::string& version) {
  root.require_subcommand(1);
  root.fallthrough(false);
  root.set_version_flag("--version", version, build.text("usage.version"));
  root.add_option("--language", raw.language, build.text("help.--language"))
      ->check(CLI::IsMember({"zh", "en"}));
  add_daemon_commands(build, raw.options);
  add_discover(build, raw.options);
  add_parse(build, raw.options);
  add_questions(build, raw.options);
  add_evidence_commands(build, raw.options);
}

CommandLine read_command_line(const std::vector<std::string>& arguments, Language language,
                              const std::string& version) {
  Raw raw;
  CLI::App root{std::string{say(language, "help.program")}, "gkwatch"};
  set_language(root, language);
  Builder build{root, raw, language};
  plant(build, root, raw, version);
  try {
    std::vector<std::string> reversed{arguments.rbegin(), arguments.rend()};
    root.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    const auto subs = root.get_subcommands();
    const CLI::App* which = subs.empty() ? &root : subs.front();
    while (!which->get_subcommands().empty()) which = which->get_subcommands().front();
    return {.options = {}, .said = {.out = which->help(), .err = {}, .exit = Exit::Done}};
  } catch (const CLI::CallForVersion&) {
    return {.options = {}, .said = {.out = version + "\n", .err = {}, .exit = Exit::Done}};
  } catch (const CLI::Error& error) {
    if (const std::string word = unknown_command(root, arguments); !word.empty()) {
      return refused(say(language, "usage.unknown_command", {{"value", word}}), language);
    }
    return refused(usage_words(error, language), language);
  }
  if (const std::string complaint = check(raw, language); !complaint.empty()) {
    return refused(complaint, language);
  }
  return {.options = std::move(raw.options), .said = {}};
}

}  // namespace gkwatch::app
