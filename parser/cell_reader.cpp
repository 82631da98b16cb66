#include "parser/cell_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "core/text.h"
#include "parser/figures.h"
#include "parser/form_words.h"
#include "parser/glyphs.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

constexpr double kInset = 1.1;  // points from the middle of a rule to where a cell begins

// The first two agree nearly always; the others are asked where they do not.
constexpr std::array kFigureLooks{
    Look{Model::LatinDigits, 0, 8, 26}, Look{Model::ChineseDigits, 0, 8, 26},
    Look{Model::LatinDigits, 24, 8, 24}, Look{Model::LatinDigits, 32, 12, 24},
    Look{Model::ChineseDigits, 20, 8, 26}};
// Each is asked only where what the ones before have read stands nowhere in the form.
constexpr std::array kWordLooks{Look{Model::Words, 36, 6, 10}, Look{Model::Words, 0, 12, 12},
                                Look{Model::Words, 40, 12, 20}, Look{Model::Words, 0, 8, 26}};

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

// Han, or anything else beyond the marks of figures.
bool has_words(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// How well the form knows a text: 2 a whole label or head of it, or a figure; 1 a part of one, or
// what holds one, as 毛冯总计 does; else 0.
int rank_of(const std::string& text) {
  const std::u32string core = label_core(text);
  const std::u32string plain = label_core_without_remark(text);
  const bool is_whole = is_value(text) || is_row_label(core) || is_row_label(plain) ||
                        is_head_word(core) || is_head_word(plain) || is_vertical_label(core) ||
                        is_in_group_label(core);
  if (is_whole) return 2;
  return is_form_text(core) ? 1 : 0;
}

// Readings of one figure and how many looks gave each.
class Votes {
 public:
  void add(const std::string& text, Model model, bool fits) {
    if (text.empty() || !has_digit(text)) return;
    Vote& vote = votes_[text];
    ++vote.looks;
    vote.fits = fits;
    if (model == Model::LatinDigits) vote.is_latin = true;
    if (model == Model::ChineseDigits) vote.is_chinese = true;
  }

  // Both models read the same, it fits what is seen, and nothing else was read.
  bool are_agreed() const {
    if (votes_.size() != 1) return false;
    const Vote& only = votes_.begin()->second;
    return only.fits && only.is_latin && only.is_chinese;
  }

  CellReading decide() const {
    std::vector<std::pair<std::string, Vote>> order{votes_.begin(), votes_.end()};
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.second.weight() > b.second.weight();
    });
    CellReading reading;
    if (order.empty()) return reading;
    reading.text = order.front().first;
    const int second = order.size() > 1 ? order[1].second.weight() : 0;
    reading.confidence = confidence_of(order.front().second, second);
    for (std::size_t i = 1; i < order.size(); ++i) reading.others.push_back(order[i].first);
    return reading;
  }

 private:
  struct Vote {
    int looks = 0;
    bool fits = false;
    bool is_latin = false;
    bool is_chinese = false;
    int weight() const { return fits ? looks + 10 : looks; }
  };

  static int confidence_of(const Vote& best, int second) {
    if (!best.fits) return second == 0 && best.looks > 2 ? 30 : 0;
    const bool is_alone = second < 10;  // no other reading fits
    const bool is_double = best.is_latin && best.is_chinese;
    if (is_alone && is_double) return best.looks > 2 ? 90 : 95;
    if (is_alone) return best.looks > 1 ? 70 : 40;
    if (best.weight() - second >= 2) return is_double ? 60 : 50;
    return best.weight() > second ? 20 : 0;
  }

  std::map<std::string, Vote> votes_;
};

}  // namespace

CellReading CellReader::read_cell(const Box& cell) const {
  const double scale = page_.pixels_per_point();
  const auto pixel = [&](double points) { return static_cast<int>(std::lround(points * scale)); };
  const InkBox inside{std::max(0, pixel(cell.left + kInset)), std::max(0, pixel(cell.top + kInset)),
                      std::min(page_.width(), pixel(cell.right - kInset)),
                      std::min(page_.height(), pixel(cell.bottom - kInset))};
  if (inside.width() < 3 || inside.height() < 3) return {.confidence = 95};
  const InkLines found = find_lines(page_.ink(), inside, scale);
  CellReading reading = read_lines(found);
  // What touches the edge may be cut there.
  constexpr int cut = 50;
  const bool is_cut = std::any_of(found.lines.begin(), found.lines.end(), [&](const InkLine& line) {
    return line.box.left <= inside.left || line.box.right >= inside.right;
  });
  if (is_cut) reading.confidence = std::min(reading.confidence, cut);
  // Ink that nothing could be made of is no blank cell.
  if (reading.text.empty() && !found.lines.empty()) reading.text = kDoubt;
  return reading;
}

