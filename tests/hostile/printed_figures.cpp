#include "tests/hostile/printed_figures.h"

#include <stdio.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>

#include "core/text.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::testing {
namespace {

bool is_figure_byte(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '+';
}
bool is_blank_byte(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\x7F'; }
bool is_cell_byte(char c) { return !is_blank_byte(c) && c != '<' && c != '>' && c != '|'; }

// The run of bytes around `place` that are all of that kind; empty if that one is not.
std::string run_around(std::string_view bytes, std::size_t place, bool (*is_of_kind)(char)) {
  if (place >= bytes.size() || !is_of_kind(bytes[place])) return {};
  std::size_t begin = place;
  std::size_t end = place + 1;
  while (begin > 0 && is_of_kind(bytes[begin - 1])) --begin;
  while (end < bytes.size() && is_of_kind(bytes[end])) ++end;
  return std::string{bytes.substr(begin, end - begin)};
}

// A text that is nothing but a figure.
std::optional<Decimal> figure_of(std::string text) {
  text = nfkc(text);
  std::erase(text, ',');
  if (text.starts_with('+')) text.erase(0, 1);
  return Decimal::parse(text);
}

// What stands at `place` now that a wrong byte is there. A blank there ends the figures beside, and
// so does a bar, which parts cells.
std::vector<std::string> texts_at(std::string_view bytes, std::size_t place) {
  std::vector<std::string> texts{run_around(bytes, place, is_figure_byte),
                                 run_around(bytes, place, is_cell_byte)};
  if (!is_blank_byte(bytes[place]) && bytes[place] != '|') return texts;
  if (place > 0) texts.push_back(run_around(bytes, place - 1, is_figure_byte));
  texts.push_back(run_around(bytes, place + 1, is_figure_byte));
  return texts;
}

bool is_in_bytes(const Damaged& damaged, const Decimal& figure) {
  for (const std::size_t place : damaged.places) {
    for (const std::string& text : texts_at(damaged.bytes, place)) {
      if (figure_of(text) == figure) return true;
    }
  }
  return false;
}

// Each word that pdftotext shows, with page and place.
std::set<std::string> words_of(const std::string& pdf) {
  const TemporaryFolder folder;
  const std::string file = (folder / "x.pdf").string();
  std::ofstream{file, std::ios::binary} << pdf;
  const std::string command = "timeout 60 pdftotext -bbox " + file + " - 2>/dev/null";
  std::set<std::string> words;
  FILE* output = popen(command.c_str(), "r");
  std::array<char, 4096> line{};
  std::size_t page = 0;
  while (output != nullptr && fgets(line.data(), line.size(), output) != nullptr) {
    const std::string_view text{line.data()};
    if (contains(text, "<page ")) ++page;
    if (contains(text, "<word ")) words.insert(std::to_string(page) + std::string{text});
  }
  if (output != nullptr) pclose(output);
  return words;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : nfkc(text)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// A word of the cell's digits stands where none stood before the damage.
bool is_newly_drawn(const KnownDocument& document, const Damaged& damaged, const Cell& cell) {
  const auto before = words_of(document.bytes);
  for (const std::string& word : words_of(damaged.bytes)) {
    if (before.contains(word)) continue;
    const std::size_t begin = word.find('>') + 1;
    const std::string digits = digits_of(word.substr(begin, word.find('<', begin) - begin));
    if (!digits.empty() && contains(digits_of(cell.raw), digits)) return true;
  }
  return false;
}

bool is_right(const KnownDocument& document, const Damaged& damaged, const CellKey& key,
              const Cell& cell) {
  if (document.undecided.contains(key)) return true;
  const auto truth = document.figures.find(key);
  if (truth != document.figures.end()) {
    const auto& values = truth->second;
    if (std::find(values.begin(), values.end(), *cell.value) != values.end()) return true;
  }
  if (document.print == Print::Literal) return is_in_bytes(damaged, *cell.value);
  return document.print == Print::Drawn && is_newly_drawn(document, damaged, cell);
}

}  // namespace

std::vector<std::string> wrong_figures(const KnownDocument& document, const Damaged& damaged,
                                       const ParsedDocument& parsed) {
  std::vector<std::string> wrong;
  for (const auto& [key, cell] : parsed.cells) {
    if (cell.kind != CellKind::Number || is_right(document, damaged, key, cell)) continue;
    const auto truth = document.figures.find(key);
    const bool has_truth = truth != document.figures.end() && !truth->second.empty();
    wrong.push_back(document.name + ", " + damaged.what + ": read " + to_text(*cell.value) +
                    " in place of " + (has_truth ? to_text(truth->second.front()) : "nothing") +
                    " at " + key.text + ", " + cell.where);
  }
  return wrong;
}

}  // namespace gkwatch::testing
