#pragma once

#include <string>
#include <vector>

#include "model/finding.h"
#include "model/report.h"
#include "tests/generated/compose.h"

namespace gkwatch::testing {

// How one document was read and judged, against what a person sees in it.
struct Score {
  std::size_t due = 0;                     // cells that stand there plain and whole
  std::size_t read = 0;                    // … of these, read right
  std::vector<std::string> silent_errors;  // read as something that is not there
  std::vector<std::string> gaps;           // due and not read
  std::size_t broken = 0;                  // identities that the printed figures break
  std::vector<std::string> missed;         // … of these, told by no error
  std::size_t accusations = 0;
  std::vector<std::string> false_accusations;

  bool is_clean() const {
    return silent_errors.empty() && gaps.empty() && missed.empty() && false_accusations.empty();
  }
};

// `findings`: of all rules, over the report as it was read.
Score score(const Plan& plan, const MadeDocument& document, const ParsedDocument& parsed,
            const std::vector<Finding>& findings);

}  // namespace gkwatch::testing
