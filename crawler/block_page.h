#pragma once

#include <optional>
#include <string_view>

#include "crawler/faults.h"

namespace gkwatch::crawler {

// Whether the bytes begin as an HTML page does, whatever the server calls them.
bool looks_like_html(std::string_view body);

// Finds pages that a firewall or an error handler served with status 200 in place of what was
// asked: short ones that ask for a captcha or speak of blocking, and those whose title says 404.
// Nothing for any other page, and for what is not HTML.
std::optional<Misfit> misfit_of_page(std::string_view body, std::string_view content_type);

}  // namespace gkwatch::crawler
