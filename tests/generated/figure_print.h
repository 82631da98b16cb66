#pragma once

#include <map>
#include <random>

#include "tests/generated/plan.h"

namespace gkwatch::testing {

// Prints figures as cells, each as odd as the plan has it, and notes what a person sees there.
class FigurePrinter {
 public:
  FigurePrinter(const Plan& plan, std::mt19937& random) : plan_{plan}, random_{random} {}

  // The cell of the form, of the year's own tables.
  MadeCell print(const CellKey& key);
  // A figure of no account, in the same manner.
  MadeCell print_other(int value);

  std::map<CellKey, Truth>& truths() { return truths_; }

 private:
  std::string text_of(const CellKey& key, const Decimal& value) const;
  MadeCell dressed(const std::string& text, Truth& truth);

  const Plan& plan_;
  std::mt19937& random_;
  std::map<CellKey, Truth> truths_;
};

}  // namespace gkwatch::testing
