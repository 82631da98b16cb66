// The reader of documents, measured: documents a second and peak memory by form, against
// pdftotext -layout on the same PDFs (goal: at most 1.5 times its CPU) and a bare gumbo_parse of
// the same pages (at most 2 times); and how well each is read. In one process, one thread, the
// least of rounds that take turns.
//   bench_documents [rounds]      (GKWATCH_SHARED: where the corpus of real reports is)
#include <gumbo.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "bench/documents/measuring.h"
#include "parser/document_reader.h"
#include "tests/hostile/known_documents.h"
#include "tests/hostile/printed_figures.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch {
namespace {

using testing::KnownDocument;
using testing::Print;

ParsedDocument read(const std::string& bytes) {
  auto parsed =
      parser::PlainReader{}.read(Document{.body = std::make_shared<const std::string>(bytes)}, {});
  return parsed ? *std::move(parsed) : ParsedDocument{};
}

struct Score {
  std::size_t right = 0;
  std::size_t gaps = 0;
  std::size_t wrong = 0;
};

Score score_of(const KnownDocument& document) {
  const ParsedDocument parsed = read(document.bytes);
  Score score;
  for (const auto& [key, cell] : parsed.cells) score.gaps += cell.kind == CellKind::Gap ? 1 : 0;
  score.wrong = testing::wrong_figures(document, {document.bytes, {}, ""}, parsed).size();
  score.right = parsed.cells.size() - score.gaps - score.wrong;
  return score;
}

void parse_alone(const std::string& html) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

bool is_page(const KnownDocument& document) {
  return document.print == Print::Literal && document.bytes.find("<table") != std::string::npos;
}

// Nothing to compare with: below 0.
double cpu_of_rival(const KnownDocument& document, const std::string& file) {
  if (document.print == Print::Drawn) {
    return bench::cpu_of_program({"pdftotext", "-layout", file, "-"});
  }
  if (!is_page(document)) return -1;
  return bench::cpu_of([&] { parse_alone(document.bytes); });
}

void measure(const KnownDocument& document, int rounds) {
  constexpr double kMilli = 1e3;
  const testing::TemporaryFolder folder;
  const std::string file = (folder / "document").string();
  std::ofstream{file, std::ios::binary} << document.bytes;
  const auto least = bench::least_of({[&] { return bench::cpu_of([&] { read(document.bytes); }); },
                                      [&] { return cpu_of_rival(document, file); },
                                      [&] {
                                        return bench::cpu_of_program({"pdftotext", "-v"});
                                      }},
                                     rounds);
  const Score score = score_of(document);
  std::printf("%-26s %8.2f %9.1f %8.1f", document.name.c_str(), least[0] * kMilli, 1 / least[0],
              bench::peak_of([&] { read(document.bytes); }));
  if (least[1] > 0)
    std::printf(" %8.2f %6.2f", least[1] * kMilli, least[0] / least[1]);
  else
    std::printf(" %8s %6s", "-", "-");
  // What pdftotext takes to start, which we take once in the life of a reader too.
  std::printf(" %7.2f", document.print == Print::Drawn ? least[2] * kMilli : 0.0);
  std::printf(" %6zu %5zu %6zu\n", score.right, score.gaps, score.wrong);
}

int run(int rounds) {
  std::printf("%-26s %8s %9s %8s %8s %6s %7s %6s %5s %6s\n", "document", "ms", "a second", "MiB",
              "rival ms", "ratio", "start", "right", "gaps", "silent");
  auto documents = testing::real_documents();
  if (documents.empty()) std::fprintf(stderr, "NO CORPUS: made documents only\n");
  for (KnownDocument& document : testing::made_documents()) {
    documents.push_back(std::move(document));
  }
  read("x");  // what is loaded once
  for (const KnownDocument& document : documents) measure(document, rounds);
  return 0;
}

}  // namespace
}  // namespace gkwatch

int main(int argc, char** argv) {
  constexpr int kRounds = 20;
  return gkwatch::run(argc > 1 ? std::atoi(argv[1]) : kRounds);
}
