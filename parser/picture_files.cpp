#include "parser/picture_files.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "parser/recogniser.h"
#include "parser/scan_writer.h"

namespace gkwatch::parser {
namespace {

bool has_table(const Extract& extract) {
  return std::any_of(extract.blocks.begin(), extract.blocks.end(),
                     [](const Block& block) { return block.kind == BlockKind::Table; });
}

// Signs, seals, photographs of the size of a stamp.
bool may_hold_table(const Picture& picture) {
  constexpr int narrowest = 400;  // pixels
  constexpr int lowest = 60;
  return picture.width >= narrowest && picture.height >= lowest;
}

// A document with words of its own has its tables in pictures, and photographs.
ScanBudget budget_for(const Extract& extract) {
  constexpr std::size_t most_bytes = 300;
  std::size_t bytes = 0;
  for (const Block& block : extract.blocks) {
    if (is_words(block)) bytes += block.text.size();
  }
  ScanBudget budget;
  if (bytes > most_bytes) budget.words = budget.headings = 0;
  return budget;
}

// One after another; false at the end: nothing more can be read.
class Reader {
 public:
  Reader(Extract& extract, const std::stop_token& stop)
      : extract_{extract}, stop_{stop}, writer_{budget_for(extract)} {}

  bool add(const PictureFile& file) {
    auto pictures = decode_pictures(file.bytes, stop_);
    if (!pictures) {
      note(file, pictures.error());
      return true;
    }
    for (std::size_t i = 0; i < pictures->size(); ++i) {
      if (!may_hold_table((*pictures)[i])) continue;
      const std::string page = i > 0 ? ", page " + std::to_string(i + 1) : "";
      const Status added = writer_.add((*pictures)[i], file.name + page, stop_);
      if (added) continue;
      note(file, added.error());
      if (added.error().code == ErrorCode::TooLarge) return false;
    }
    return true;
  }

  void finish() && {
    Extract read = std::move(writer_).take();
    extract_.is_read_by_ocr = extract_.is_read_by_ocr || read.is_read_by_ocr;
    std::move(read.blocks.begin(), read.blocks.end(), std::back_inserter(extract_.blocks));
  }

 private:
  void note(const PictureFile& file, const Error& error) {
    extract_.notes.push_back(file.name + ": " + error.message);
  }

  Extract& extract_;
  const std::stop_token& stop_;
  ScanWriter writer_;
};

// The value of the digits at `at`, which moves behind them.
std::string_view digits_at(std::string_view name, std::size_t& at) {
  std::size_t begin = at;
  while (at < name.size() && std::isdigit(static_cast<unsigned char>(name[at]))) ++at;
  while (begin + 1 < at && name[begin] == '0') ++begin;
  return name.substr(begin, at - begin);
}

bool is_page_before(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const auto left = digits_at(a, i);
    const auto right = digits_at(b, j);
    if (left.size() != right.size()) return left.size() < right.size();
    if (left != right) return left < right;
    if (i >= a.size() || j >= b.size()) break;
    if (a[i] != b[j]) return a[i] < b[j];
    ++i;
    ++j;
  }
  return a.size() - i < b.size() - j;
}

}  // namespace

Status read_picture_files(Extract& extract, const std::vector<PictureFile>& files,
                          const std::stop_token& stop) {
  if (files.empty() || has_table(extract)) return {};
  if (const std::string missing = why_no_pictures(); !missing.empty()) {
    extract.notes.push_back("its pictures are not read: " + missing);
    return {};
  }
  Reader reader{extract, stop};
  for (const PictureFile& file : files) {
    if (!reader.add(file)) break;
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "reading was stopped"};
  }
  std::move(reader).finish();
  return {};
}

void sort_by_page(std::vector<PictureFile>& files) {
  std::stable_sort(files.begin(), files.end(), [](const PictureFile& a, const PictureFile& b) {
    return is_page_before(a.name, b.name);
  });
}

}  // namespace gkwatch::parser
