#include "parser/pdf_glyphs.h"

#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/poppler-config.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "core/text.h"
#include "parser/glyph_meaning.h"
#include "parser/pdf_document.h"

namespace gkwatch::parser {
namespace {

// OutputDev is no public interface and changes from version to version: a new one is to be
// tried with the tests before it is named here.
static_assert(std::string_view{POPPLER_VERSION}.starts_with("22."));

constexpr int kMostPages = 200;
constexpr std::size_t kMostGlyphs = 400'000;  // of a document
constexpr std::size_t kMostRules = 100'000;
constexpr std::size_t kMostSteps = 200'000;  // calls of the library's "shall I stop?"

// What is left for all pages together.
struct Budget {
  std::size_t glyphs = kMostGlyphs;
  std::size_t rules = kMostRules;
  std::size_t steps = kMostSteps;
  std::stop_token stop;
  bool is_spent() const { return glyphs == 0 || rules == 0 || steps == 0; }
};

// Asked by the library every few operators.
bool shall_stop(void* data) noexcept {
  auto& budget = *static_cast<Budget*>(data);
  if (budget.steps > 0) --budget.steps;
  return budget.is_spent() || budget.stop.stop_requested();
}

// The direction of the font's x axis on the page; nothing for text that stands askew, as
// watermarks do.
std::optional<Turn> turn_of(double x, double y) {
  const double norm = std::hypot(x, y);
  if (norm <= 0 || std::min(std::abs(x), std::abs(y)) > 0.1 * norm) return std::nullopt;
  if (std::abs(x) > std::abs(y)) return x > 0 ? Turn::Right : Turn::Left;
  return y > 0 ? Turn::Down : Turn::Up;
}

Turn turned_right(Turn turn) { return static_cast<Turn>((static_cast<int>(turn) + 1) % 4); }

bool is_invisible(const GfxState& state) {
  const int render = state.getRender();  // 3: neither filled nor stroked; 7: clip only
  return render == 3 || render == 7 || state.getFillOpacity() < 0.01;
}

std::pair<double, double> point_of(const GfxState& state, const GfxSubpath& path, int i) {
  std::pair<double, double> point;
  state.transform(path.getX(i), path.getY(i), &point.first, &point.second);
  return point;
}

// Collects the ink of one page.
class Collector : public OutputDev {
 public:
  Collector(PageInk& page, Budget& budget) : page_{page}, budget_{budget} {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  // Patterns and shadings carry no text: the library would draw them tile by tile.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                         int, double, double) override {
    return true;
  }
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void startPage(int, GfxState* state, XRef*) override {
    page_.width = state->getPageWidth();
    page_.height = state->getPageHeight();
  }
  void stroke(GfxState* state) override { for_each_subpath(*state, &Collector::add_strokes); }
  void fill(GfxState* state) override { for_each_subpath(*state, &Collector::add_fill); }
  void eoFill(GfxState* state) override { fill(state); }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int, const Unicode* u, int count) override {
    if (budget_.glyphs == 0 || is_invisible(*state)) return;
    Glyph glyph{.text = text_of({state->getFont().get(), code, u, count})};
    if (glyph.text.empty()) return;
    if (!place(glyph, *state, {x - origin_x, y - origin_y, dx, dy})) return;
    --budget_.glyphs;
    page_.glyphs.push_back(std::move(glyph));
  }

  void drawImage(GfxState* state, Object* object, Stream* data, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask,
                 bool is_inline) override {
    note_picture(*state, width);
    OutputDev::drawImage(state, object, data, width, height, colours, interpolate, mask, is_inline);
  }
  void drawImageMask(GfxState* state, Object* object, Stream* data, int width, int height,
                     bool invert, bool interpolate, bool is_inline) override {
    note_picture(*state, width);
    OutputDev::drawImageMask(state, object, data, width, height, invert, interpolate, is_inline);
  }

 private:
  struct Stroke {
    double x, y, dx, dy;  // in the user's space
  };
  using SubpathUse = void (Collector::*)(const GfxState&, const GfxSubpath&);

  // Puts the glyph's centre on the page; false for text askew.
  static bool place(Glyph& glyph, const GfxState& state, const Stroke& at) {
    double right_x = 0;
    double right_y = 0;
    double up_x = 0;
    double up_y = 0;
    state.getFontTransMat(&right_x, &right_y, &up_x, &up_y);
    const auto turn = turn_of(right_x, right_y);
    if (!turn) return false;
    double dx = 0;
    double dy = 0;
    state.transform(at.x, at.y, &glyph.x, &glyph.y);
    state.transformDelta(at.dx, at.dy, &dx, &dy);
    glyph.size = std::hypot(up_x, up_y);
    const bool is_vertical = state.getFont() && state.getFont()->getWMode() == 1;
    glyph.turn = is_vertical ? turned_right(*turn) : *turn;
    // A vertical text's glyph is as wide as its font; its advance leads down.
    const double along = is_vertical ? 0.5 : 0;
    glyph.x += (is_vertical ? 0 : dx / 2) + along * right_x + 0.35 * up_x;
    glyph.y += (is_vertical ? 0 : dy / 2) + along * right_y + 0.35 * up_y;
    glyph.width = std::min(std::hypot(dx, dy), 1.1 * glyph.size);
    return std::isfinite(glyph.x) && std::isfinite(glyph.y) && glyph.size > 0;
  }

