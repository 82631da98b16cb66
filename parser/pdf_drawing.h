#pragma once

#include <memory>
#include <stop_token>
#include <string_view>

#include "core/result.h"
#include "parser/picture.h"

namespace gkwatch::parser {

// Draws pages of a PDF whose pictures are to be read: as they are seen, whatever strips, masks
// and turns they are made of, but without text.
class PdfDrawing {
 public:
  // Looks at the bytes, which outlive it. Errors as read_pages.
  static Result<PdfDrawing> open(std::string_view pdf);
  PdfDrawing(PdfDrawing&&) noexcept;
  PdfDrawing& operator=(PdfDrawing&&) = delete;
  ~PdfDrawing();

  // `number`: from 1. `fineness`: pixels per point, that of the picture itself, so that it is not
  // scaled; within what reading needs. TooLarge: a page of a size that is no paper.
  Result<Picture> draw(int number, double fineness, const std::stop_token& stop);

 private:
  class Device;
  explicit PdfDrawing(std::unique_ptr<Device> device);

  std::unique_ptr<Device> device_;
};

}  // namespace gkwatch::parser
