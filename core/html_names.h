#pragma once

#include <string_view>

namespace gkwatch {

// What the HTML Standard's tree construction (13.2.6) knows of an element by its name.
bool is_void(std::string_view name);        // has no end tag
bool is_raw_text(std::string_view name);    // holds text, not tags
bool is_special(std::string_view name);     // 13.2.4.2
bool is_formatting(std::string_view name);  // 13.2.4.3: opened again after a block closed it
bool is_scope(std::string_view name);       // 13.2.4.2, "has an element in scope" ends here
bool is_heading(std::string_view name);
bool is_table_part(std::string_view name);  // caption, colgroup, tbody … td
// Its start tag closes an open <p>, in every mode.
bool closes_paragraph(std::string_view name);
// An end tag that closes all that is open within its element.
bool is_block(std::string_view name);

// 13.2.6.5: its start tag ends <svg> and <math>.
bool leaves_foreign(std::string_view name);

// A tree builder keeps its modes by these; in <svg> and <math> they mean nothing.
bool is_structural(std::string_view name);

}  // namespace gkwatch
