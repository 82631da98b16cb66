#pragma once

#include <functional>
#include <set>
#include <string>

#include "core/html.h"

namespace gkwatch::parser {

// The classes that the <style> elements of a page hide by a plain rule of its own (".x {…}" or
// "td.x {…}" outside of @media) with display:none or visibility:hidden.
using HiddenClasses = std::set<std::string, std::less<>>;
HiddenClasses hidden_classes(HtmlNode page);

// The text of a cell as a reader sees it: pieces parted by a blank where the page ends a line,
// what is hidden left out. Digits that are raised, lowered, struck out or in reverse order come
// as parser/note_marks.h says, so that they are never taken for digits of the figure.
std::string cell_text(HtmlNode cell, const HiddenClasses& hidden);

}  // namespace gkwatch::parser
