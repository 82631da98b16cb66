#include "parser/old_form.h"

#include "core/pattern.h"
#include "core/text.h"
#include "parser/sections.h"

namespace gkwatch::parser {

bool is_old_form(const Extract& extract) {
  static const Pattern old_heading{
      R"(^[一二三四五六七八]?[、.,]?(?:概述|(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:的)?情况|)"
      R"((?:政府信息公开)?(?:的)?收费(?:情况|及减免(?:的)?情况|和减免(?:的)?情况)|)"
      R"(.{0,20}(?:复议|诉讼)[、和及]?(?:诉讼)?[、和及]?申诉.{0,6}情况)$)"};
  int old_headings = 0;
  int official = 0;
  for (const Block& block : extract.blocks) {
    if (!is_words(block)) continue;
    if (length(block.text) > 60) continue;
    const auto number = section_number(block.text);
    if (number && *number != 2 && *number != 5) ++official;
    if (old_heading.is_found_in(without_spaces(nfkc(block.text)))) ++old_headings;
  }
  return old_headings >= 2 && official <= 1;
}

}  // namespace gkwatch::parser
