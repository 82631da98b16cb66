#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gkwatch::store {

// The figures of one report by the names of the formulas: a row of T3 stands for its 总计 ("R1"),
// a cell of T4 or T2 for itself ("RV.FIX", "NORM.MADE"), and so do the applicants of 本年新收
// ("NEW.NP"). What is not there is not known.
using Figures = std::map<std::string, std::int64_t, std::less<>>;

// A statistic that people compute (domain/report-format.md, 6.1). The formula that is printed is
// the one that is computed: names with + and - between them, "R3.*" for all of a group. Without
// a denominator it is a count.
struct StatFormula {
  std::string_view name;
  std::string_view numerator;
  std::string_view denominator;
};
std::span<const StatFormula> stat_formulas();

// Nothing if a name of the sum is not known. A group is known if one of its rows is.
std::optional<std::int64_t> evaluate(std::string_view sum, const Figures& figures);

// "R1 / R7", "(R1 + R2) / R7".
std::string text_of(const StatFormula& formula);

}  // namespace gkwatch::store
