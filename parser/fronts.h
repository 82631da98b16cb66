#pragma once

#include <stop_token>

#include "core/result.h"
#include "parser/extract.h"

namespace gkwatch::parser {

// One format front per file, all of this shape (contract: extract, parser/extract.h). A new
// format is a new file and one line in the table of fronts.cpp.
using Front = Result<Extract> (*)(const Source& source, const std::stop_token& stop);

Result<Extract> read_html(const Source& source, const std::stop_token& stop);
// Plain text and Markdown, also with HTML tables between the lines.
Result<Extract> read_text(const Source& source, const std::stop_token& stop);
// PDF. Pages that are pictures are read as scans; other pictures are named by page.
Result<Extract> read_pdf(const Source& source, const std::stop_token& stop);
// PNG, JPEG, GIF and TIFF: scanned pages.
Result<Extract> read_picture(const Source& source, const std::stop_token& stop);
// DOCX, XLSX and OFD, which are archives themselves, and ZIP, RAR and 7z with a document of any
// form that is read: the member with the most figures. Where two members contradict each other,
// none.
Result<Extract> read_archive(const Source& source, const std::stop_token& stop);
// DOC, WPS, RTF, XLS and ET, by the source's converter.
Result<Extract> read_converted(const Source& source, const std::stop_token& stop);

// Whether a link's address or text ends like the name of a document, picture or archive: what it
// leads to may hold what the page or file does not.
bool names_document(std::string_view text);

}  // namespace gkwatch::parser
