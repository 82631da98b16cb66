#include "parser/row_labels.h"

#include <algorithm>
#include <string>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/form_words.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kReach = 3;  // lines that a label may be broken over

void keep_better(std::vector<Likeness>& best, const std::vector<Likeness>& found) {
  for (std::size_t f = 0; f < best.size(); ++f) best[f] = std::max(best[f], found[f]);
}

// Exact matches alone: of parts put together by guess a near match proves nothing.
std::vector<Likeness> only_exact(std::vector<Likeness> found) {
  for (Likeness& likeness : found) {
    if (likeness == Likeness::Official)
      likeness = Likeness::Alias;
    else if (likeness == Likeness::Near)
      likeness = Likeness::None;
  }
  return found;
}

bool has_remark(std::string_view text) { return contains(text, "）") || contains(text, ")"); }

bool is_loose(const PrintedRow& row) { return row.figures == 0 && !row.is_head; }

// A part of a group's label, which a layout by position puts between the lines of another label.
bool is_of_group(const std::string& text) {
  const auto core = label_core(text);
  return is_vertical_label(core) || is_in_group_label(core);
}

// The loose lines next to `at`, nearest first. Heads repeated after a page end are passed over.
std::vector<std::string> loose_before(std::span<const PrintedRow> rows, std::size_t at) {
  std::vector<std::string> lines;
  while (at-- > 0 && lines.size() < kReach) {
    if (rows[at].is_head) continue;
    if (!is_loose(rows[at])) break;
    if (is_of_group(joined_words(rows[at]))) continue;
    lines.push_back(joined_words(rows[at]));
  }
  return lines;
}

std::vector<std::string> loose_after(std::span<const PrintedRow> rows, std::size_t at) {
  std::vector<std::string> lines;
  while (++at < rows.size() && lines.size() < kReach) {
    if (rows[at].is_head) continue;
    if (!is_loose(rows[at])) break;
    if (is_of_group(joined_words(rows[at]))) continue;
    lines.push_back(joined_words(rows[at]));
  }
  return lines;
}

// Every way of joining up to all of `before`, `own` and up to all of `after`.
template <class Use>
void join_around(const std::vector<std::string>& before, const std::string& own,
                 const std::vector<std::string>& after, Use use) {
  std::string head;
  for (std::size_t b = 0; b <= before.size(); ++b) {
    if (b > 0) head = before[b - 1] + head;
    std::string text = head + own;
    for (std::size_t a = 0; a <= after.size(); ++a) {
      if (a > 0) text += after[a - 1];
      if (a + b > 0) use(text);
    }
  }
}

// "(七)", "5." or "四、"; empty if the text begins with none.
std::string ordinal_of(const std::string& text) {
  static const Pattern ordinal{
      "^(?:\\(([一二三四五六七八九])\\)|([1-9])[.、]|([一二三四五六七八九])、)"};
  const auto found = ordinal.search(without_spaces(nfkc(text)));
  return found ? found->group(0) : std::string{};
}

}  // namespace

std::string own_ordinal(const PrintedRow& row) {
  for (auto word = row.words.rbegin(); word != row.words.rend(); ++word) {
    if (std::string own = ordinal_of(*word); !own.empty()) return own;
  }
  return {};
}

bool bears_ordinal(const FormRow& form_row, const std::string& ordinal) {
  return ordinal == ordinal_of(form_row.label) || ordinal == ordinal_of(form_row.group);
}

bool has_label(const PrintedRow& row) {
  const auto core = label_core(joined_words(row));
  return han_count(core) >= 2 && !is_vertical_label(core);
}

bool is_subtotal(const PrintedRow& row) {
  const std::string words = joined_words(row);
  const auto core = label_core(own_label(row));
  return (core == U"小计" || core == U"合计") && !contains(words, "七");
}

std::vector<Likeness> read_label(std::span<const PrintedRow> rows, std::size_t at,
                                 const LabelBook& book) {
  std::vector<Likeness> best(book.size(), Likeness::None);
  // The label of the row stands last; what stands before it belongs to its group.
  std::string own;
  for (auto word = rows[at].words.rbegin(); word != rows[at].words.rend(); ++word) {
    own = *word + own;
    keep_better(best, book.compare(label_core(own)));
    if (has_remark(own))
      keep_better(best, only_exact(book.compare(label_core_without_remark(own))));
  }
  keep_better(best, book.compare(label_core_without_remark(own)));
  if (!has_label(rows[at])) return best;
  join_around(loose_before(rows, at), own, loose_after(rows, at), [&](const std::string& text) {
    keep_better(best, only_exact(book.compare(label_core(text))));
  });
  return best;
}

std::vector<bool> read_hints(std::span<const PrintedRow> rows, std::size_t at,
                             const LabelBook& book) {
  std::vector<bool> hinted(book.size(), false);
  join_around(loose_before(rows, at), "", loose_after(rows, at), [&](const std::string& text) {
    const auto found = only_exact(book.compare(label_core(text)));
    for (std::size_t f = 0; f < found.size(); ++f) {
      if (found[f] != Likeness::None) hinted[f] = true;
    }
  });
  return hinted;
}

void move_labels_down(std::vector<PrintedRow>& rows) {
  const auto stands_alone = [&](std::size_t i) {
    return rows[i].geometry == Geometry::Lost && rows[i].figures > 1 && rows[i].words.empty();
  };
  const auto is_labelled_above = [&](std::size_t i) {
    return i > 0 && is_loose(rows[i - 1]) && is_row_label(label_core(joined_words(rows[i - 1])));
  };
  constexpr std::size_t kFewest = 5;
  std::size_t alone = 0;
  std::size_t labelled = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!stands_alone(i)) continue;
    ++alone;
    if (is_labelled_above(i)) ++labelled;
  }
  // Nine of ten, else the lines of words are scattered and belong to other rows.
  if (alone < kFewest || labelled * 10 < alone * 9) return;
  // The tenth has a label that the form does not know.
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!stands_alone(i) || !is_loose(rows[i - 1])) continue;
    rows[i].words.swap(rows[i - 1].words);
    rows[i].own_words = rows[i].words.size();
    rows[i - 1].own_words = 0;
  }
}

}  // namespace gkwatch::parser