  void for_each_subpath(const GfxState& state, SubpathUse use) {
    const GfxPath* path = state.getPath();
    for (int i = 0; i < path->getNumSubpaths() && budget_.rules > 0; ++i) {
      (this->*use)(state, *path->getSubpath(i));
    }
  }

  void add_strokes(const GfxState& state, const GfxSubpath& path) {
    if (state.getStrokeOpacity() < 0.01) return;
    for (int i = 1; i < path.getNumPoints(); ++i) {
      const auto [x0, y0] = point_of(state, path, i - 1);
      const auto [x1, y1] = point_of(state, path, i);
      if (!path.getCurve(i)) add(rule_of_stroke(x0, y0, x1, y1));
    }
  }

  void add_fill(const GfxState& state, const GfxSubpath& path) {
    if (path.getNumPoints() == 0 || state.getFillOpacity() < 0.01) return;
    Box box{1e9, 1e9, -1e9, -1e9};
    for (int i = 0; i < path.getNumPoints(); ++i) {
      const auto [x, y] = point_of(state, path, i);
      if (path.getCurve(i)) return;
      box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x),
             std::max(box.bottom, y)};
    }
    add(rule_of_fill(box));
  }

  void add(const std::optional<Rule>& rule) {
    constexpr double farthest = 1e5;
    const auto is_near = [](double place) { return std::abs(place) < farthest; };
    if (!rule || budget_.rules == 0) return;
    if (!is_near(rule->at) || !is_near(rule->begin) || !is_near(rule->end)) return;
    --budget_.rules;
    page_.rules.push_back(*rule);
  }

  // An image fills the unit square of the user's space.
  void note_picture(const GfxState& state, int pixels) {
    constexpr double smallest = 150;  // points: smaller ones are seals, emblems, codes
    double wide_x = 0;
    double wide_y = 0;
    double high_x = 0;
    double high_y = 0;
    state.transformDelta(1, 0, &wide_x, &wide_y);
    state.transformDelta(0, 1, &high_x, &high_y);
    const bool is_large =
        std::hypot(wide_x, wide_y) >= smallest && std::hypot(high_x, high_y) >= smallest / 3;
    if (!is_large) return;
    ++page_.pictures;
    page_.picture_fineness = std::max(page_.picture_fineness, pixels / std::hypot(wide_x, wide_y));
  }

  PageInk& page_;
  Budget& budget_;
};

Result<PageInk> read_page(PDFDoc& document, int number, Budget& budget) {
  const std::string name = "page " + std::to_string(number);
  if (document.getPage(number) == nullptr) return Error{ErrorCode::Malformed, name + " is lost"};
  PageInk page;
  Collector collector{page, budget};
  constexpr double points_per_inch = 72;
  document.displayPage(&collector, number, points_per_inch, points_per_inch, 0, false, true, false,
                       shall_stop, &budget);
  if (budget.stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
  if (budget.is_spent()) return Error{ErrorCode::TooLarge, name + " holds too much"};
  tidy(page);
  return page;
}

Result<std::vector<PageInk>> read_document(std::string_view pdf, const std::stop_token& stop) {
  auto opened = OpenPdf::open(pdf);
  if (!opened) return opened.error();
  PDFDoc& document = opened->document();
  if (document.getNumPages() > kMostPages) {
    return Error{ErrorCode::TooLarge, "the PDF has more than 200 pages"};
  }
  std::vector<PageInk> pages;
  Budget budget{.stop = stop};
  for (int number = 1; number <= document.getNumPages(); ++number) {
    auto page = read_page(document, number, budget);
    if (!page) return page.error();
    pages.push_back(*std::move(page));
  }
  if (Status whole = opened->check_whole(); !whole) return whole.error();
  return pages;
}

}  // namespace

bool can_read_pdf() { return true; }
Result<std::vector<PageInk>> read_pages(std::string_view pdf, const std::stop_token& stop) {
  try {
    return read_document(pdf, stop);
  } catch (const std::exception&) {
    return Error{ErrorCode::Malformed, "the PDF library gave up"};
  }
}

}  // namespace gkwatch::parser
