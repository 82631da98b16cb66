#include "tests/generated/page_canvas.h"

#include "tests/support/ofd_writer.h"
#include "tests/support/pdf_writer.h"

namespace gkwatch::testing {
namespace {

constexpr double kThin = 0.5;

double height_of_page(const Plan& plan) {
  return plan.has(Odd::SmallPages) ? 430 + 29.0 * (plan.seed % 12) : 842;
}

class PdfCanvas final : public PageCanvas {
 public:
  explicit PdfCanvas(const Plan& plan)
      : is_turned_{plan.has(Odd::TurnedPage)},
        has_boxes_{plan.has(Odd::ThinBoxes)},
        width_{plan.has(Odd::Landscape) || is_turned_ ? 842.0 : 595.0},
        height_{plan.has(Odd::Landscape) || is_turned_ ? 595.0 : height_of_page(plan)},
        pdf_{is_turned_ ? width_ : height_, is_turned_ ? height_ : width_} {}

  double width() const override { return width_; }
  double height() const override { return height_; }
  void add_page() override { pdf_.add_page(); }

  void write(double x, double y, const std::string& text, double size) override {
    write_turned(x, y, text, size, 0);
  }
  bool write_upwards(double x, double y, const std::string& text, double size) override {
    write_turned(x, y, text, size, 1);
    return true;
  }

  void rule(double x0, double y0, double x1, double y1) override {
    turn(x0, y0);
    turn(x1, y1);
    if (!has_boxes_) return pdf_.stroke(x0, y0, x1, y1);
    pdf_.fill(std::min(x0, x1) - kThin / 2, std::min(y0, y1) - kThin / 2, std::abs(x1 - x0) + kThin,
              std::abs(y1 - y0) + kThin);
  }

  std::string bytes() const override { return pdf_.bytes(); }

 private:
  // A wide page that stands on its side on a tall one: what is right there is up here.
  void turn(double& x, double& y) const {
    if (!is_turned_) return;
    const double up = width_ - x;
    x = y;
    y = up;
  }

  void write_turned(double x, double y, const std::string& text, double size, int quarters) {
    turn(x, y);
    pdf_.write({.x = x,
                .y = y,
                .text = text,
                .size = size,
                .quarter_turns = quarters + (is_turned_ ? 1 : 0)});
  }

  bool is_turned_;
  bool has_boxes_;
  double width_;
  double height_;
  PdfWriter pdf_;
};

class OfdCanvas final : public PageCanvas {
 public:
  explicit OfdCanvas(const Plan& plan)
      : has_boxes_{plan.has(Odd::ThinBoxes)},
        height_{height_of_page(plan)},
        ofd_{{.repeats_deltas = plan.seed % 2 == 0,
              .has_scale = plan.seed % 3 == 0,
              .has_glyph_each = plan.has(Odd::DigitByDigit),
              .has_rules_below = plan.seed % 4 == 0},
             height_} {}

  double width() const override { return 595; }
  double height() const override { return height_; }
  void add_page() override { ofd_.add_page(); }
  void write(double x, double y, const std::string& text, double size) override {
    if (!text.empty()) ofd_.write(x, y, text, size);
  }
  bool write_upwards(double, double, const std::string&, double) override { return false; }
  void rule(double x0, double y0, double x1, double y1) override {
    if (!has_boxes_) return ofd_.stroke(x0, y0, x1, y1);
    ofd_.fill(x0 - kThin / 2, y0 - kThin / 2, x1 - x0 + kThin, y1 - y0 + kThin);
  }
  std::string bytes() const override { return ofd_.bytes(); }

 private:
  bool has_boxes_;
  double height_;
  OfdWriter ofd_;
};

}  // namespace

std::unique_ptr<PageCanvas> make_canvas(const Plan& plan) {
  if (plan.carrier == Carrier::Ofd) return std::make_unique<OfdCanvas>(plan);
  return std::make_unique<PdfCanvas>(plan);
}

}  // namespace gkwatch::testing
