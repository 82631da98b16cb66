#include "tests/generated/compose.h"

namespace gkwatch::testing {
namespace {

std::vector<std::string> texts_of(const MadeRow& row) {
  std::vector<std::string> texts;
  for (const MadeCell& cell : row.cells) {
    std::string text;
    for (const MadeRun& run : cell.runs) {
      if (run.look == Look::Raised)
        text += "①";
      else if (run.look != Look::Hidden && run.look != Look::Deleted)
        text += run.text;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::string joined(const std::vector<std::string>& texts, const char* separator,
                   bool leaves_out_empty) {
  std::string line;
  bool is_first = true;
  for (const std::string& text : texts) {
    if (text.empty() && leaves_out_empty) continue;
    if (!is_first) line += separator;
    line += text;
    is_first = false;
  }
  return line;
}

std::string print_row(const std::vector<std::string>& texts, Layout layout) {
  switch (layout) {
    case Layout::Bars:
      return joined(texts, " | ", false) + " |\n";
    case Layout::Markdown:
      return "| " + joined(texts, " | ", false) + " |\n";
    case Layout::Tabs:
      return joined(texts, "\t", false) + "\n";
    case Layout::Blanks:
      return joined(texts, " ", true) + "\n";
    case Layout::CellPerLine:
      return joined(texts, "\n\n", true) + "\n\n";
    case Layout::BarPerLine:
      return joined(texts, " |\n", false) + " |\n";
    default:
      return joined(texts, "\n|\n", false) + "\n|\n";
  }
}

}  // namespace

std::string print_text_pieces(const Plan& plan, const std::vector<MadePiece>& pieces) {
  std::string text;
  for (const MadePiece& piece : pieces) {
    if (piece.kind != PieceKind::Table) text += piece.text + "\n";
    bool is_first = true;
    for (const MadeRow& row : piece.table.rows) {
      const auto texts = texts_of(row);
      text += print_row(texts, plan.layout);
      if (plan.layout == Layout::Markdown && is_first) {
        text += "|";
        for (std::size_t i = 0; i < texts.size(); ++i) text += "---|";
        text += "\n";
      }
      is_first = false;
    }
    text += "\n";
  }
  return text;
}

}  // namespace gkwatch::testing
