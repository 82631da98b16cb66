#pragma once

#include <optional>
#include <string>

#include "core/html.h"

namespace gkwatch::parser {

// The part of a page that holds the report, without the portal's head, menus and metadata
// table. A page of the Guangdong platform has it in div.article-content; other portals in a few
// known containers; else it is the whole body.
HtmlNode find_body(const HtmlDocument& page);

// The HTML that a page of the Guangdong platform keeps in its script as DETAIL.content, for
// pages whose body is drawn by the script alone.
std::optional<std::string> scripted_body(const HtmlDocument& page);

// The report's title as the page gives it: <meta name="ArticleTitle">, h1.title, <h1>,
// <title>. Empty if none of them speaks of a report.
std::string page_title(const HtmlDocument& page);

}  // namespace gkwatch::parser
