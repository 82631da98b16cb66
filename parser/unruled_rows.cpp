#include "parser/unruled_rows.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "core/text.h"
#include "parser/form_words.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

// "1.…", "(一)…", "二、…"
bool has_ordinal(const std::string& text) {
  const std::u32string letters = to_u32(text);
  constexpr std::u32string_view kOrdinals = U"一二三四五六七八123456789";
  const std::size_t at = letters.starts_with(U'(') ? 1 : 0;
  return letters.size() > at + 2 && kOrdinals.find(letters[at]) != std::u32string_view::npos &&
         (letters[at + 1] == U')' || letters[at + 1] == U'.' || letters[at + 1] == U'、');
}

bool has_label(const UnruledRow& row) {
  const auto words = words_of(row);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return has_ordinal(word) || is_in_row_label(label_core(word)) || is_row_label(label_core(word));
  });
}

void doubt_what_goes_on(UnruledRow& above, const std::vector<Piece>& below) {
  constexpr double kAskew = 2;  // points
  std::vector<Piece*> torn;
  for (const Piece& end : below) {
    const double middle = (end.left + end.right) / 2;
    const auto begin =
        std::find_if(above.figures.begin(), above.figures.end(), [&](const Piece& figure) {
          return figure.left - kAskew <= middle && middle <= figure.right + kAskew;
        });
    if (begin == above.figures.end()) return;
    torn.push_back(&*begin);
  }
  for (Piece* figure : torn) figure->text += kDoubt;
}

}  // namespace

std::vector<std::string> words_of(const UnruledRow& row) {
  std::vector<Piece> cells;
  for (const Piece& piece : row.labels) {
    const auto same = std::find_if(cells.begin(), cells.end(), [&](const Piece& cell) {
      return cell.left < piece.right && piece.left < cell.right;
    });
    if (same == cells.end()) {
      cells.push_back(piece);
      continue;
    }
    same->text += piece.text;
    same->left = std::min(same->left, piece.left);
    same->right = std::max(same->right, piece.right);
  }
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Piece& a, const Piece& b) { return a.left < b.left; });
  std::vector<std::string> words;
  for (const Piece& cell : cells) words.push_back(cell.text);
  return words;
}

bool has_two_labels(const UnruledRow& row) {
  for (std::size_t i = 0; i < row.labels.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Piece& a = row.labels[i];
      const Piece& b = row.labels[j];
      const bool are_over = a.left < b.right && b.left < a.right;
      if (are_over && has_ordinal(a.text) && has_ordinal(b.text)) return true;
    }
  }
  return false;
}

void doubt_torn_figures(std::vector<UnruledRow>& rows) {
  UnruledRow* above = nullptr;
  for (UnruledRow& row : rows) {
    std::vector<Piece> figures = row.figures;
    if (figures.empty()) {
      std::copy_if(row.labels.begin(), row.labels.end(), std::back_inserter(figures), is_figure);
    }
    if (figures.empty()) continue;
    const bool is_shorter = above != nullptr && above->figures.size() > figures.size();
    if (is_shorter && !has_label(row)) doubt_what_goes_on(*above, figures);
    above = &row;
  }
}

}  // namespace gkwatch::parser
