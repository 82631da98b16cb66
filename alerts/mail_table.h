#pragma once

#include <span>
#include <string>

#include "alerts/notice.h"
#include "alerts/policy.h"

namespace gkwatch::alerts {

// From so many notices on a mail carries them as a table, too.
inline constexpr std::size_t kTableFrom = 20;

// Every notice as one row of CSV (RFC 4180, guarded against formulas), with a byte order mark so
// that a spreadsheet takes it for UTF-8.
std::string mail_table(std::span<const Notice> notices, const AlertPolicy& policy);

}  // namespace gkwatch::alerts
