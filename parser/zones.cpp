#include "parser/zones.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "core/text.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

bool holds_one_of(const PrintedRow& row, std::initializer_list<std::string_view> words) {
  const std::string text = joined_words(row);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains(text, word); });
}

bool begins_t2(const PrintedRow& row) {
  return holds_one_of(
      row, {"第二十条", "信息内容", "制作数量", "制发件数", "制发数", "项目数量", "处理决定数量"});
}

bool begins_t3(const PrintedRow& row) {
  return holds_one_of(
      row, {"申请人情况", "勾稽关系", "法人或其他组织", "商业企业", "科研机构", "本年新收政府信息",
            "上年结转政府信息", "本年度办理结果", "属于国家秘密", "法律行政法规禁止公开",
            "三安全一稳定", "保护第三方合法权益"});
}

bool holds_all_of(const PrintedRow& row, std::initializer_list<std::string_view> words) {
  const std::string text = joined_words(row);
  return std::all_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains(text, word); });
}

// Its heads, whole or cut over lines; or fifteen figures in a row, which no other table has.
bool begins_t4(const PrintedRow& row) {
  if (row.figures == 15 && row.words.empty()) return true;
  return row.figures == 0 &&
         (holds_one_of(row, {"结果维持", "结果纠正", "尚未审结", "复议后起诉", "未经复议直接",
                             "行政复议行政诉讼"}) ||
          holds_all_of(row, {"维持", "纠正"}) || holds_all_of(row, {"尚未", "审结"}));
}

// A short table of requests in a narrative section is no form, but the form has its last row.
bool ends_t3(const PrintedRow& row) {
  return holds_one_of(row, {"结转下年度继续办理", "结转下一年"});
}

template <class Test>
std::size_t find_from(std::span<const PrintedRow> rows, std::size_t from, Test test) {
  while (from < rows.size() && !test(rows[from])) ++from;
  return from;
}

bool is_labelled_as_t2(const PrintedRow& row) {
  constexpr std::array<std::u32string_view, 7> kLabels{
      U"规章",     U"规范性文件", U"行政规范性文件", U"行政许可",
      U"行政处罚", U"行政强制",   U"行政事业性收费"};
  if (row.figures == 0) return false;
  const auto core = label_core(joined_words(row));
  return std::find(kLabels.begin(), kLabels.end(), core) != kLabels.end();
}

// The words 第二十条… or the first row that is labelled like one of table 2: either may be lost.
std::size_t find_t2(std::span<const PrintedRow> rows, std::size_t end) {
  return find_from(rows.first(end), 0,
                   [](const PrintedRow& row) { return begins_t2(row) || is_labelled_as_t2(row); });
}

}  // namespace

Zones find_zones(std::span<const PrintedRow> rows) {
  Zones zones;
  const std::size_t t3 = find_from(rows, 0, begins_t3);
  // Heads of table 4 count only behind table 3, or alone.
  std::size_t t4 = find_from(rows, t3 < rows.size() ? t3 : 0, begins_t4);
  const std::size_t last = find_from(rows, t3, ends_t3);
  if (last < rows.size() && t4 < last) t4 = find_from(rows, last, begins_t4);
  zones.t3 = {t3, std::max(t3, t4)};
  if (t3 == rows.size()) zones.t3 = {t3, t3};
  zones.t4 = {t4, rows.size()};
  const std::size_t end = std::min(t3, t4);
  zones.t2 = {find_t2(rows, end), end};
  return zones;
}

}  // namespace gkwatch::parser