CellReading CellReader::read_lines(const InkLines& found) const {
  constexpr int blank = 95;
  constexpr int blank_with_dirt = 30;
  if (found.lines.empty()) return {.confidence = found.has_dirt ? blank_with_dirt : blank};
  const InkLine& line = found.lines.front();
  const bool is_alone = found.lines.size() == 1;
  if (is_alone && is_dash(line, page_.pixels_per_point())) return {.text = "-", .confidence = 85};
  if (is_alone && (is_like_figure(line) || is_short(line))) {
    CellReading figure = read_figure(line);
    // Of digits that touch each other, and short words, only what is clear.
    constexpr int clear = 60;
    if (figure.confidence >= (is_like_figure(line) ? 1 : clear)) return figure;
    const std::string words = read_words(line);
    if (!has_words(words)) return figure;
  }
  CellReading reading{.text = read_label(found.lines)};
  if (!is_value(reading.text)) return {.text = reading.text, .confidence = 50};
  if (!is_alone) return {.text = reading.text, .confidence = 0};
  return has_words(reading.text) ? read_mixed(line, reading.text) : read_figure(line);
}

// Digits with a unit beside them. One model alone reads it: never enough without a sum.
CellReading CellReader::read_mixed(const InkLine& line, const std::string& first) const {
  constexpr int one_model = 60;
  const std::string second = look_at(line, kWordLooks.back());
  if (second == first) return {.text = first, .confidence = one_model};
  CellReading reading{.text = first};
  if (is_value(second)) reading.others.push_back(second);
  return reading;
}

CellReading CellReader::read_figure(const InkLine& line) const {
  Votes votes;
  for (std::size_t i = 0; i < kFigureLooks.size(); ++i) {
    const Look& look = kFigureLooks[i];
    if (i == 2 && votes.are_agreed()) break;
    const std::string text = look_at(line, look);
    votes.add(text, look.model, fits_shape(line, text));
  }
  return votes.decide();
}

std::string CellReader::read_words(const InkLine& line) const {
  return look_at(line, kWordLooks.front());
}

// The reading that the form knows best; of equals the first. Two that agree are enough.
std::string CellReader::read_label(const std::vector<InkLine>& lines) const {
  constexpr std::size_t longest = 120;  // bytes; no label of the form is longer
  std::string best;
  int best_rank = -1;
  for (const Look& look : kWordLooks) {
    std::string text;
    for (const InkLine& line : lines) text += look_at(line, look);
    const int rank = rank_of(text);
    const bool is_agreed = best_rank == 1 && text == best;
    if (rank > best_rank) {
      best = std::move(text);
      best_rank = rank;
    }
    if (best_rank == 2 || is_agreed || best.size() > longest) break;
  }
  return best;
}

std::string CellReader::look_at(const InkLine& line, const Look& look) const {
  if (budget_.is_spent()) return {};
  const PixPtr picture = picture_of(line, look);
  if (!picture) return {};
  // Measured on 2 GHz: the recogniser scales each line to one height.
  constexpr double its_height = 36;
  const double length = its_height * pixGetWidth(picture.get()) / pixGetHeight(picture.get());
  budget_.work -= 2 + (look.model == Model::Words ? 0.2 : 0.05) * length;
  return recogniser_.read(picture.get(), look.model).text;
}

// The line on white.
PixPtr CellReader::picture_of(const InkLine& line, const Look& look) const {
  const InkBox& box = line.box;
  const PixBoxPtr part{boxCreate(box.left, box.top, box.width(), box.height())};
  PixPtr picture{part ? pixClipRectangle(page_.shades(), part.get(), nullptr) : nullptr};
  if (!picture) return picture;
  constexpr double usual = 200.0 / 72;  // pixels per point
  double scale = page_.pixels_per_point() / usual;
  if (look.height > 0) {
    const float factor = static_cast<float>(look.height) / static_cast<float>(box.height());
    picture.reset(pixScale(picture.get(), factor, factor));
    scale = 1;
  }
  if (!picture) return picture;
  const int above = static_cast<int>(std::lround(look.above * scale));
  const int beside = static_cast<int>(std::lround(look.beside * scale));
  return PixPtr{pixAddBorderGeneral(picture.get(), beside, beside, above, above, 255)};
}

}  // namespace gkwatch::parser
