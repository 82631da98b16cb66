#pragma once

#include <string>
#include <string_view>

#include "core/language.h"
#include "web/exchange.h"

namespace gkwatch::web {

// A whole page round `body`, which is HTML already; `title` is text.
Answer page(std::string_view title, const std::string& body, Language language);
// A short page that says what is wrong.
Answer failure(int status, std::string_view why, Language language);

// HTML for text, and for a link that leads away: http and https alone, else the bare text.
std::string text(std::string_view foreign);
std::string link(std::string_view href, std::string_view words);
std::string outward_link(std::string_view url, std::string_view words);

}  // namespace gkwatch::web
