#pragma once

#include <span>
#include <string>

#include "alerts/notice.h"
#include "alerts/policy.h"
#include "core/clock.h"

namespace gkwatch::alerts {

// How many notices a mail writes out; the rest it lists by title.
inline constexpr std::size_t kNoticesInMail = 300;

// The plain part of a mail: says all that the HTML part says.
std::string mail_text(std::span<const Notice> notices, const AlertPolicy& policy, Instant now);

}  // namespace gkwatch::alerts
