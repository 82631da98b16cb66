#include "parser/form_words.h"

#include <algorithm>
#include <set>
#include <span>

#include "core/text.h"
#include "model/form_layout.h"
#include "parser/labels.h"

namespace gkwatch::parser {
namespace {

using Words = std::set<std::u32string, std::less<>>;

constexpr std::u32string_view kVertical = U"三本年度办理结果";
constexpr std::size_t kLongestLine = 60;

const std::vector<std::string_view>& fixed_heads() {
  static const std::vector<std::string_view> heads{"信息内容",  "申请人情况", "法人或其他组织",
                                                   "行政复议",  "行政诉讼",   "未经复议直接起诉",
                                                   "复议后起诉"};
  return heads;
}

const std::vector<std::string_view>& captions() {
  static const std::vector<std::string_view> texts{
      "第二十条第（一）项",
      "第二十条第（五）项",
      "第二十条第（六）项",
      "第二十条第（八）项",
      "第二十条第（九）项",
      "三、本年度办理结果",
      "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"};
  return texts;
}

struct Vocabulary {
  Words heads, groups, labels, all;

  Vocabulary() {
    for (const Form form : {Form::F2019, Form::F2021}) {
      for (const bool single_r6 : {false, true}) add_rows(form_rows(form, single_r6));
      for (const FormColumn& column : form_columns(form)) add_column(column);
    }
    for (const auto head : fixed_heads()) heads.insert(label_core(head));
    all.insert(heads.begin(), heads.end());
    all.insert(groups.begin(), groups.end());
    all.insert(labels.begin(), labels.end());
    for (const auto caption : captions()) all.insert(label_core(caption));
  }

  void add_rows(std::span<const FormRow> rows) {
    for (const FormRow& row : rows) {
      labels.insert(label_core(row.label));
      for (const auto& alias : row.aliases) labels.insert(label_core(alias));
      if (row.table == "T3" && !row.group.empty()) groups.insert(label_core(row.group));
    }
  }

  void add_column(const FormColumn& column) {
    heads.insert(label_core(column.head));
    heads.insert(label_core_without_remark(column.head));
    for (const auto& alias : column.aliases) heads.insert(label_core(alias));
  }
};

const Vocabulary& vocabulary() {
  static const Vocabulary words;
  return words;
}

bool is_part_of_one(const Words& words, std::u32string_view core) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return word.find(core) != std::u32string::npos;
  });
}

}  // namespace

bool is_head_word(std::u32string_view core) { return vocabulary().heads.contains(core); }

bool is_bare_head(std::string_view text) {
  const auto core = label_core(text);
  return is_head_word(core) && to_u32(without_spaces(nfkc(text))).starts_with(core.front());
}

bool is_in_group_label(std::u32string_view core) {
  return !core.empty() && is_part_of_one(vocabulary().groups, core);
}

bool is_in_row_label(std::u32string_view core) {
  return core.size() >= 5 && is_part_of_one(vocabulary().labels, core);
}

bool is_vertical_label(std::u32string_view core) {
  return !core.empty() && kVertical.find(core) != std::u32string_view::npos;
}

bool is_row_label(std::u32string_view core) { return vocabulary().labels.contains(core); }

bool is_form_text(std::u32string_view core) {
  if (core.size() < 2) return is_vertical_label(core);
  if (core.size() > kLongestLine) return false;
  const auto& all = vocabulary().all;
  return std::any_of(all.begin(), all.end(), [&](const std::u32string& word) {
    return word.find(core) != std::u32string::npos ||
           (word.size() >= 4 && core.size() <= word.size() * 3 &&
            core.find(word) != std::u32string_view::npos);
  });
}

}  // namespace gkwatch::parser
