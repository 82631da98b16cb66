#include "app/sheet_command.h"

#include <ostream>

#include "app/commands.h"
#include "app/rule_words.h"
#include "core/json.h"
#include "view/agency_sheet.h"

namespace gkwatch::app {
namespace {

// Whom a sheet is about: an agency, and one year or all.
struct Subject {
  std::string agency;
  std::optional<int> year;
};

// "12", "huadu-shiling:2020" or "huadu-shiling". A year needs no report: what is missing has none.
Result<Subject> subject_of(const std::string& word, const store::Queries& queries) {
  if (const auto number = Json::parse(word); number && number->integer()) {
    const auto report = queries.report(*number->integer());
    if (!report) return report.error();
    return Subject{report->agency.id.text, report->duty.year};
  }
  const auto colon = word.rfind(':');
  if (colon == std::string::npos) return Subject{word, {}};
  const auto year = Json::parse(word.substr(colon + 1));
  constexpr std::int64_t kMost = 9999;
  const auto number = year ? year->integer() : std::nullopt;
  if (!number || *number < 0 || *number > kMost) {
    return Error{ErrorCode::Unsupported, word};
  }
  return Subject{word.substr(0, colon), static_cast<int>(*number)};
}

}  // namespace

Exit print_sheet(const Options& options, const config::Settings& settings,
                 const store::Queries& queries, World& world) {
  const std::string& word = options.words.front();
  const auto refuse = [&](std::string_view key) {
    world.err << "gkwatch: " << say(settings.language, key, {{"value", word}}) << "\n";
  };
  const auto subject = subject_of(word, queries);
  if (!subject && subject.error().code == ErrorCode::Unsupported) {
    refuse("show.no_report_word");
    return Exit::Usage;
  }
  if (!subject) return complain(subject.error(), world);
  const store::Filter filter{.agencies = {subject->agency}, .year = subject->year};
  const auto agencies = queries.agencies({.agencies = {subject->agency}});
  const auto reports = queries.reports(filter);
  for (const auto* rows : {&agencies, &reports}) {
    if (!*rows) return complain(rows->error(), world);
  }
  if (agencies->values.empty() || reports->values.empty()) {
    refuse(agencies->values.empty() ? "desk.wrong.agency" : "show.not_watched");
    return Exit::NoAccess;
  }
  const auto findings = queries.standing(subject->agency, subject->year, world.clock.now());
  if (!findings) return complain(findings.error(), world);
  world.out << view::agency_sheet({.agencies = *agencies,
                                   .reports = *reports,
                                   .findings = *findings,
                                   .words_of = rule_words,
                                   .base = settings.alerts.page_base,
                                   .now = world.clock.now()},
                                  settings.language);
  return Exit::Done;
}

}  // namespace gkwatch::app
