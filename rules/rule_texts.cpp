#include "rules/rule_texts.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "embedded/rule_texts.h"

namespace gkwatch::rules {
namespace {

struct Texts {
  std::vector<std::string> sections;
  std::map<std::string, std::string, std::less<>> values;  // by "section/key"
};

Texts read_texts(std::string_view file) {
  Texts texts;
  for (std::size_t begin = 0; begin < file.size();) {
    const std::size_t end = std::min(file.find('\n', begin), file.size());
    const std::string_view line = file.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      texts.sections.emplace_back(line.substr(1, line.size() - 2));
      continue;
    }
    const std::size_t sign = line.find(" = ");
    if (sign == std::string_view::npos || texts.sections.empty()) std::abort();
    const std::string key = texts.sections.back() + "/" + std::string{line.substr(0, sign)};
    if (!texts.values.emplace(key, line.substr(sign + 3)).second) std::abort();
  }
  return texts;
}

const Texts& all_texts() {
  static const Texts texts = read_texts(data::rule_texts);
  return texts;
}

std::string filled(std::string_view text, std::span<const Fill> fills, Language language) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    const auto fill = close == std::string_view::npos
                          ? fills.end()
                          : std::find_if(fills.begin(), fills.end(), [&](const Fill& one) {
                              return one.name == text.substr(1, close - 1);
                            });
    const bool is_slot = fill != fills.end();
    if (is_slot) out += fill->value.in(language);
    if (!is_slot) out += text.substr(0, 1);
    text.remove_prefix(std::min(is_slot ? close + 1 : 1, text.size()));
  }
  return out;
}

}  // namespace

std::vector<std::string> text_sections() { return all_texts().sections; }

bool has_text(std::string_view section, std::string_view key) {
  return all_texts().values.contains(std::string{section} + "/" + std::string{key});
}

const std::string& text_of(std::string_view section, std::string_view key) {
  const auto& values = all_texts().values;
  const auto found = values.find(std::string{section} + "/" + std::string{key});
  if (found == values.end()) std::abort();
  return found->second;
}

Bilingual texts_of(std::string_view section, std::string_view key) {
  const std::string name{key};
  return {text_of(section, name + ".zh"), text_of(section, name + ".en")};
}

Bilingual words(std::string_view key, std::span<const Fill> fills) {
  return filled(texts_of("words", key), fills);
}

Bilingual filled(const Bilingual& text, std::span<const Fill> fills) {
  return {filled(text.zh, fills, Language::Chinese), filled(text.en, fills, Language::English)};
}

}  // namespace gkwatch::rules
