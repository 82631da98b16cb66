#include "store/stat_formulas.h"

#include <algorithm>
#include <array>

namespace gkwatch::store {
namespace {

constexpr std::string_view kDecided = "RV.TOT - RV.PEND";
constexpr std::string_view kSuitsDecided = "LD.TOT + LA.TOT - LD.PEND - LA.PEND";
constexpr std::string_view kAllDecided =
    "RV.TOT + LD.TOT + LA.TOT - RV.PEND - LD.PEND - LA.PEND";

constexpr std::array kFormulas{
    StatFormula{"received", "NEW", ""},
    StatFormula{"workload", "NEW + CIN", ""},
    StatFormula{"handled", "R7", ""},
    StatFormula{"completion_rate", "R7", "NEW + CIN"},
    StatFormula{"carried_share", "COUT", "NEW + CIN"},
    StatFormula{"disclosure_rate_strict", "R1", "R7"},
    StatFormula{"disclosure_rate_broad", "R1 + R2", "R7"},
    StatFormula{"disclosure_rate_substantive", "R1 + R2", "R1 + R2 + R3.*"},
    StatFormula{"denial_rate", "R3.*", "R7"},
    StatFormula{"refusal_rate_wide", "R3.* + R4.* + R5.*", "R7"},
    StatFormula{"unable_rate", "R4.*", "R7"},
    StatFormula{"not_held_share", "R4.1", "R7"},
    StatFormula{"not_processed_rate", "R5.*", "R7"},
    StatFormula{"other_rate", "R6.*", "R7"},
    StatFormula{"repeated_bulk_rate", "R5.4", "R7"},
    StatFormula{"unpaid_rate", "R6.2", "R7"},
    StatFormula{"denial_ground_1_secret", "R3.1", "R3.*"},
    StatFormula{"denial_ground_2_law", "R3.2", "R3.*"},
    StatFormula{"denial_ground_3_security", "R3.3", "R3.*"},
    StatFormula{"denial_ground_4_third_party", "R3.4", "R3.*"},
    StatFormula{"denial_ground_5_internal", "R3.5", "R3.*"},
    StatFormula{"denial_ground_6_process", "R3.6", "R3.*"},
    StatFormula{"denial_ground_7_case_file", "R3.7", "R3.*"},
    StatFormula{"denial_ground_8_inquiry", "R3.8", "R3.*"},
    StatFormula{"applicant_natural_persons", "NEW.NP", "NEW"},
    StatFormula{"applicant_companies", "NEW.CO", "NEW"},
    StatFormula{"applicant_research", "NEW.RI", "NEW"},
    StatFormula{"applicant_public_benefit", "NEW.SO", "NEW"},
    StatFormula{"applicant_legal_services", "NEW.LS", "NEW"},
    StatFormula{"applicant_others", "NEW.OT", "NEW"},
    StatFormula{"applicant_organisations", "NEW.CO + NEW.RI + NEW.SO + NEW.LS + NEW.OT", "NEW"},
    StatFormula{"review_correction_rate", "RV.FIX", kDecided},
    StatFormula{"review_correction_rate_all_cases", "RV.FIX", "RV.TOT"},
    StatFormula{"litigation_correction_rate", "LD.FIX + LA.FIX", kSuitsDecided},
    StatFormula{"combined_correction_rate", "RV.FIX + LD.FIX + LA.FIX", kAllDecided},
    StatFormula{"other_result_share", "RV.OTH + LD.OTH + LA.OTH", kAllDecided},
    StatFormula{"review_per_answer", "RV.TOT", "R7"},
    StatFormula{"litigation_per_answer", "LD.TOT + LA.TOT", "R7"},
    StatFormula{"normative_turnover", "NORM.MADE + NORM.REPEALED", "NORM.VALID"},
    StatFormula{"licences", "LICENSE.DECISIONS", ""},
    StatFormula{"penalties", "PENALTY.DECISIONS", ""},
    StatFormula{"coercions", "COERCION.DECISIONS", ""},
};

std::optional<std::int64_t> value_of(std::string_view name, const Figures& figures) {
  if (!name.ends_with(".*")) {
    const auto found = figures.find(name);
    return found == figures.end() ? std::nullopt : std::optional{found->second};
  }
  // "R3.*" is R3.1 to R3.8; "R6.*" is R6 in the form of 2019 and R6.1 to R6.3 in that of 2021.
  const std::string_view group = name.substr(0, name.size() - 2);
  const std::string_view dotted = name.substr(0, name.size() - 1);
  std::optional<std::int64_t> sum;
  for (auto it = figures.lower_bound(group); it != figures.end(); ++it) {
    if (it->first != group && !it->first.starts_with(dotted)) break;
    sum = sum.value_or(0) + it->second;
  }
  return sum;
}

std::string bracketed(std::string_view sum) {
  const bool is_one = sum.find(' ') == std::string_view::npos;
  return is_one ? std::string{sum} : "(" + std::string{sum} + ")";
}

}  // namespace

std::span<const StatFormula> stat_formulas() { return kFormulas; }

std::optional<std::int64_t> evaluate(std::string_view sum, const Figures& figures) {
  std::int64_t total = 0;
  std::int64_t sign = 1;
  for (std::size_t begin = 0; begin < sum.size();) {
    const std::size_t end = std::min(sum.find(' ', begin), sum.size());
    const std::string_view word = sum.substr(begin, end - begin);
    begin = end + 1;
    if (word == "+" || word == "-") {
      sign = word == "+" ? 1 : -1;
      continue;
    }
    const auto value = value_of(word, figures);
    if (!value) return std::nullopt;
    total += sign * *value;
  }
  return total;
}

std::string text_of(const StatFormula& formula) {
  if (formula.denominator.empty()) return std::string{formula.numerator};
  return bracketed(formula.numerator) + " / " + bracketed(formula.denominator);
}

}  // namespace gkwatch::store
