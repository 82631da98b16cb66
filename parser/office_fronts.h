#pragma once

#include <stop_token>
#include <string>

#include "core/result.h"
#include "parser/extract.h"
#include "parser/office_package.h"

namespace gkwatch::parser {

// The kinds of documents that are packages, unpacked (contract: extract, parser/extract.h).

// Tracked changes accepted, hidden text and deleted rows left out, text boxes once.
Result<Extract> read_docx(const OfficePackage& package, const std::string& main_part,
                          const std::stop_token& stop);
// Every sheet that is shown, in the workbook's order; each cell as its number format shows it.
Result<Extract> read_xlsx(const OfficePackage& package, const std::string& main_part,
                          const std::stop_token& stop);
// An OFD (GB/T 33190-2016), packed alike: its pages as they are printed. Seals of its signatures
// are not looked at. Unsupported if it holds several documents.
Result<Extract> read_ofd(const OfficePackage& package, const std::stop_token& stop);

}  // namespace gkwatch::parser
