#include "parser/page_lines.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/labels.h"
#include "parser/note_marks.h"
#include "parser/sections.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kLongestLine = 80;  // characters; longer lines are prose

std::vector<Piece> pieces_of(const GlyphLine& line) {
  constexpr double kWide = 0.6;  // in font sizes: between cells, not within a label
  std::vector<Piece> pieces;
  std::size_t word = 0;
  for (std::size_t begin = 0; begin <= line.text.size();) {
    const std::size_t end = std::min(line.text.find(' ', begin), line.text.size());
    if (word >= line.words.size()) break;
    const auto [left, right] = line.words[word];
    const bool is_apart = word == 0 || line.pauses[word - 1] > kWide;
    const std::string text = plain_text(line.text.substr(begin, end - begin));
    if (is_apart)
      pieces.push_back({text, left, right, (line.box.top + line.box.bottom) / 2});
    else
      pieces.back() = {pieces.back().text + ' ' + text, pieces.back().left, right, pieces.back().y};
    ++word;
    begin = end + 1;
  }
  return pieces;
}

bool is_prose(const GlyphLine& line) {
  return contains(line.text, "。") || length(line.text) > kLongestLine ||
         section_number(line.text).has_value();
}

// Words of the form, or scraps of them as narrow cells break them: "业", "公开".
bool is_of_form(const Piece& piece) {
  constexpr std::size_t kScrap = 2;
  const auto core = label_core(piece.text);
  return core.empty() || core.size() <= kScrap || is_form_text(core);
}

// A line of figures has two, or one beside a row's label.
LineKind kind_of(const GlyphLine& line, const std::vector<Piece>& pieces) {
  if (line.pauses.size() + 1 != line.words.size() || is_prose(line)) return LineKind::Other;
  const auto figures = std::count_if(pieces.begin(), pieces.end(), is_figure);
  const bool has_row_label = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return is_row_label(label_core(piece.text));
  });
  if (figures >= 2 || (figures == 1 && has_row_label)) return LineKind::Figures;
  const bool is_words = std::all_of(pieces.begin(), pieces.end(), is_of_form);
  return is_words ? LineKind::Words : LineKind::Other;
}

// A line at half height with a line of figures is a part of that row's label, whatever its words.
void take_labels_beside_figures(std::span<const GlyphLine> lines, std::vector<PageLine>& read) {
  const auto overlap = [&](std::size_t a, std::size_t b) {
    return read[b].kind == LineKind::Figures &&
           std::abs(lines[a].box.top - lines[b].box.top) < 0.8 * lines[a].size;
  };
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].kind != LineKind::Other || is_prose(lines[i])) continue;
    const bool is_beside =
        (i > 0 && overlap(i, i - 1)) || (i + 1 < read.size() && overlap(i, i + 1));
    if (is_beside) read[i].kind = LineKind::Words;
  }
}

// Small digits raised beside a line of figures are marks of notes.
void drop_raised_marks(std::span<const GlyphLine> lines, std::vector<PageLine>& read) {
  const auto is_raised_by = [&](std::size_t mark, std::size_t line) {
    // All of it is small, not only its first glyph.
    const double height = lines[mark].box.bottom - lines[mark].box.top;
    return height < 0.8 * lines[line].size && lines[mark].box.bottom > lines[line].box.top &&
           lines[line].box.bottom > lines[mark].box.top;
  };
  for (std::size_t i = 0; i < read.size(); ++i) {
    const bool is_mark =
        (i > 0 && is_raised_by(i, i - 1)) || (i + 1 < read.size() && is_raised_by(i, i + 1));
    const bool is_bare = std::all_of(read[i].pieces.begin(), read[i].pieces.end(), is_figure);
    if (is_mark && is_bare && !read[i].pieces.empty()) read[i] = {LineKind::Words, {}};
  }
}

}  // namespace

bool is_figure(const Piece& piece) { return is_value(piece.text) || is_marked_figure(piece.text); }

std::vector<PageLine> read_page_lines(std::span<const GlyphLine> lines) {
  std::vector<PageLine> read;
  for (const GlyphLine& line : lines) {
    read.push_back({.pieces = pieces_of(line)});
    read.back().kind = kind_of(line, read.back().pieces);
  }
  drop_raised_marks(lines, read);
  take_labels_beside_figures(lines, read);
  return read;
}

}  // namespace gkwatch::parser
