#include "parser/sections.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/pattern.h"
#include "core/text.h"

namespace gkwatch::parser {
namespace {

struct Heading {
  int number;
  const char* words;  // a pattern over text without blanks, NFKC
};

constexpr std::array kHeadings{
    Heading{1, "(?:20\\d\\d年(?:度)?)?(?:政府信息公开)?(?:工作)?(?:总体|基本)(?:工作)?情况|概述"},
    Heading{2, "主动公开政府信息的?情况|主动公开政府信息|政府信息主动公开情况"},
    Heading{3,
            "收到和?(?:及|与)?处理政府信息公开申请的?(?:总体)?情况|"
            "政府信息公开申请(?:的)?收到和处理情况"},
    Heading{4,
            "(?:因)?政府信息公开(?:工作)?(?:被申请|引起|引发|被提起)?(?:的)?行政复议[、,和及]?"
            "(?:被?提起)?(?:行政)?诉讼(?:的)?情况"},
    Heading{
        5,
        "(?:政府信息公开)?(?:工作)?(?:中)?(?:存在的?)?(?:主要)?(?:问题|不足)[及和与、](?:下一步)?"
        "(?:(?:改进|整改)(?:情况|措施|方向|工作)?|工作打算|工作计划|工作安排)"},
    Heading{6,
            "(?:其他|其它)(?:(?:需要|需|应当)?(?:报告|说明)的?)?事项|需要报告的(?:其他|其它)事项|"
            "(?:其他|其它)(?:(?:需要|需|应当)(?:报告|说明)的|有关)情况"},
};

std::string bare(std::string_view line) {
  std::string text = without_spaces(nfkc(line));
  std::erase_if(text, [](char c) { return c == '#' || c == '*'; });
  return text;
}

struct Found {
  int number = 0;
  std::size_t end = 0;  // where the heading ends in the bare line
};

const std::array<Pattern, kHeadings.size()>& patterns() {
  const auto make = [](const Heading& heading) {
    const std::string words = std::string{"(?:"} + heading.words + ")";
    const std::string one = R"((?:([一二三四五六七八])[、.,:]?)?)" + words + "[:。]?";
    return Pattern{"^" + one + "(?:" + one + ")?"};
  };
  static const std::array<Pattern, kHeadings.size()> all{make(kHeadings[0]), make(kHeadings[1]),
                                                         make(kHeadings[2]), make(kHeadings[3]),
                                                         make(kHeadings[4]), make(kHeadings[5])};
  return all;
}

// A heading alone on its line; or with its ordinal and the text behind a stop.
std::optional<Found> find_heading(const std::string& line) {
  for (std::size_t i = 0; i < kHeadings.size(); ++i) {
    const auto match = patterns()[i].search(line);
    if (!match) continue;
    const bool is_whole = match->end == line.size();
    const bool has_stop =
        line.substr(0, match->end).ends_with("。") || line.substr(0, match->end).ends_with(":");
    const bool is_plain_word = kHeadings[i].number == 1 && match->group(1).empty();
    if (is_whole && !(is_plain_word && line == "概述"))
      return Found{kHeadings[i].number, line.size()};
    if (has_stop && !match->group(1).empty()) return Found{kHeadings[i].number, match->end};
  }
  return std::nullopt;
}

class Splitter {
 public:
  void add(const Block& block) {
    const std::string line = bare(block.text);
    const auto found = find_heading(line);
    if (!found || !begins_new(found->number)) return add_text(block.text);
    const bool is_whole = found->end == line.size();
    sections_.push_back(
        {.number = found->number, .heading = is_whole ? block.text : line.substr(0, found->end)});
    if (!is_whole) add_text(line.substr(found->end));
  }

  std::vector<Section> take() && {
    if (!sections_.empty() && sections_.front().number == 0 && sections_.front().text.empty()) {
      sections_.erase(sections_.begin());
    }
    return std::move(sections_);
  }

 private:
  // A heading that comes again is a title inside the text, unless the first had none: then it
  // stood in a list of contents.
  bool begins_new(int number) {
    const auto same = std::find_if(sections_.begin(), sections_.end(), [&](const Section& section) {
      return section.number == number;
    });
    if (same == sections_.end()) return true;
    if (!same->text.empty() || &*same == &sections_.back()) return false;
    sections_.erase(same);
    return true;
  }

  void add_text(const std::string& text) {
    std::string& all = sections_.back().text;
    if (find_heading(bare(text)) && sections_.back().text.empty()) return;
    if (!all.empty()) all += '\n';
    all += text;
  }

  std::vector<Section> sections_{Section{}};
};

}  // namespace

std::optional<int> section_number(std::string_view line) {
  if (length(line) > 60) return std::nullopt;
  const std::string text = bare(line);
  const auto found = find_heading(text);
  if (!found || found->end != text.size()) return std::nullopt;
  return found->number;
}

std::vector<Section> split_sections(const Extract& extract) {
  Splitter splitter;
  for (const Block& block : extract.blocks) {
    if (is_words(block)) splitter.add(block);
  }
  return std::move(splitter).take();
}

}  // namespace gkwatch::parser
