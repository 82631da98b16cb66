// Scans, measured: made reports as four scanners see them; time and memory a page, how much of the
// figures is read, and silent errors. One process, one thread.
//   bench_scans [reports of each look]
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "bench/documents/measuring.h"
#include "parser/document_reader.h"
#include "parser/recogniser.h"
#include "tests/support/pdf_report.h"
#include "tests/support/scan_maker.h"

namespace gkwatch {
namespace {

struct Scanner {
  const char* name;
  int dots_per_inch;
  testing::ScanLook look;
};

struct Score {
  std::size_t pages = 0;
  std::size_t cells = 0;
  std::size_t right = 0;
  std::size_t wrong = 0;
  double seconds = 0;
  double peak = 0;  // MiB
};

void measure(const Scanner& scanner, unsigned seed, Score& score) {
  const testing::ReportSpec spec{
      .form = seed % 3 == 0 ? Form::F2019 : Form::F2021, .single_r6 = seed % 3 == 1, .seed = seed};
  const auto figures = make_figures(spec);
  std::vector<testing::ShadedPage> pages;
  for (const auto& page :
       testing::draw_pages(print_pdf_report(spec, figures, {}), scanner.dots_per_inch)) {
    pages.push_back(scan(page, scanner.look));
  }
  const auto bytes = std::make_shared<const std::string>(testing::scanned_pdf(pages));
  ParsedDocument parsed;
  const auto read = [&] {
    auto answer = parser::PlainReader{}.read(Document{.body = bytes}, {});
    if (answer) parsed = *std::move(answer);
  };
  score.seconds += bench::cpu_of(read);
  if (seed == 1) score.peak = bench::peak_of(read);
  score.pages += pages.size();
  score.cells += figures.size();
  for (const auto& [key, truth] : figures) {
    const auto found = parsed.cells.find(key);
    if (found == parsed.cells.end() || found->second.kind == CellKind::Gap) continue;
    ++(found->second.value == truth ? score.right : score.wrong);
  }
}

int run(unsigned reports) {
  if (const std::string missing = parser::why_no_pictures(); !missing.empty()) {
    std::fprintf(stderr, "%s\n", missing.c_str());
    return 1;
  }
  const std::vector<Scanner> scanners{
      {"clean, 200 dpi", 200, {}},
      {"skewed by 2 degrees, 300 dpi", 300, {.skew = 2}},
      {"grey and noisy, 200 dpi", 200, {.skew = 0.7, .noise = 6, .ink = 40, .paper = 225}},
      {"dirty, 200 dpi",
       200,
       {.skew = -2, .blur = 1, .noise = 14, .ink = 60, .paper = 205, .specks = 300}}};
  std::printf("%-30s %8s %8s %8s %8s %7s\n", "scanner", "s a page", "MiB", "cells", "right %",
              "silent");
  for (const Scanner& scanner : scanners) {
    Score score;
    for (unsigned seed = 1; seed <= reports; ++seed) measure(scanner, seed, score);
    std::printf("%-30s %8.2f %8.1f %8zu %8.1f %7zu\n", scanner.name,
                score.seconds / static_cast<double>(score.pages), score.peak, score.cells,
                100.0 * static_cast<double>(score.right) / static_cast<double>(score.cells),
                score.wrong);
  }
  return 0;
}

}  // namespace
}  // namespace gkwatch

int main(int argc, char** argv) {
  constexpr unsigned kReports = 3;
  return gkwatch::run(argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : kReports);
}
