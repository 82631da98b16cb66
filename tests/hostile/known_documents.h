#pragma once

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/ids.h"

namespace gkwatch::testing {

// How the bytes of a document stand for what it prints.
enum class Print {
  Literal,  // a figure's digits are its bytes: text, HTML
  Packed,   // behind checksums: DOCX, XLSX, ZIP
  Drawn,    // PDF: pdftotext shows it
};

// A document whose every figure is known.
struct KnownDocument {
  std::string name;
  std::string bytes;
  Print print = Print::Literal;
  std::map<CellKey, std::vector<Decimal>> figures;  // each right value of a cell that has one
  std::set<CellKey> undecided;                      // a reader may take them one way or another
};

inline void PrintTo(const KnownDocument& document, std::ostream* out) { *out << document.name; }

// Made by ours, at least one of each form. Never empty.
std::vector<KnownDocument> made_documents();
// The corpus of real reports; empty where it is absent.
std::vector<KnownDocument> real_documents();

}  // namespace gkwatch::testing
