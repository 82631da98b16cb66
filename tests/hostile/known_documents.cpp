#include "tests/hostile/known_documents.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "core/json.h"
#include "tests/support/corpus.h"
#include "tests/support/office_writer.h"
#include "tests/support/pdf_report.h"
#include "tests/support/report_generator.h"

namespace gkwatch::testing {
namespace {

KnownDocument known(std::string name, std::string bytes, Print print, const Figures& figures) {
  KnownDocument document{std::move(name), std::move(bytes), print, {}, {}};
  for (const auto& [cell, figure] : figures) document.figures[cell] = {figure};
  return document;
}

ReportSpec spec_of(unsigned seed) {
  return {
      .form = seed % 3 == 0 ? Form::F2019 : Form::F2021, .single_r6 = seed % 3 == 1, .seed = seed};
}

void add_layouts(std::vector<KnownDocument>& documents) {
  constexpr std::array<const char*, std::size(kAllLayouts)> kNames{
      "html",   "word_html",     "bars",         "markdown",   "tabs",
      "blanks", "cell_per_line", "bar_per_line", "bar_between"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const ReportSpec spec = spec_of(static_cast<unsigned>(100 + i));
    const Figures figures = make_figures(spec);
    documents.push_back(known(std::string{"made_"} + kNames.at(i),
                              print_report(spec, figures, kAllLayouts[i]), Print::Literal,
                              figures));
  }
}

void read_truth(const Json& truth, KnownDocument& document) {
  for (const auto& [key, cell] : truth["cells"].members()) {
    if (cell["open"].bool_or(false)) document.undecided.insert(CellKey{key});
    auto& values = document.figures[CellKey{key}];
    if (const auto value = cell["value"].decimal()) values.push_back(*value);
    for (const Json& other : cell["alt"].items()) {
      if (const auto value = other.decimal()) values.push_back(*value);
    }
  }
}

Print print_of(std::string_view media) {
  return media == "application/pdf" ? Print::Drawn : Print::Literal;
}

std::string name_for_a_test(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
}

}  // namespace

std::vector<KnownDocument> made_documents() {
  std::vector<KnownDocument> documents;
  add_layouts(documents);
  const ReportSpec spec = spec_of(7);
  const Figures figures = make_figures(spec);
  const std::string docx = print_docx(spec, figures);
  documents.push_back(known("made_docx", docx, Print::Packed, figures));
  documents.push_back(known("made_xlsx", print_xlsx(spec, figures), Print::Packed, figures));
  documents.push_back(
      known("made_zip", write_zip({{"report.docx", docx}}), Print::Packed, figures));
  for (const PdfRules rules : {PdfRules::Strokes, PdfRules::ThinBoxes}) {
    const bool has_strokes = rules == PdfRules::Strokes;
    documents.push_back(known(has_strokes ? "made_pdf_of_strokes" : "made_pdf_of_boxes",
                              print_pdf_report(spec, figures, {.rules = rules}), Print::Drawn,
                              figures));
  }
  return documents;
}

std::vector<KnownDocument> real_documents() {
  std::vector<KnownDocument> documents;
  std::error_code failed;
  const std::filesystem::directory_iterator truths{corpus_folder() + "/truth", failed};
  for (const auto& entry : truths) {
    const auto truth = Json::parse(read_whole(entry.path().string()));
    if (!truth) continue;
    KnownDocument document;
    document.name = "real_" + name_for_a_test(entry.path().stem().string());
    document.bytes =
        read_whole(corpus_folder() + "/" + std::string{(*truth)["file"].string_or("")});
    document.print = print_of((*truth)["media"].string_or(""));
    read_truth(*truth, document);
    if (!document.bytes.empty()) documents.push_back(std::move(document));
  }
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return documents;
}

}  // namespace gkwatch::testing
