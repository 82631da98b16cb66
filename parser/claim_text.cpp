#include "parser/claim_text.h"

#include <algorithm>

#include "core/pattern.h"
#include "core/text.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kShortestBroken = 16;  // a shorter line is a title of its own

// "4、因信息公开引起的行政复议和行政诉讼情况": a title, however long.
bool is_title(const std::string& line) {
  static const Pattern pattern{
      R"(^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[、.])[^,。;:]{2,40}(?:情况|工作|方面|建设|管理|保障)$)"};
  return pattern.is_found_in(line);
}

bool ends_paragraph(const std::string& line) {
  if (line.ends_with("。") || line.ends_with(":") || line.ends_with("!")) return true;
  // What has grown longer is not looked at again with each line that joins it.
  constexpr std::size_t kLongestTitle = 400;  // bytes
  return line.size() < kLongestTitle && (is_title(line) || length(line) < kShortestBroken);
}

bool begins_paragraph(const std::string& line) {
  static const Pattern pattern{
      R"(^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[、.]\D))"};
  return pattern.is_found_in(line);
}

std::string replaced(const std::string& text, const Pattern& pattern, std::size_t kept_group) {
  std::string result;
  std::size_t begin = 0;
  for (const auto& match : pattern.all(text)) {
    result.append(text, begin, match.begin - begin);
    result += match.group(kept_group);
    begin = match.end;
  }
  return result.append(text, begin);
}

// "1,234" -> "1234".
std::string without_separators(std::string_view text) {
  static const Pattern thousands{R"(((?<=\d)),(?=\d{3}(?!\d)))"};
  return replaced(std::string{text}, thousands, 1);
}

// A full-width comma parts clauses, also between digits. But "1，234件" may be one number or two:
// it gets a mark beside which no number is read.
std::string with_marked_doubts(const std::string& text) {
  static const Pattern doubt{
      R"((?<![\d.])\d{1,3}(?:，\d{3})+(?=[件宗条例份篇个项次则期场封起部家张余多万]))"};
  constexpr std::string_view kComma = "，";
  std::string result;
  std::size_t begin = 0;
  for (const auto& match : doubt.all(text)) {
    result.append(text, begin, match.begin - begin);
    std::string number = match.group(0);
    for (std::size_t at = 0; (at = number.find(kComma, at)) != std::string::npos;) {
      number.replace(at, kComma.size(), kDoubtfulSeparator);
    }
    result += number;
    begin = match.end;
  }
  return result.append(text, begin);
}

std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> found;
  bool is_open = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = without_spaces(
        nfkc(with_marked_doubts(without_separators(text.substr(begin, end - begin)))));
    begin = end + 1;
    if (line.empty()) continue;
    if (is_open && !begins_paragraph(line))
      found.back() += line;
    else
      found.push_back(line);
    is_open = !ends_paragraph(found.back());
  }
  return found;
}

// ";2.部门文件" -> ";部门文件".
std::string without_ordinals(const std::string& text) {
  static const Pattern ordinal{R"(((?:^|[;:,。]))\d{1,2}[.、](?=\D))"};
  return replaced(text, ordinal, 1);
}

std::vector<std::string> split_at(const std::string& text, std::string_view marks) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(marks, begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::string> sentences_of(const std::string& paragraph) {
  constexpr std::string_view kStop = "。";
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < paragraph.size();) {
    const std::size_t end = std::min(paragraph.find(kStop, begin), paragraph.size());
    if (end > begin) parts.push_back(paragraph.substr(begin, end - begin));
    begin = end + kStop.size();
  }
  return parts;
}

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text) {
  std::vector<Sentence> sentences;
  for (const std::string& paragraph : paragraphs(text)) {
    for (const std::string& sentence : sentences_of(without_ordinals(paragraph))) {
      sentences.push_back({.text = sentence, .clauses = split_at(sentence, ",;():")});
    }
  }
  return sentences;
}

}  // namespace gkwatch::parser
