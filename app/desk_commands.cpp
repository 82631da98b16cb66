// The alert desk: what people decide about alerts, and who hears of one.
#include <ostream>
#include <string_view>

#include "alerts/route.h"
#include "alerts/self_watch.h"
#include "app/commands.h"
#include "app/configuration.h"
#include "core/integer.h"
#include "rules/rules.h"
#include "store/database.h"
#include "store/queries.h"
#include "view/rows.h"

namespace gkwatch::app {
namespace {

struct Desk {
  config::Settings settings;
  store::Database database;
};

Result<Desk> open_desk(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return std::move(settings).error();
  auto database = store::Database::open(settings->database, store::Database::Role::Desk);
  if (!database) return Error{ErrorCode::Storage, database.error().message};
  return Desk{*std::move(settings), *std::move(database)};
}

store::DeskNote note_of(const Options& options, const World& world) {
  const std::string user = world.environment("USER").value_or("");
  return {
      .by = options.by.empty() ? user : options.by, .note = options.note, .at = world.clock.now()};
}

Exit refuse(Language language, std::string_view key, std::string_view value, World& world) {
  world.err << "gkwatch: " << say(language, key, {{"value", value}}) << "\n";
  return Exit::Usage;
}

// Tells why something could not be done, in the reader's language where we know the reason.
Exit complain_of(const Error& error, std::string_view what, std::string_view word,
                 Language language, World& world) {
  const std::string key = std::string{"desk."} + std::string{what};
  if (error.code == ErrorCode::NotFound) {
    world.err << "gkwatch: " << say(language, key + ".none", {{"value", word}}) << "\n";
  } else if (error.code == ErrorCode::Conflict) {
    world.err << "gkwatch: " << say(language, key + ".over", {{"value", word}}) << "\n";
  } else {
    world.err << "gkwatch: " << error.message << "\n";
  }
  return Exit::NoAccess;
}

// Does `act` with each number on the command line; the worst of the exits.
template <class Act>
Exit with_each_number(const Options& options, std::string_view what, Language language,
                      World& world, Act act) {
  Exit exit = Exit::Done;
  for (const std::string& word : options.words) {
    const auto number = integer_in(word);
    if (!number) {
      exit = refuse(language, "desk.no_number", word, world);
      continue;
    }
    if (Status done = act(*number); !done) {
      exit = complain_of(done.error(), what, word, language, world);
    } else {
      world.err << say(language, "desk." + options.command, {{"value", word}}) << "\n";
    }
  }
  return exit;
}

bool is_known_rule(std::string_view pattern) {
  for (const rules::Rule& rule : rules::rule_book()) {
    if (is_rule_like(rule.id.text, pattern)) return true;
  }
  for (const auto& [rule, title] : alerts::self_rule_titles()) {
    if (is_rule_like(rule.text, pattern)) return true;
  }
  return false;
}

// What is wrong with the conditions of a silence, as a key of the catalogue; empty: nothing.
std::string_view wrong_silence(const store::Filter& filter, Instant now) {
  if (!filter.rule.empty() && !is_known_rule(filter.rule)) return "desk.wrong.rule";
  if (!filter.agency_class.empty() && !agency_class_from(filter.agency_class)) {
    return "desk.wrong.class";
  }
  if (filter.agencies.size() > 1) return "desk.wrong.agencies";
  if (filter.until && *filter.until <= now) return "desk.wrong.until";
  const bool is_all = filter.rule.empty() && filter.agencies.empty() && !filter.year &&
                      filter.region_prefix.empty() && filter.agency_class.empty();
  return is_all ? "desk.wrong.all" : "";
}

Silence silence_of(const store::Filter& filter) {
  Silence silence{.region_prefix = filter.region_prefix,
                  .agency_class = filter.agency_class,
                  .year = filter.year,
                  .until = filter.until};
  if (!filter.rule.empty()) silence.rule = RuleId{filter.rule};
  if (!filter.agencies.empty()) silence.agency = AgencyId{filter.agencies.front()};
  return silence;
}

store::Rows rows_of(const std::vector<alerts::Route>& routes) {
  store::Rows rows{.columns = {"receiver", "taken", "why"}};
  for (const alerts::Route& route : routes) {
    rows.values.push_back({Json{route.receiver.text}, Json{route.is_taken}, Json{route.why}});
  }
  return rows;
}

}  // namespace

Exit acknowledge_command(const Options& options, World& world) {
  auto desk = open_desk(options, world);
  if (!desk) return complain(desk.error(), world);
  return with_each_number(options, "alert", desk->settings.language, world, [&](auto number) {
    return desk->database.acknowledge(number, note_of(options, world));
  });
}

Exit silence_command(const Options& options, World& world) {
  auto desk = open_desk(options, world);
  if (!desk) return complain(desk.error(), world);
  const Language language = desk->settings.language;
  const auto wrong = wrong_silence(options.filter, world.clock.now());
  if (!wrong.empty()) return refuse(language, wrong, options.filter.rule, world);
  const auto number = desk->database.silence(silence_of(options.filter), note_of(options, world));
  if (!number && number.error().code == ErrorCode::NotFound) {
    return refuse(language, "desk.wrong.agency", options.filter.agencies.front(), world);
  }
  if (!number) return complain(number.error(), world);
  world.out << say(language, "desk.silenced", {{"value", std::to_string(*number)}}) << "\n";
  return Exit::Done;
}

Exit unsilence_command(const Options& options, World& world) {
  auto desk = open_desk(options, world);
  if (!desk) return complain(desk.error(), world);
  return with_each_number(options, "silence", desk->settings.language, world, [&](auto number) {
    return desk->database.unsilence(number, note_of(options, world));
  });
}

Exit routes_command(const Options& options, World& world) {
  auto settings = load_settings(options, world);
  if (!settings) return complain(settings.error(), world);
  const std::string& word = options.words.front();
  const auto number = integer_in(word);
  if (!number) return refuse(settings->language, "desk.no_number", word, world);
  auto queries = store::Queries::open(settings->database);
  if (!queries) return complain({ErrorCode::Storage, queries.error().message}, world);
  const auto alert = queries->alert(*number);
  if (!alert) return complain_of(alert.error(), "alert", word, settings->language, world);
  const auto routes = alerts::routes_of(alert->alert.finding, alert->agency, settings->alerts);
  if (alert->alert.state == AlertState::Silenced) {
    world.err << say(settings->language, "desk.is_silenced") << "\n";
  }
  world.out << view::render(rows_of(routes), page_for(options.format, settings->language, world));
  return Exit::Done;
}

}  // namespace gkwatch::app
