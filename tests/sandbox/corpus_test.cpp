// Differential: behind the walls every real report reads as it does before them.
#include "tests/support/corpus.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/system_clock.h"
#include "model/report_json.h"
#include "tests/sandbox/reading.h"

namespace gkwatch::sandbox {
namespace {

std::vector<std::filesystem::path> corpus_documents() {
  std::vector<std::filesystem::path> documents;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator{testing::corpus_folder(), failed}) {
    if (entry.is_regular_file(failed)) documents.push_back(entry.path());
  }
  return documents;
}

TEST(ConfinedCorpus, ReadsAsThePlainReaderDoes) {
  const auto documents = corpus_documents();
#ifdef GKWATCH_CORPUS_REQUIRED
  ASSERT_FALSE(documents.empty()) << testing::corpus_folder();
#else
  if (documents.empty())
    GTEST_SKIP() << "NO CORPUS at " << testing::corpus_folder() << ": nothing was tested";
#endif
  SystemClock clock;
  const auto confined = testing::reader_at(GKWATCH_READER_PROGRAM, clock);
  for (const auto& path : documents) {
    const auto document =
        testing::document_of(testing::read_whole(path.string()), path.filename().string());
    const auto inside = confined->read(document, {});
    const auto here = parser::PlainReader{}.read(document, {});
    ASSERT_TRUE(inside) << path << ": " << inside.error().message;
    ASSERT_TRUE(here) << path;
    EXPECT_EQ(to_json(*inside).dump(1), to_json(*here).dump(1)) << path;
  }
}

}  // namespace
}  // namespace gkwatch::sandbox
