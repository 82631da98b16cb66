#pragma once

#include "parser/extract.h"

namespace gkwatch::parser {

// True for a report in the free form before 2019: it has headings of that time (概述, 依申请公开
// 情况, 收费及减免情况…) and hardly one of the official six.
bool is_old_form(const Extract& extract);

}  // namespace gkwatch::parser
