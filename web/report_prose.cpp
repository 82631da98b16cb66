#include <algorithm>
#include <vector>

#include "web/report_parts.h"

namespace gkwatch::web {
namespace {

// A claim, and where its clause stands in the section's text.
struct Place {
  std::size_t from = 0;
  const Claim* claim = nullptr;
};

std::vector<Place> places_in(const Section& section, const std::vector<Claim>& claims) {
  std::vector<Place> places;
  for (const Claim& claim : claims) {
    const std::size_t at = claim.text.empty() ? std::string::npos : section.text.find(claim.text);
    if (claim.section == section.number && at != std::string::npos) places.push_back({at, &claim});
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.from < b.from; });
  return places;
}

std::string words_of(const Claim& claim, const Sheet& sheet) {
  const auto what = find_words(sheet.language, "claim." + claim.what);
  return std::string{what.value_or(claim.what)} + (claim.is_exact ? " = " : " ≈ ") +
         to_text(claim.value);
}

// The text with each clause marked once, and behind it what was read from it.
void write_text(Sheet& sheet, const Section& section, const std::vector<Place>& places) {
  Html& html = sheet.html;
  const auto paragraph = html.in("p", {{"class", "prose"}});
  const std::string_view text = section.text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    if (place.from < at) continue;
    html.text(text.substr(at, place.from - at));
    html.leaf("mark", place.claim->text);
    for (std::size_t j = i; j < places.size() && places[j].from == place.from; ++j) {
      html.leaf("small", {{"class", "figure"}}, words_of(*places[j].claim, sheet));
    }
    at = place.from + place.claim->text.size();
  }
  html.text(text.substr(at));
}

void write_unknown_rows(Sheet& sheet, const ParsedDocument& document) {
  if (document.unknown_rows.empty()) return;
  Html& html = sheet.html;
  html.leaf("h3", sheet.say("web.unknown_rows"));
  const auto list = html.in("ul");
  for (const UnknownRow& row : document.unknown_rows) {
    std::string values;
    for (const std::string& value : row.values) values += " | " + value;
    html.leaf("li", row.table + " " + row.label + values);
  }
}

}  // namespace

void write_prose(Sheet& sheet, const ParsedDocument& document) {
  Html& html = sheet.html;
  write_unknown_rows(sheet, document);
  if (document.sections.empty()) return;
  html.leaf("h2", sheet.say("web.prose"));
  for (const Section& section : document.sections) {
    const std::vector<Place> places = places_in(section, document.claims);
    const Attribute open = places.empty() ? Attribute{} : Attribute{"open", ""};
    const auto part = html.in("details", {{"class", "section"}, open});
    html.leaf("summary",
              section.heading.empty() ? std::string{sheet.say("web.preface")} : section.heading);
    write_text(sheet, section, places);
  }
}

}  // namespace gkwatch::web
