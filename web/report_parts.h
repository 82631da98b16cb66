#pragma once

#include <span>

#include "model/finding.h"
#include "model/report.h"
#include "web/sheet.h"

// The parts of a report that its page and the page of an uploaded file both show.
namespace gkwatch::web {

// What is wrong, the gravest first, each with its cells; then, folded, what could not be checked.
void write_findings(Sheet& sheet, std::span<const Finding> findings,
                    const ParsedDocument& document);

// The official tables with this document's values. A wrong cell has its reason beside the value,
// a gap says that it is one; each value leads to where it stood (`?cell=`, from `here`), if `here`
// is given.
void write_tables(Sheet& sheet, const ParsedDocument& document, std::span<const Finding> findings,
                  std::string_view here);
// Where the cell of `?cell=` stood, how it was printed, and what the findings say of it.
void write_cell(Sheet& sheet, const ParsedDocument& document, std::span<const Finding> findings);

// The prose, section by section, the figures that were taken from it marked; then rows of the
// tables that the form does not have.
void write_prose(Sheet& sheet, const ParsedDocument& document);

}  // namespace gkwatch::web
