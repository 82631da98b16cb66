#include "rules/likeness.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/pattern.h"
#include "core/text.h"
#include "embedded/boilerplate.h"

namespace gkwatch::rules {
namespace {

constexpr std::size_t kShingle = 5;

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

std::set<std::u32string> shingles(std::string_view text) {
  const std::u32string letters = to_u32(text);
  std::set<std::u32string> found;
  for (std::size_t i = 0; i + kShingle <= letters.size(); ++i) {
    found.insert(letters.substr(i, kShingle));
  }
  return found;
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

Likeness likeness(std::string_view a, std::string_view b) {
  const auto of_a = shingles(a);
  const auto of_b = shingles(b);
  const std::size_t fewer = std::min(of_a.size(), of_b.size());
  if (fewer == 0) return {};
  const auto shared = static_cast<std::size_t>(
      std::count_if(of_a.begin(), of_a.end(), [&](const auto& one) { return of_b.contains(one); }));
  return {static_cast<int>(shared * 1000 / fewer), fewer};
}

}  // namespace gkwatch::rules
