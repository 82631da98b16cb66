#pragma once

#include <optional>

#include "core/decimal.h"
#include "model/report.h"

namespace gkwatch::rules {

// Exact; the process ends rather than overflow, so only for figures of the forms.
Decimal times(const Decimal& value, int factor);

// T2.FEE.AMOUNT of the 2021 form in 元: printed in 万元 unless its cell or head says 元. Nothing
// if it is not a number, or larger than any fee can be.
std::optional<Decimal> fee_in_yuan(const ParsedDocument& document);

}  // namespace gkwatch::rules
