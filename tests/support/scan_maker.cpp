#include "tests/support/scan_maker.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numbers>
#include <random>

#include "tests/support/corpus.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::testing {
namespace {

struct Release {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, Release>;

l_uint32* line_of(Pix* pix, int y) {
  return pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
}

PixPtr pix_of(const ShadedPage& page) {
  PixPtr pix{pixCreate(page.width, page.height, 8)};
  auto shade = page.shades.begin();
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) SET_DATA_BYTE(line_of(pix.get(), y), x, *shade++);
  }
  return pix;
}

ShadedPage page_of(Pix* pix) {
  ShadedPage page{pixGetWidth(pix), pixGetHeight(pix), {}};
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      page.shades.push_back(GET_DATA_BYTE(line_of(pix, y), x));
    }
  }
  return page;
}

std::string written(Pix* pix, PictureFormat format, int quality) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (format == PictureFormat::Png) pixWriteMemPng(&data, &size, pix, 0);
  if (format == PictureFormat::Jpeg) pixWriteMemJpeg(&data, &size, pix, quality, 0);
  if (format == PictureFormat::Tiff) pixWriteMemTiff(&data, &size, pix, IFF_TIFF_LZW);
  std::string bytes{reinterpret_cast<const char*>(data), size};
  lept_free(data);
  return bytes;
}

std::string tiff_file(const std::vector<ShadedPage>& pages) {
  const TemporaryFolder folder;
  const std::string name = (folder.path() / "pages.tif").string();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PixPtr pix = pix_of(pages[i]);
    pixWriteTiff(name.c_str(), pix.get(), IFF_TIFF_LZW, i == 0 ? "w" : "a");
  }
  return read_whole(name);
}

std::string stream(const std::string& head, const std::string& data) {
  return "<< " + head + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
         "\nendstream";
}

// For fontconfig: all the machine's fonts, this one before all others.
constexpr const char* kSongFirst =
    "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
    "<dir>/usr/share/fonts</dir><match target=\"pattern\"><edit name=\"family\" mode=\"prepend\" "
    "binding=\"strong\"><string>Noto Serif CJK SC</string></edit></match></fontconfig>";

}  // namespace

std::vector<ShadedPage> draw_pages(const std::string& pdf, int dots_per_inch, Typeface typeface) {
  const TemporaryFolder folder;
  const std::string place = folder.path().string();
  std::ofstream{place + "/report.pdf", std::ios::binary} << pdf;
  std::ofstream{place + "/song.conf"} << kSongFirst;
  const std::string fonts =
      typeface == Typeface::Song ? "FONTCONFIG_FILE=" + place + "/song.conf " : "";
  const std::string command = fonts + "pdftoppm -gray -r " + std::to_string(dots_per_inch) + " " +
                              place + "/report.pdf " + place + "/page";
  if (std::system(command.c_str()) != 0) return {};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
    if (entry.path().extension() == ".pgm") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<ShadedPage> pages;
  for (const auto& file : files) {
    const PixPtr pix{pixRead(file.c_str())};
    pages.push_back(page_of(pix.get()));
  }
  return pages;
}

ShadedPage scan(const ShadedPage& page, const ScanLook& look) {
  PixPtr pix = pix_of(page);
  if (look.skew != 0) {
    const auto angle = static_cast<float>(look.skew * std::numbers::pi / 180);
    pix.reset(pixRotate(pix.get(), angle, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  }
  if (look.blur > 0) pix.reset(pixBlockconv(pix.get(), look.blur, look.blur));
  ShadedPage scanned = page_of(pix.get());
  std::mt19937 random{look.seed};
  std::uniform_int_distribution<int> across{0, scanned.width - 4};
  std::uniform_int_distribution<int> down{0, scanned.height - 4};
  for (int i = 0; i < look.specks; ++i) {
    const int x = across(random);
    const int y = down(random);
    for (int pixel = 0; pixel < 9; ++pixel) {
      scanned.shades[static_cast<std::size_t>((y + pixel / 3) * scanned.width + x + pixel % 3)] = 0;
    }
  }
  std::normal_distribution<double> noise{0, std::max(look.noise, 1e-9)};
  for (std::uint8_t& shade : scanned.shades) {
    const double seen = look.ink + (look.paper - look.ink) * shade / 255.0 + noise(random);
    shade = static_cast<std::uint8_t>(std::clamp(seen, 0.0, 255.0));
  }
  return scanned;
}

std::string picture_file(const std::vector<ShadedPage>& pages, PictureFormat format,
                         int jpeg_quality) {
  if (format == PictureFormat::Tiff) return tiff_file(pages);
  const PixPtr pix = pix_of(pages.front());
  return written(pix.get(), format, jpeg_quality);
}

std::string scanned_pdf(const std::vector<ShadedPage>& pages, int jpeg_quality) {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
  std::string kids;
  for (const ShadedPage& page : pages) {
    const std::size_t first = objects.size() + 1;
    const std::string width = std::to_string(page.width);
    const std::string height = std::to_string(page.height);
    const std::string points = std::to_string(595.0 * page.height / page.width);
    kids += std::to_string(first) + " 0 R ";
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 " + points +
                      "] /Resources << /XObject << /I " + std::to_string(first + 1) +
                      " 0 R >> >> /Contents " + std::to_string(first + 2) + " 0 R >>");
    objects.push_back(stream("/Type /XObject /Subtype /Image /Width " + width + " /Height " +
                                 height +
                                 " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
                             picture_file({page}, PictureFormat::Jpeg, jpeg_quality)));
    objects.push_back(stream("", "q 595 0 0 " + points + " 0 0 cm /I Do Q\n"));
  }
  objects[1] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  std::string bytes = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string place = std::to_string(bytes.size());
    table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
    bytes += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(bytes.size());
  return bytes + "xref\n0 " + size + "\n" + table + "trailer\n<< /Size " + size +
         " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace gkwatch::testing
