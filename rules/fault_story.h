#pragma once

#include <string>
#include <vector>

#include "rules/verdict.h"

namespace gkwatch::rules {

// Puts a fault into words that a person can check in ten seconds: the printed numbers, what
// they should add up to, the cell that is likeliest wrong, and how it may have come about.
class FaultStory {
 public:
  FaultStory(const Case& report, const Fault& fault);
  void tell(Verdict& verdict) const;

 private:
  Says says() const;
  std::string place() const;
  std::string_view variant() const;
  std::vector<Fill> fills() const;
  std::vector<CellKey> evidence() const;
  void add_column_fills(std::vector<Fill>& all) const;
  Bilingual advice() const;
  Bilingual hint() const;
  bool has_both_sums() const { return fault_.identities.size() > 1; }
  bool is_mended_by(std::string_view row) const;
  Decimal amount(std::string_view row) const;
  Decimal total() const;
  std::string expected() const;
  std::string actual() const;

  const Case& report_;
  const Fault& fault_;
  const Identity& identity_;  // the first, which names the fault
};

}  // namespace gkwatch::rules
