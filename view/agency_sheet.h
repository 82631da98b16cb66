#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/ids.h"
#include "core/language.h"
#include "model/finding.h"
#include "store/queries.h"

namespace gkwatch::view {

// What a rule is called, and what it rests on: "《条例》第五十条".
struct RuleWords {
  Bilingual title;
  std::string clause;  // empty: reckoning alone, or a hint
};

// What a sheet is written from. Everything referred to must outlive the call.
struct SheetMatter {
  const store::Rows& agencies;  // Queries::agencies: the one that the sheet is about
  const store::Rows& reports;   // Queries::reports of it, of the years that the sheet is about
  std::span<const Finding> findings;  // Queries::standing of it, of the same years
  // Empty words for a rule that is not known.
  std::function<RuleWords(const RuleId&)> words_of;
  std::string base;  // "https://gk.example.org", for links to our pages; empty: no links
  Instant now{};     // when it was looked up
};

// One sheet on one agency for the office that urges it to put things right (督促整改): for each
// year how its report was published, what is wrong with it in plain words, the cells concerned as
// printed and as they should be, the source, the archived hash, and room for the agency's answer.
// Errors and warnings; hints and what could not be verified are no matter. One HTML document
// without script, picture or anything from elsewhere, which prints on A4. All foreign text is
// escaped; links are http(s) or none.
std::string agency_sheet(const SheetMatter& matter, Language language);
// Its style sheet, as it stands between its style tags: a policy may allow it by its hash.
std::string_view agency_sheet_style();

}  // namespace gkwatch::view
