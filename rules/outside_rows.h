#pragma once

#include <map>
#include <string>

#include "core/decimal.h"
#include "model/report.h"

namespace gkwatch::rules {

// The printed rows of T3 that the form does not have (属于工作秘密 …), without subtotals.
struct OutsideRows {
  bool is_present = false;
  std::map<std::string, Decimal> sums;  // by column "NP"; empty if a row could not be laid out
};
OutsideRows outside_rows(const ParsedDocument& document);

// 小计, 合计: a row or column that some programs add and the form does not have.
bool is_subtotal(const UnknownRow& row);

}  // namespace gkwatch::rules
