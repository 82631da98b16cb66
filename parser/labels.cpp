#include "parser/labels.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "core/text.h"
#include "core/utf8.h"
#include "parser/note_marks.h"

namespace gkwatch::parser {
namespace {

constexpr std::u32string_view kOrdinals = U"一二三四五六七八九十";

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_ordinal(char32_t c) { return kOrdinals.find(c) != std::u32string_view::npos; }

// "(三)", "三)", "一、", "三." – a Chinese ordinal and at least one mark.
std::size_t chinese_ordinal(std::u32string_view text) {
  std::size_t at = text.starts_with(U'(') ? 1 : 0;
  const std::size_t first = at;
  while (at < text.size() && is_ordinal(text[at])) ++at;
  if (at == first || at == text.size()) return 0;
  const bool is_marked = text[at] == U')' || text[at] == U'、' || text[at] == U'.';
  return is_marked ? at + 1 : 0;
}

// "1.", "2、", "3" before a Han character; not the year of "2020年".
std::size_t plain_ordinal(std::u32string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == 0 || at > 2 || at == text.size()) return 0;
  if (text[at] == U'.' || text[at] == U'、' || text[at] == U',' || text[at] == U')') return at + 1;
  return is_han(text[at]) ? at : 0;
}

// Marks of notes ("属于国家秘密②") are no part of a label.
std::u32string compact(std::string_view label) {
  std::u32string letters = to_u32(label);
  const bool had_marks = std::erase_if(letters, is_note_mark) > 0;
  letters = to_u32(had_marks ? nfkc(to_utf8(letters)) : nfkc(label));
  std::erase_if(letters, is_space);
  return letters;
}

std::u32string core_of(std::u32string_view text) {
  // Twice, because a group and its item may stand in one cell: "三、(一)予以公开".
  for (int round = 0; round < 2; ++round) {
    text.remove_prefix(chinese_ordinal(text));
    text.remove_prefix(plain_ordinal(text));
  }
  std::u32string core;
  for (const char32_t c : text) {
    if (is_han(c) || is_digit(c) || is_letter(c)) core += c;
  }
  return core;
}

constexpr std::size_t kShortestPrefix = 4;
constexpr double kMargin = 0.08;            // a near label is nearer than any other by this
constexpr std::size_t kLongestLabel = 120;  // longer text is prose and names no row

bool is_cut_off(std::u32string_view label, std::u32string_view whole) {
  return label.size() >= kShortestPrefix && label.size() * 5 >= whole.size() * 2 &&
         label.size() < whole.size() && whole.starts_with(label);
}

// Characters lost, none strange: all of the label's stand in the whole one, in any order,
// because the lines of a narrow cell get mixed up.
bool is_thinned(std::u32string_view label, std::u32string_view whole) {
  constexpr std::size_t kShortest = 5;
  if (label.size() < kShortest || label.size() * 5 < whole.size() * 3) return false;
  std::u32string rest{whole};
  for (const char32_t c : label) {
    const std::size_t at = rest.find(c);
    if (at == std::u32string::npos) return false;
    rest.erase(at, 1);
  }
  return true;
}

// "结转2025年度继续办理" -> "结转下年度继续办理": to which year is carried out, some print as a
// number. Nothing where there is no such year.
std::optional<std::u32string> without_next_year(std::u32string_view label) {
  constexpr std::u32string_view kCarried = U"结转20";
  constexpr std::size_t kRest = 3;  // "25年"
  const std::size_t at = label.find(kCarried);
  if (at == std::u32string_view::npos || !label.ends_with(U"继续办理")) return std::nullopt;
  const std::size_t end = at + kCarried.size() + kRest;
  if (end > label.size() || label[end - 1] != U'年') return std::nullopt;
  return std::u32string{label.substr(0, at)} + U"结转下年" + std::u32string{label.substr(end)};
}

}  // namespace

std::u32string label_core(std::string_view label) { return core_of(compact(label)); }

