#pragma once

#include <string_view>

#include "core/url.h"

namespace gkwatch::crawler {

// The link leads to a document file, by the end of its path or of the name it was given: pdf,
// doc, docx, wps, xls, xlsx, et, ofd, rtf, txt, zip, rar, 7z…
bool is_document_file(const Url& url, std::string_view name);
// The same for kinds that are never HTML under another name, as old .doc and .xls can be.
bool is_binary_file(const Url& url, std::string_view name);

}  // namespace gkwatch::crawler
