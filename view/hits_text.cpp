#include "view/hits_text.h"

#include <algorithm>
#include <vector>

#include "core/text.h"
#include "view/terminal.h"

namespace gkwatch::view {
namespace {

std::vector<std::string> parts_of(std::string_view wanted) {
  const std::string plain = to_lower(collapse_spaces(nfkc(wanted)));
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < plain.size();) {
    const std::size_t to = std::min(plain.find(' ', from), plain.size());
    if (to > from) parts.push_back(plain.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// to_lower() leaves the number of bytes as it is: what is found in one is found in the other.
std::string marked(const std::string& excerpt, const std::vector<std::string>& parts,
                   Colour colour) {
  const std::string low = to_lower(excerpt);
  std::string text;
  std::size_t done = 0;
  while (done < excerpt.size()) {
    std::size_t place = std::string::npos, size = 0;
    for (const std::string& part : parts) {
      const std::size_t found = low.find(part, done);
      if (found < place || (found == place && found != std::string::npos && part.size() > size)) {
        place = found;
        size = part.size();
      }
    }
    if (place == std::string::npos) break;
    text += inked(excerpt.substr(done, place - done), Ink::Plain, colour);
    text += inked(excerpt.substr(place, size), Ink::Bold, colour);
    done = place + size;
  }
  return text + inked(excerpt.substr(done), Ink::Plain, colour);
}

const Json& value_of(const store::Rows& hits, const std::vector<Json>& values,
                     std::string_view column) {
  static const Json kNone;
  const auto found = std::find(hits.columns.begin(), hits.columns.end(), column);
  return found == hits.columns.end()
             ? kNone
             : values.at(static_cast<std::size_t>(found - hits.columns.begin()));
}

}  // namespace

std::string hits_text(const store::Rows& hits, std::string_view wanted, const Page& page) {
  const std::vector<std::string> parts = parts_of(wanted);
  std::string text;
  for (const auto& values : hits.values) {
    const auto text_of = [&](std::string_view column) {
      return std::string{value_of(hits, values, column).string_or("")};
    };
    const std::string year = value_of(hits, values, "year").dump();
    text += inked(text_of("name") + " " + year, Ink::Bold, page.colour) + "  ";
    text += inked(say(page.language, "search.where",
                      {{"id", text_of("agency")},
                       {"year", year},
                       {"version", value_of(hits, values, "version").dump()}}),
                  Ink::Faint, page.colour) +
            "\n";
    text += "    " + marked(text_of("excerpt"), parts, page.colour) + "\n";
  }
  if (hits.values.empty()) text = std::string{say(page.language, "rows.none")} + "\n";
  if (hits.is_cut) text += std::string{say(page.language, "rows.cut")} + "\n";
  return text;
}

}  // namespace gkwatch::view
