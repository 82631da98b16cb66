#include "rules/likeness.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/pattern.h"
#include "core/text.h"
#include "embedded/boilerplate.h"

namespace gkwatch::rules {
namespace {

constexpr std::size_t kShingle = 5;

// FNV-1a over the characters: kept in the database, so it may not differ between runs.
std::uint32_t hash_of(std::u32string_view letters) {
  std::uint32_t hash = 0x811c9dc5u;
  for (const char32_t letter : letters) {
    for (int shift = 0; shift < 24; shift += 8) {
      hash = (hash ^ ((static_cast<std::uint32_t>(letter) >> shift) & 0xffu)) * 0x01000193u;
    }
  }
  return hash;
}

const std::vector<std::string>& boilerplate() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> phrases;
    const std::string_view file = data::boilerplate;
    for (std::size_t begin = 0; begin < file.size();) {
      const std::size_t end = std::min(file.find('\n', begin), file.size());
      if (end > begin && file[begin] != '#') phrases.emplace_back(file.substr(begin, end - begin));
      begin = end + 1;
    }
    return phrases;
  }();
  return all;
}

std::string without(std::string_view text, const Pattern& pattern) {
  std::string left;
  std::size_t at = 0;
  for (const auto& match : pattern.all(text)) {
    left += text.substr(at, match.begin - at);
    at = match.end;
  }
  return left + std::string{text.substr(at)};
}

bool is_boilerplate(const std::string& sentence) {
  return std::any_of(boilerplate().begin(), boilerplate().end(),
                     [&](const std::string& phrase) { return contains(sentence, phrase); });
}

}  // namespace

std::string own_words(std::string_view section) {
  static const Pattern names{"《[^》]{1,80}》"};
  static const Pattern numbers{"[0-9.,%+-]+|[年月日]"};
  static const Pattern sentences{"[^。;!?]+[。;!?]?"};
  const std::string plain = without_spaces(nfkc(section));
  std::string own;
  for (const auto& sentence : sentences.all(plain)) {
    if (!is_boilerplate(sentence.group(0))) own += sentence.group(0);
  }
  return without(without(own, names), numbers);
}

Shingles shingles_of(std::string_view text) {
  const std::u32string letters = to_u32(text);
  Shingles found;
  for (std::size_t i = 0; i + kShingle <= letters.size(); ++i) {
    found.push_back(hash_of(std::u32string_view{letters}.substr(i, kShingle)));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Likeness likeness(const Shingles& a, const Shingles& b) {
  const std::size_t fewer = std::min(a.size(), b.size());
  if (fewer == 0) return {};
  Shingles shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return {static_cast<int>(shared.size() * 1000 / fewer), fewer};
}

Likeness likeness(std::string_view a, std::string_view b) {
  return likeness(shingles_of(a), shingles_of(b));
}

}  // namespace gkwatch::rules
