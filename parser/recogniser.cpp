#include "parser/recogniser.h"

#include <tesseract/baseapi.h>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "core/files.h"
#include "core/text.h"

// Of GNU's OpenMP, which tesseract is built with. <omp.h> belongs to one compiler alone.
extern "C" void omp_set_max_active_levels(int levels);

namespace gkwatch::parser {
namespace {

// Of tesseract 5 and its languages in Debian 12 and later.
constexpr const char* kFolder = "/usr/share/tesseract-ocr/5/tessdata/";

struct Language {
  const char* name;
  const char* package;
};
constexpr Language kChinese{"chi_sim", "tesseract-ocr-chi-sim"};
constexpr Language kLatin{"eng", "tesseract-ocr-eng"};

std::filesystem::path file_of(const Language& language) {
  return std::string{kFolder} + language.name + ".traineddata";
}

class Tesseract final : public Recogniser {
 public:
  // From memory: no file is opened but the two.
  bool load() {
    return load(chinese_, kChinese) && load(latin_, kLatin) &&
           latin_.SetVariable("tessedit_char_whitelist", kDigits);
  }

  Recognised read(Pix* line, Model model) override {
    // Each of its loops asks for four threads, which the locked in reader may not start and
    // which are slower than one.
    omp_set_max_active_levels(0);
    tesseract::TessBaseAPI& api = model == Model::LatinDigits ? latin_ : chinese_;
    if (model != Model::LatinDigits) {
      api.SetVariable("tessedit_char_whitelist", model == Model::Words ? "" : kDigits);
    }
    api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    api.SetImage(line);
    constexpr int usual = 300;  // dots per inch; it matters for nothing but a warning
    api.SetSourceResolution(usual);
    const std::unique_ptr<char[]> text{api.GetUTF8Text()};
    if (!text) return {};
    return {without_spaces(nfkc(text.get())), api.MeanTextConf()};
  }

 private:
  static constexpr const char* kDigits = "0123456789+-.,";

  static bool load(tesseract::TessBaseAPI& api, const Language& language) {
    constexpr std::size_t most_bytes = 64u << 20;
    const auto learned = read_file(file_of(language), most_bytes);
    if (!learned) return false;
    const int failed =
        api.Init(learned->data(), static_cast<int>(learned->size()), language.name,
                 tesseract::OEM_LSTM_ONLY, nullptr, 0, nullptr, nullptr, false, nullptr);
    // No cell is read otherwise because of those before it.
    return failed == 0 && api.SetVariable("tessedit_enable_doc_dict", "0");
  }

  tesseract::TessBaseAPI chinese_;
  tesseract::TessBaseAPI latin_;
};

}  // namespace

std::string why_no_pictures() {
  std::string missing;
  for (const Language& language : {kChinese, kLatin}) {
    std::error_code failed;
    if (std::filesystem::is_regular_file(file_of(language), failed)) continue;
    missing += (missing.empty() ? "" : ", ") + std::string{language.package};
  }
  return missing.empty() ? missing : "not installed: " + missing;
}

Result<Recogniser*> Recogniser::of_this_thread() {
  thread_local std::unique_ptr<Tesseract> tesseract;
  if (tesseract) return tesseract.get();
  auto made = std::make_unique<Tesseract>();
  if (!made->load()) {
    const std::string missing = why_no_pictures();
    return Error{ErrorCode::Unsupported,
                 "pictures cannot be read: " + (missing.empty() ? "tesseract failed" : missing)};
  }
  tesseract = std::move(made);
  return tesseract.get();
}

}  // namespace gkwatch::parser
