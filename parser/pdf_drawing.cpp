#include "parser/pdf_drawing.h"

#include <poppler/SplashOutputDev.h>
#include <poppler/splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <utility>

#include "parser/pdf_document.h"

namespace gkwatch::parser {
namespace {

constexpr double kCoarsest = 1.4;  // pixels per point: 100 dpi
constexpr double kFinest = 4.2;    // 300 dpi
constexpr std::size_t kMostSteps = 200'000;

// Fonts would be looked for in files; the text is read as text.
class WithoutText final : public SplashOutputDev {
 public:
  explicit WithoutText(SplashColorPtr paper) : SplashOutputDev{splashModeMono8, 1, false, paper} {}
  void updateFont(GfxState*) override {}
  void drawChar(GfxState*, double, double, double, double, double, double, CharCode, int,
                const Unicode*, int) override {}
  bool beginType3Char(GfxState*, double, double, double, double, CharCode, const Unicode*,
                      int) override {
    return true;
  }
  void endType3Char(GfxState*) override {}
};

struct Patience {
  std::size_t steps = kMostSteps;
  std::stop_token stop;
};

bool shall_stop(void* data) noexcept {
  auto& patience = *static_cast<Patience*>(data);
  if (patience.steps > 0) --patience.steps;
  return patience.steps == 0 || patience.stop.stop_requested();
}

Picture picture_of(SplashBitmap& bitmap) {
  Picture picture{.width = bitmap.getWidth(), .height = bitmap.getHeight()};
  const auto width = static_cast<std::size_t>(picture.width);
  for (int y = 0; y < picture.height; ++y) {
    const auto* row = bitmap.getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap.getRowSize();
    picture.shades.insert(picture.shades.end(), row, row + width);
  }
  return picture;
}

}  // namespace

class PdfDrawing::Device {
 public:
  explicit Device(OpenPdf pdf) : pdf_{std::move(pdf)} {
    SplashColor white{255, 255, 255, 255};
    output_ = std::make_unique<WithoutText>(white);
    output_->startDoc(&pdf_.document());
  }

  Result<Picture> draw(int number, double fineness, const std::stop_token& stop) {
    PDFDoc& document = pdf_.document();
    const double width = document.getPageCropWidth(number);
    const double height = document.getPageCropHeight(number);
    constexpr double longest = 20'000;  // points
    const bool is_paper = width > 0 && height > 0 && width < longest && height < longest;
    if (!is_paper) return Error{ErrorCode::Malformed, "a page without a size"};
    const double room = std::sqrt(static_cast<double>(kMostPixels) / (width * height));
    const double scale = std::min(std::clamp(fineness, kCoarsest, kFinest), room);
    constexpr double points_per_inch = 72;
    Patience patience{.stop = stop};
    document.displayPage(output_.get(), number, points_per_inch * scale, points_per_inch * scale, 0,
                         false, true, false, shall_stop, &patience);
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
    SplashBitmap* bitmap = output_->getBitmap();
    const bool is_drawn = patience.steps > 0 && bitmap != nullptr && bitmap->getWidth() > 1;
    if (!is_drawn) return Error{ErrorCode::TooLarge, "a page takes too long to draw"};
    return picture_of(*bitmap);
  }

 private:
  OpenPdf pdf_;
  std::unique_ptr<WithoutText> output_;
};

PdfDrawing::PdfDrawing(std::unique_ptr<Device> device) : device_{std::move(device)} {}
PdfDrawing::PdfDrawing(PdfDrawing&&) noexcept = default;
PdfDrawing::~PdfDrawing() = default;

Result<PdfDrawing> PdfDrawing::open(std::string_view pdf) {
  try {
    auto opened = OpenPdf::open(pdf);
    if (!opened) return opened.error();
    return PdfDrawing{std::make_unique<Device>(*std::move(opened))};
  } catch (const std::exception&) {
    return Error{ErrorCode::Malformed, "the PDF library gave up"};
  }
}

Result<Picture> PdfDrawing::draw(int number, double fineness, const std::stop_token& stop) {
  try {
    return device_->draw(number, fineness, stop);
  } catch (const std::exception&) {
    return Error{ErrorCode::Malformed, "the PDF library gave up"};
  }
}

}  // namespace gkwatch::parser