std::u32string label_core_without_remark(std::string_view label) {
  std::u32string text = compact(label);
  text.erase(0, std::max(chinese_ordinal(text), plain_ordinal(text)));
  std::u32string kept;
  int depth = 0;
  for (const char32_t c : text) {
    if (c == U'(') ++depth;
    if (depth == 0) kept += c;
    if (c == U')' && depth > 0) --depth;
  }
  return core_of(kept);
}

std::size_t han_count(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_han));
}

namespace {

// The longest common subsequence, a row of the table at a time in the bits of one word: bit j is
// clear where the row grows at b[j] (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
// Requires: b.size() <= 64.
std::size_t common_in_bits(std::u32string_view a, std::u32string_view b) {
  std::uint64_t grown = ~std::uint64_t{0};
  for (const char32_t c : a) {
    std::uint64_t equal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) equal |= std::uint64_t{b[j] == c} << j;
    const std::uint64_t both = grown & equal;
    grown = (grown + both) | (grown - both);
  }
  const std::uint64_t used =
      b.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << b.size()) - 1;
  return static_cast<std::size_t>(std::popcount(~grown & used));
}

std::size_t common_in_rows(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> above(b.size() + 1, 0);
  for (const char32_t c : a) {
    std::size_t corner = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t old = above[j];
      above[j] = c == b[j - 1] ? corner + 1 : std::max(above[j], above[j - 1]);
      corner = old;
    }
  }
  return above.back();
}

}  // namespace

double similarity(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return 0;
  const std::size_t common = b.size() <= 64 ? common_in_bits(a, b) : common_in_rows(a, b);
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

bool names_a_row(std::span<const Likeness> likeness) {
  return std::any_of(likeness.begin(), likeness.end(),
                     [](Likeness one) { return one != Likeness::None; });
}

LabelBook::LabelBook(std::span<const FormRow> rows, double least) : least_{least} {
  for (const FormRow& row : rows) {
    Names names{.official = label_core(row.label)};
    for (const std::string& alias : row.aliases) names.aliases.push_back(label_core(alias));
    if (!row.group.empty()) names.with_group = label_core(row.group + row.label);
    names_.push_back(std::move(names));
  }
}

double LabelBook::likeness_to(std::u32string_view label, const Names& names) const {
  // What stays below this decides nothing: not whether it is near, nor whether another is nearer.
  const double least = least_ - kMargin;
  const auto similarity_if_near = [&](std::u32string_view name) {
    const double shorter = static_cast<double>(std::min(label.size(), name.size()));
    const double most = 2 * shorter / static_cast<double>(label.size() + name.size());
    return most < least ? 0 : similarity(label, name);
  };
  double best = similarity_if_near(names.official);
  for (const auto& alias : names.aliases) best = std::max(best, similarity_if_near(alias));
  if (is_cut_off(label, names.official) || is_thinned(label, names.official))
    best = std::max(best, least_);
  return best;
}

std::vector<Likeness> LabelBook::compare_nearly(std::u32string_view label) const {
  std::vector<Likeness> found(names_.size(), Likeness::None);
  if (label.size() < 3) return found;
  std::size_t nearest = 0;
  double best = 0;
  double second = 0;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const double likeness = likeness_to(label, names_[i]);
    if (likeness > best) {
      second = best;
      best = likeness;
      nearest = i;
    } else {
      second = std::max(second, likeness);
    }
  }
  if (best >= least_ && best >= second + kMargin) found[nearest] = Likeness::Near;
  return found;
}

std::vector<Likeness> LabelBook::compare(std::u32string_view printed) const {
  std::vector<Likeness> found(names_.size(), Likeness::None);
  if (printed.empty() || printed.size() > kLongestLabel) return found;
  const auto anew = without_next_year(printed);
  const std::u32string_view label = anew ? *anew : printed;
  bool is_exact = false;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto& aliases = names_[i].aliases;
    if (label == names_[i].official)
      found[i] = Likeness::Official;
    else if (label == names_[i].with_group ||
             std::find(aliases.begin(), aliases.end(), label) != aliases.end())
      found[i] = Likeness::Alias;
    is_exact = is_exact || found[i] != Likeness::None;
  }
  return is_exact ? found : compare_nearly(label);
}

}  // namespace gkwatch::parser
