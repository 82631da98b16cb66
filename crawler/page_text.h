#pragma once

#include <string>
#include <string_view>

#include "model/listing.h"

namespace gkwatch::crawler {

// The page as UTF-8, by the declaration of the server, then of the page, then by guess.
std::string page_text(const PageSnapshot& page);
// What stands in <title>, on one line; empty if there is none. Works on any text, broken or not.
std::string html_title(std::string_view utf8);
// The page goes on to its end: a server may cut it short under a Content-Length that agrees.
bool is_whole_page(std::string_view utf8);
// "gbk" of "text/html; charset=gbk"; empty if there is none.
std::string charset_of(std::string_view content_type);

}  // namespace gkwatch::crawler
