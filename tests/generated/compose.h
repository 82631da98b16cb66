#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/generated/plan.h"

namespace gkwatch::testing {

struct Composed {
  std::vector<MadePiece> pieces;
  std::map<CellKey, Truth> truths;  // of every cell of the form
};
Composed compose(const Plan& plan);

struct MadeDocument {
  std::string bytes;
  std::string declared_type;
  std::map<CellKey, Truth> truths;
};
MadeDocument make_document(const Plan& plan);

// The pieces in each format.
std::string print_html_pieces(const Plan& plan, const std::vector<MadePiece>& pieces);
std::string print_docx_pieces(const Plan& plan, const std::vector<MadePiece>& pieces);
std::string print_xlsx_pieces(const Plan& plan, const std::vector<MadePiece>& pieces);
std::string print_text_pieces(const Plan& plan, const std::vector<MadePiece>& pieces);
// PDF or OFD.
std::string print_paged_pieces(const Plan& plan, const std::vector<MadePiece>& pieces);

}  // namespace gkwatch::testing
