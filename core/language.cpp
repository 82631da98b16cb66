#include "core/language.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "embedded/messages.h"

namespace gkwatch {
namespace {

using Catalogue = std::map<std::string, Bilingual, std::less<>>;

// "\n" in the file stands for a line end within a text.
std::string with_line_ends(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t mark = text.find("\\n");
    out += text.substr(0, mark);
    if (mark == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(mark + 2);
  }
}

void add_row(Catalogue& catalogue, std::string_view row) {
  if (row.empty() || row.front() == '#') return;
  const auto first = row.find('\t');
  const auto second = row.find('\t', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) std::abort();
  Bilingual words{with_line_ends(row.substr(first + 1, second - first - 1)),
                  with_line_ends(row.substr(second + 1))};
  const bool is_new = catalogue.emplace(row.substr(0, first), std::move(words)).second;
  if (!is_new) std::abort();
}

Catalogue read_catalogue(std::string_view text) {
  Catalogue catalogue;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    add_row(catalogue, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return catalogue;
}

const Bilingual* words_under(std::string_view key) {
  static const Catalogue catalogue = read_catalogue(data::messages);
  const auto found = catalogue.find(key);
  return found == catalogue.end() ? nullptr : &found->second;
}

const std::string& words_of(Language language, std::string_view key) {
  const Bilingual* words = words_under(key);
  if (words == nullptr) std::abort();
  return words->in(language);
}

}  // namespace

std::string fill_in(std::string_view text, std::initializer_list<Slot> slots) {
  std::string out;
  while (!text.empty()) {
    const auto open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    if (text.empty()) break;
    const auto name = text.substr(1, text.find('}') - 1);
    const auto* slot = std::find_if(slots.begin(), slots.end(),
                                    [&](const Slot& each) { return each.first == name; });
    const bool is_slot = slot != slots.end() && text.size() > name.size() + 1;
    out += is_slot ? slot->second : text.substr(0, 1);
    text.remove_prefix(is_slot ? name.size() + 2 : 1);
  }
  return out;
}

std::optional<std::string_view> find_words(Language language, std::string_view key) {
  const Bilingual* words = words_under(key);
  if (words == nullptr) return std::nullopt;
  return words->in(language);
}

std::string_view say(Language language, std::string_view key) { return words_of(language, key); }

std::string say(Language language, std::string_view key, std::initializer_list<Slot> slots) {
  return fill_in(words_of(language, key), slots);
}

}  // namespace gkwatch
