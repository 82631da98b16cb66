#include "parser/picture.h"

#include <algorithm>
#include <string>
#include <utility>

#include "parser/pix.h"
#include "parser/sniff.h"

namespace gkwatch::parser {
namespace {

constexpr int kMostPages = 60;
constexpr int kSmallest = 40;  // pixels a side; less holds no word

struct Bytes {
  const l_uint8* data = nullptr;
  std::size_t size = 0;
};

Bytes bytes_of(std::string_view file) {
  return {reinterpret_cast<const l_uint8*>(file.data()), file.size()};
}

Status check_size(int width, int height) {
  if (width < kSmallest || height < kSmallest) {
    return Error{ErrorCode::Malformed, "the picture is too small to hold a table"};
  }
  if (static_cast<std::size_t>(width) * static_cast<std::size_t>(height) > kMostPixels) {
    return Error{ErrorCode::TooLarge, "the picture has more than 40 million pixels"};
  }
  return {};
}

// Leptonica makes grey of what a cut took away.
bool is_cut_jpeg(std::string_view file) {
  constexpr std::size_t reach = 4096;  // some programs write a little behind the end
  const std::string_view end = file.substr(file.size() - std::min(file.size(), reach));
  return sniff(file) == Media::Jpeg && end.rfind("\xFF\xD9") == std::string_view::npos;
}

Error damaged() { return {ErrorCode::Malformed, "the picture is damaged or cut off"}; }

// Transparent parts are seen on white paper.
PixPtr as_grey(PixPtr pix) {
  if (pixGetSpp(pix.get()) == 4) pix.reset(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
  if (!pix) return pix;
  return PixPtr{pixConvertTo8(pix.get(), 0)};
}

Result<Picture> picture_of(PixPtr decoded) {
  if (!decoded) return damaged();
  const PixPtr grey = as_grey(std::move(decoded));
  if (!grey) return damaged();
  Picture picture{.width = pixGetWidth(grey.get()), .height = pixGetHeight(grey.get())};
  if (Status checked = check_size(picture.width, picture.height); !checked) {
    return checked.error();
  }
  picture.shades.resize(static_cast<std::size_t>(picture.width) *
                        static_cast<std::size_t>(picture.height));
  auto shade = picture.shades.begin();
  for (int y = 0; y < picture.height; ++y) {
    const l_uint32* line = line_of(grey.get(), y);
    for (int x = 0; x < picture.width; ++x) *shade++ = GET_DATA_BYTE(line, x);
  }
  return picture;
}

// Bytes that were damaged move all that is behind them, and no checksum tells.
PixPtr read_jpeg(std::string_view file) {
  const auto [data, size] = bytes_of(file);
  constexpr int plain = 0;
  int warnings = 0;
  PixPtr pix{pixReadMemJpeg(data, size, plain, 1, &warnings, plain)};
  if (warnings > 0) pix.reset();
  return pix;
}

Result<std::vector<Picture>> decode_tiff(std::string_view file, const std::stop_token& stop) {
  const auto [data, size] = bytes_of(file);
  std::vector<Picture> pages;
  std::size_t pixels = 0;
  for (int page = 0;; ++page) {
    int width = 0;
    int height = 0;
    const bool has_page = readHeaderMemTiff(data, size, page, &width, &height, nullptr, nullptr,
                                            nullptr, nullptr, nullptr) == 0;
    if (!has_page) break;
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
    if (page >= kMostPages) return Error{ErrorCode::TooLarge, "the TIFF has more than 60 pages"};
    if (Status checked = check_size(width, height); !checked) return checked.error();
    pixels += static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (pixels > 10 * kMostPixels) return Error{ErrorCode::TooLarge, "the TIFF is too large"};
    auto picture = picture_of(PixPtr{pixReadMemTiff(data, size, page)});
    if (!picture) return picture.error();
    pages.push_back(*std::move(picture));
  }
  if (pages.empty()) return damaged();
  return pages;
}

}  // namespace

Result<std::vector<Picture>> decode_pictures(std::string_view file, const std::stop_token& stop) {
  setMsgSeverity(L_SEVERITY_NONE);
  if (sniff(file) == Media::Tiff) return decode_tiff(file, stop);
  if (is_cut_jpeg(file)) return damaged();
  const auto [data, size] = bytes_of(file);
  int format = 0;
  int width = 0;
  int height = 0;
  if (pixReadHeaderMem(data, size, &format, &width, &height, nullptr, nullptr, nullptr) != 0) {
    return damaged();
  }
  if (Status checked = check_size(width, height); !checked) return checked.error();
  auto picture =
      picture_of(format == IFF_JFIF_JPEG ? read_jpeg(file) : PixPtr{pixReadMem(data, size)});
  if (!picture) return picture.error();
  std::vector<Picture> pictures;
  pictures.push_back(*std::move(picture));
  return pictures;
}

}  // namespace gkwatch::parser
