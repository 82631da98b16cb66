#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gkwatch {

// The languages of alerts, mails and pages.
enum class Language { Chinese, English };

// A text in both languages.
struct Bilingual {
  std::string zh;
  std::string en;
  const std::string& in(Language language) const { return language == Language::Chinese ? zh : en; }
  bool operator==(const Bilingual&) const = default;
};

using Slot = std::pair<std::string_view, std::string_view>;  // name, value

// Replaces each `{name}` of `text` by its value, once, from left to right; values are not
// looked at again. A name that is not given stays as it stands.
std::string fill_in(std::string_view text, std::initializer_list<Slot> slots);

// The words of the program for people: data/messages.tsv (key, zh, en). A key that is not
// in the catalogue ends the process: it is our own mistake.
std::string_view say(Language language, std::string_view key);
std::string say(Language language, std::string_view key, std::initializer_list<Slot> slots);
// The same for a key that comes from data, and may be unknown.
std::optional<std::string_view> find_words(Language language, std::string_view key);

}  // namespace gkwatch
