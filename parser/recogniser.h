#pragma once

#include <string>

#include "core/result.h"

struct Pix;

namespace gkwatch::parser {

// Where Debian keeps what tesseract has learned; the locked in reader may read below it.
inline constexpr const char* kTrainedData = "/usr/share/tesseract-ocr";

// Empty if scans and pictures can be read; else, for people, what is missing: a build without
// GKWATCH_OCR, or a package that is not installed.
std::string why_no_pictures();

// What the recogniser made of one line.
struct Recognised {
  std::string text;    // UTF-8, NFKC, without blanks
  int confidence = 0;  // 0 to 100, the recogniser's own
};

enum class Model {
  Words,          // chi_sim
  ChineseDigits,  // the same, nothing but digits, sign, comma and point
  LatinDigits,    // eng, likewise
};

// Tesseract, one line at a time. One per thread, made when it is first asked for.
class Recogniser {
 public:
  // Unsupported: what why_no_pictures says. Lives as long as the thread.
  static Result<Recogniser*> of_this_thread();

  // `line`: 8 bits deep, dark on white, one line of text with white around it.
  virtual Recognised read(Pix* line, Model model) = 0;

 protected:
  ~Recogniser() = default;
};

}  // namespace gkwatch::parser
