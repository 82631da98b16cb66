#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"

namespace gkwatch::rules {

// A value for `{name}` of a template, in both languages.
struct Fill {
  Fill(std::string_view slot, std::string_view both)
      : name{slot}, value{std::string{both}, std::string{both}} {}
  Fill(std::string_view slot, Bilingual text) : name{slot}, value{std::move(text)} {}
  std::string name;
  Bilingual value;
};

// The texts of data/rules.ini. A section is a rule, or "words" for what rules share. What is
// asked for and not there ends the process: text and code belong to one program.
std::vector<std::string> text_sections();  // in the order of the file
bool has_text(std::string_view section, std::string_view key);
const std::string& text_of(std::string_view section, std::string_view key);
Bilingual texts_of(std::string_view section, std::string_view key);  // key.zh and key.en

// The shared words, with their slots filled: words("column.NP").
Bilingual words(std::string_view key, std::span<const Fill> fills = {});
// Fills every `{name}` once, from left to right; values are not looked at again.
Bilingual filled(const Bilingual& text, std::span<const Fill> fills);

}  // namespace gkwatch::rules
