#include "parser/form_marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/text.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

std::u32string text_of(std::span<const PrintedRow> rows, const Zone& zone) {
  std::u32string text;
  for (std::size_t i = zone.begin; i < zone.end; ++i) {
    for (const std::string& word : rows[i].words) text += label_core(word);
  }
  return text;
}

template <std::size_t N>
int count_words(const std::u32string& text, const std::array<std::u32string_view, N>& words) {
  return static_cast<int>(std::count_if(words.begin(), words.end(), [&](std::u32string_view word) {
    return text.find(word) != std::u32string::npos;
  }));
}

constexpr std::array<std::u32string_view, 3> kSix2021{U"逾期不补正", U"逾期未按收费通知",
                                                      U"按收费通知要求缴纳费用"};
constexpr std::array<std::u32string_view, 4> kHeads2021{U"本年制发", U"现行有效", U"本年处理决定",
                                                        U"本年收费金额"};
constexpr std::array<std::u32string_view, 8> kHeads2019{
    U"本年新制作",   U"对外公开总数", U"上一年项目",   U"本年增减",
    U"采购项目数量", U"采购总金额",   U"政府集中采购", U"其他对外管理"};

bool is_three(const std::string& text) { return contains(without_spaces(text), "本年度办理结果"); }

// The rowspan of the label 三、本年度办理结果 in the tables with a grid; 0 if there is none.
std::size_t height_of_three(std::span<const PrintedTable> tables) {
  std::size_t height = 0;
  for (const PrintedTable& table : tables) {
    if (table.geometry != Geometry::Exact) continue;
    for (const TableRow& row : table.table.rows) {
      for (const GridCell& cell : row.cells) {
        if (!cell.from_left && is_three(cell.text)) ++height;
      }
    }
  }
  return height;
}

bool ends_with_six(std::u32string_view core) {
  return core.ends_with(U"其他处理") || core.ends_with(U"其它处理");
}

// Not the label of the group above a sub-row that has lost its own: in a grid the label must be
// the row's own, and no sub-row 3.其他 may follow.
bool has_single_six(std::span<const PrintedRow> rows, const Zone& zone) {
  bool is_found = false;
  for (std::size_t i = zone.begin; i < zone.end; ++i) {
    if (rows[i].values.empty()) continue;
    const bool is_exact = rows[i].geometry == Geometry::Exact;
    if (is_found && label_core(own_label(rows[i])) == U"其他") return false;
    is_found = is_found ||
               ends_with_six(label_core(is_exact ? own_label(rows[i]) : joined_words(rows[i])));
  }
  return is_found;
}

FormMarks decide(int six, int heads2021, int heads2019, std::size_t height) {
  if (six > 0) return {.form = Form::F2021, .marks = six + heads2021 - heads2019};
  if (heads2021 > heads2019) return {.form = Form::F2021, .marks = heads2021 - heads2019};
  if (heads2019 > heads2021) return {.form = Form::F2019, .marks = heads2019 - heads2021};
  if (height == 22) return {.form = Form::F2021, .marks = 1};
  if (height == 20) return {.form = Form::F2019, .marks = 1};
  return {};
}

}  // namespace

FormMarks find_form(std::span<const PrintedRow> rows, std::span<const PrintedTable> tables,
                    const Zones& zones, std::optional<int> year) {
  const std::u32string t2 = text_of(rows, zones.t2);
  const std::u32string t3 = text_of(rows, zones.t3);
  FormMarks found = decide(count_words(t3, kSix2021), count_words(t2, kHeads2021),
                           count_words(t2, kHeads2019), height_of_three(tables));
  found.marks = std::max(found.marks, found.form == Form::Unknown ? 0 : 1);
  const bool has_tables = !zones.t3.is_empty() || !zones.t4.is_empty();
  if (found.form == Form::Unknown && has_tables) {
    found.form = year.value_or(0) >= 2021 ? Form::F2021 : Form::F2019;
  }
  found.single_r6 =
      found.form == Form::F2021 && count_words(t3, kSix2021) == 0 && has_single_six(rows, zones.t3);
  return found;
}

}  // namespace gkwatch::parser
