#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/form_layout.h"
#include "model/report.h"

namespace gkwatch::parser {

// What of a label counts: NFKC, without its ordinal ("1.", "(三)", "一、"), blanks, brackets,
// quotes and other marks. "(二) 部分公开" -> "部分公开".
std::u32string label_core(std::string_view label);
// The same with the contents of brackets left out.
std::u32string label_core_without_remark(std::string_view label);
// Number of Han characters.
std::size_t han_count(std::u32string_view text);

// How well a printed label names a row of the form.
enum class Likeness {
  None,
  Near,      // a slip of the pen, cut off at the end, or characters lost
  Alias,     // a known variant
  Official,  // as the form prints it
};

// True if a label names any row, of how well it names each.
bool names_a_row(std::span<const Likeness> likeness);

// All labels of one table of the form, ready for comparison.
class LabelBook {
 public:
  // `least` is the similarity (0 to 1) below which two labels are never taken for the same.
  LabelBook(std::span<const FormRow> rows, double least);

  // For every row of the form, how well `label` names it. A label that names one row exactly
  // names no other; a near one must be nearer to its row than to any other.
  std::vector<Likeness> compare(std::u32string_view label) const;
  std::size_t size() const { return names_.size(); }

 private:
  struct Names {
    std::u32string official;
    std::vector<std::u32string> aliases;
    std::u32string with_group;  // "（三）不予公开1.属于国家秘密" in one cell; empty without group
  };
  double likeness_to(std::u32string_view label, const Names& names) const;
  std::vector<Likeness> compare_nearly(std::u32string_view label) const;

  std::vector<Names> names_;
  double least_;
};

// 2 * longest common subsequence / both lengths: 1 for equal texts, 0 for strangers.
double similarity(std::u32string_view a, std::u32string_view b);

}  // namespace gkwatch::parser
