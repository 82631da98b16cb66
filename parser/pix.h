#pragma once

#include <leptonica/allheaders.h>

#include <cstddef>
#include <memory>

namespace gkwatch::parser {

// Leptonica's images and lists of boxes, owned.
struct LeptonicaRelease {
  void operator()(Pix* pix) const noexcept { pixDestroy(&pix); }
  void operator()(Boxa* boxes) const noexcept { boxaDestroy(&boxes); }
  void operator()(::Box* box) const noexcept { boxDestroy(&box); }
};
using PixPtr = std::unique_ptr<Pix, LeptonicaRelease>;
using BoxesPtr = std::unique_ptr<Boxa, LeptonicaRelease>;
using PixBoxPtr = std::unique_ptr<::Box, LeptonicaRelease>;

// The words of one row of pixels, for GET_DATA_BYTE.
inline l_uint32* line_of(Pix* pix, int y) {
  return pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
}

}  // namespace gkwatch::parser
