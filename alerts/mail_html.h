#pragma once

#include <span>
#include <string>
#include <string_view>

#include "alerts/notice.h"
#include "alerts/policy.h"
#include "core/clock.h"

namespace gkwatch::alerts {

// The HTML part of a mail: an overview and one block for each notice. Tables and inline styles
// only, since mail programs know little else; no picture, script or style sheet from anywhere.
std::string mail_html(std::span<const Notice> notices, std::string_view title,
                      const AlertPolicy& policy, Instant now);

}  // namespace gkwatch::alerts
