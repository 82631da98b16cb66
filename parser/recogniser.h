#pragma once

#include <string>

#include "core/result.h"

namespace gkwatch::parser {

// Where Debian keeps what tesseract has learned; the locked in reader may read below it.
inline constexpr const char* kTrainedData = "/usr/share/tesseract-ocr";

// Empty if scans and pictures can be read; else, for people, what is missing: a build without
// GKWATCH_OCR, or a package that is not installed.
std::string why_no_pictures();

}  // namespace gkwatch::parser
