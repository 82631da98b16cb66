#include "tests/generated/compose.h"
#include "tests/generated/page_canvas.h"
#include "tests/generated/paged_table.h"
#include "tests/support/pdf_writer.h"

namespace gkwatch::testing {
namespace {

class PagedPrinter {
 public:
  explicit PagedPrinter(const Plan& plan)
      : plan_{plan}, canvas_{make_canvas(plan)}, is_numbered_within_{plan.seed % 2 == 0} {
    frame_.right = canvas_->width() - frame_.left;
    frame_.bottom = canvas_->height() - 52;
    if (plan.has(Odd::PageNumbers) && is_numbered_within_) frame_.bottom += 35;
    frame_.turn_page = [this] { turn_page(); };
  }

  std::string print(const std::vector<MadePiece>& pieces) {
    title_ = pieces.front().text;
    turn_page();
    for (const MadePiece& piece : pieces) print(piece);
    return canvas_->bytes();
  }

 private:
  void turn_page() {
    canvas_->add_page();
    ++page_;
    y_ = frame_.top;
    const std::string number = std::to_string(page_);
    if (plan_.has(Odd::RunningHeads)) canvas_->write(frame_.left, 32, title_, 9);
    if (!plan_.has(Odd::PageNumbers)) return;
    const std::string text = is_numbered_within_   ? "- " + number + " -"
                             : plan_.seed % 3 == 0 ? "第 " + number + " 页 共 9 页"
                                                   : number;
    // Within a table: over the label, not over a figure, which nobody could read then.
    const double left = canvas_->width() / 2 - (is_numbered_within_ ? 24 : 8);
    canvas_->write(left, canvas_->height() - 28, text, 9);
  }

  void print(const MadePiece& piece) {
    switch (piece.kind) {
      case PieceKind::Table:
        y_ = draw_table(plan_, piece.table, *canvas_, frame_, y_) + 14;
        break;
      case PieceKind::Title: {
        const double middle = (canvas_->width() - printed_width(piece.text, 14)) / 2;
        write(piece.text, 14, middle - frame_.left);
        break;
      }
      case PieceKind::Heading:
        write(piece.text, 12, 24);
        break;
      case PieceKind::Paragraph:
        write(piece.text, 10.5, 21);
        break;
    }
  }

  void write(const std::string& text, double size, double indent) {
    std::string rest = text;
    const double width = frame_.right - frame_.left;
    double left = frame_.left + indent;
    while (!rest.empty()) {
      const std::string line = wrapped(rest, frame_.left + width - left, size).front();
      if (y_ + 1.6 * size > canvas_->height() - 52) turn_page();
      canvas_->write(left, y_ + size, line, size);
      y_ += 1.6 * size;
      rest.erase(0, line.size());
      left = frame_.left;
    }
  }

  const Plan& plan_;
  std::unique_ptr<PageCanvas> canvas_;
  bool is_numbered_within_;
  PageFrame frame_;
  std::string title_;
  int page_ = 0;
  double y_ = 0;
};

}  // namespace

std::string print_paged_pieces(const Plan& plan, const std::vector<MadePiece>& pieces) {
  return PagedPrinter{plan}.print(pieces);
}

}  // namespace gkwatch::testing
