#include "parser/recogniser.h"

#include <array>
#include <filesystem>
#include <system_error>

namespace gkwatch::parser {
namespace {

// Of tesseract 5 and its languages in Debian 12 and later.
constexpr const char* kFolder = "/usr/share/tesseract-ocr/5/tessdata/";

struct Language {
  const char* name;
  const char* package;
};
constexpr std::array kLanguages{Language{"chi_sim", "tesseract-ocr-chi-sim"},
                                Language{"eng", "tesseract-ocr-eng"}};

std::filesystem::path file_of(const Language& language) {
  return std::string{kFolder} + language.name + ".traineddata";
}

}  // namespace

std::string why_no_pictures() {
  std::string missing;
  for (const Language& language : kLanguages) {
    std::error_code failed;
    if (std::filesystem::is_regular_file(file_of(language), failed)) continue;
    missing += (missing.empty() ? "" : ", ") + std::string{language.package};
  }
  return missing.empty() ? missing : "not installed: " + missing;
}

}  // namespace gkwatch::parser
