#include "core/html_names.h"

#include <algorithm>
#include <array>

namespace gkwatch {
namespace {

using Name = std::string_view;

constexpr std::array<Name, 20> kVoid{
    "area", "base",  "basefont", "bgsound", "br",   "col",  "embed", "frame",  "hr",    "image",
    "img",  "input", "isindex",  "keygen",  "link", "meta", "param", "source", "track", "wbr"};
constexpr std::array<Name, 8> kRawText{"iframe", "noembed",  "noframes", "script",
                                       "style",  "textarea", "title",    "xmp"};
constexpr std::array<Name, 82> kSpecial{
    "address",    "applet",  "area",   "article", "aside",     "base",     "basefont", "bgsound",
    "blockquote", "body",    "br",     "button",  "caption",   "center",   "col",      "colgroup",
    "dd",         "details", "dir",    "div",     "dl",        "dt",       "embed",    "fieldset",
    "figcaption", "figure",  "footer", "form",    "frame",     "frameset", "h1",       "h2",
    "h3",         "h4",      "h5",     "h6",      "head",      "header",   "hgroup",   "hr",
    "html",       "iframe",  "img",    "input",   "isindex",   "li",       "link",     "listing",
    "main",       "marquee", "menu",   "meta",    "nav",       "noembed",  "noframes", "noscript",
    "object",     "ol",      "p",      "param",   "plaintext", "pre",      "script",   "section",
    "select",     "source",  "style",  "summary", "table",     "tbody",    "td",       "template",
    "textarea",   "tfoot",   "th",     "thead",   "title",     "tr",       "track",    "ul",
    "wbr",        "xmp"};
constexpr std::array<Name, 14> kFormatting{"a",    "b", "big",   "code",   "em",     "font", "i",
                                           "nobr", "s", "small", "strike", "strong", "tt",   "u"};
constexpr std::array<Name, 9> kScope{"applet", "caption", "html",     "marquee", "object",
                                     "table",  "td",      "template", "th"};
constexpr std::array<Name, 8> kTableParts{"caption", "colgroup", "tbody", "td",
                                          "tfoot",   "th",       "thead", "tr"};
constexpr std::array<Name, 34> kClosesParagraph{
    "address", "article", "aside",    "blockquote", "center",  "dd",      "details", "dir",  "div",
    "dl",      "dt",      "fieldset", "figcaption", "figure",  "footer",  "h1",      "h2",   "h3",
    "h4",      "h5",      "h6",       "header",     "hgroup",  "li",      "listing", "main", "menu",
    "nav",     "ol",      "p",        "pre",        "section", "summary", "ul"};
constexpr std::array<Name, 38> kBlocks{
    "address", "applet", "article", "aside",   "blockquote", "button",   "center",     "dd",
    "details", "dir",    "div",     "dl",      "dt",         "fieldset", "figcaption", "figure",
    "footer",  "h1",     "h2",      "h3",      "h4",         "h5",       "h6",         "header",
    "hgroup",  "li",     "listing", "main",    "marquee",    "menu",     "nav",        "object",
    "ol",      "p",      "pre",     "section", "summary",    "ul"};
constexpr std::array<Name, 45> kLeavesForeign{
    "b",      "big",    "blockquote", "body",  "br",    "center", "code", "dd",      "div",
    "dl",     "dt",     "em",         "embed", "font",  "h1",     "h2",   "h3",      "h4",
    "h5",     "h6",     "head",       "hr",    "i",     "img",    "li",   "listing", "menu",
    "meta",   "nobr",   "ol",         "p",     "pre",   "ruby",   "s",    "small",   "span",
    "strike", "strong", "sub",        "sup",   "table", "tt",     "u",    "ul",      "var"};
constexpr std::array<Name, 15> kStructural{"body",     "caption", "colgroup", "frameset", "head",
                                           "html",     "select",  "table",    "tbody",    "td",
                                           "template", "tfoot",   "th",       "thead",    "tr"};

static_assert(std::is_sorted(kStructural.begin(), kStructural.end()));
static_assert(std::is_sorted(kLeavesForeign.begin(), kLeavesForeign.end()));
static_assert(std::is_sorted(kVoid.begin(), kVoid.end()));
static_assert(std::is_sorted(kRawText.begin(), kRawText.end()));
static_assert(std::is_sorted(kSpecial.begin(), kSpecial.end()));
static_assert(std::is_sorted(kFormatting.begin(), kFormatting.end()));
static_assert(std::is_sorted(kScope.begin(), kScope.end()));
static_assert(std::is_sorted(kTableParts.begin(), kTableParts.end()));
static_assert(std::is_sorted(kClosesParagraph.begin(), kClosesParagraph.end()));
static_assert(std::is_sorted(kBlocks.begin(), kBlocks.end()));

template <std::size_t N>
bool is_among(const std::array<Name, N>& sorted, Name name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

bool is_void(Name name) { return is_among(kVoid, name); }
bool is_raw_text(Name name) { return is_among(kRawText, name); }
bool is_special(Name name) { return is_among(kSpecial, name); }
bool is_formatting(Name name) { return is_among(kFormatting, name); }
bool is_scope(Name name) { return is_among(kScope, name); }
bool is_heading(Name name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}
bool is_table_part(Name name) { return is_among(kTableParts, name); }
bool closes_paragraph(Name name) { return is_among(kClosesParagraph, name); }
bool is_block(Name name) { return is_among(kBlocks, name); }
bool leaves_foreign(Name name) { return is_among(kLeavesForeign, name); }
bool is_structural(Name name) { return is_among(kStructural, name); }

}  // namespace gkwatch
