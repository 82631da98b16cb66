#include "parser/claims.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "core/pattern.h"
#include "core/text.h"
#include "parser/breakdowns.h"
#include "parser/claim_number.h"
#include "parser/claim_patterns.h"
#include "parser/claim_text.h"

namespace gkwatch::parser {
namespace {

// domain/report-format.md 4.5: such a clause speaks of something else. A comparison with
// another year does, too.
bool is_guarded(const std::string& clause) {
  static const Pattern words{
      "征询|意见征集|征求意见|建议|提案|咨询|留言|来信|工单|热线|同比|比上年|较上年|较去年|比去年|"
      "上年同期|增长|下降|回落|增加|减少|指导|协助|督促|上半年|下半年|[一二三四1-4]季度|\\d月份"};
  return words.is_found_in(clause);
}

bool is_wider(const std::string& sentence) {
  static const Pattern words{
      "全省|全市|全区|全县|全州|全旗|全国|我省|我市|我区|我县|含各部门|各部门[、和]|各镇街|各街道|"
      "各乡镇|本级(?:政府)?(?:收到|受理|办理)?\\d|[所下]属单位(?:收到|受理)?\\d|[局委厅]属|各村"};
  return words.is_found_in(sentence);
}

// Of the requests of one year, or of such as the tables leave out.
bool counts_a_part(const std::string& sentence) {
  static const Pattern some_months{
      "(?:^|年)(?:0?1月(?:1日)?(?:至|到|[-—–~])(?:0?[1-9]|1[01])月|"
      "(?:0?[2-9]|1[0-2])月(?:\\d{1,2}日)?(?:至|到|[-—–~])\\d{1,2}月)"};
  if (some_months.is_found_in(sentence)) return true;
  static const Pattern words{
      "^(?:对|关于)?(?:上年|上一年|去年|20\\d\\d年)(?:度)?结转的|^自?20\\d\\d年?(?:至|到|[-—–~])"
      "20\\d\\d年|误填|未计入|不计入|未纳入|未列入|"
      "未统计|近[两三四五]年|[两三四五]年来|以来[^。]{0,8}累计"};
  return words.is_found_in(sentence);
}

// "行政复议57件(其中涉政府信息公开4件)": the first figure is of all kinds of cases. Or of those
// that the agency decides upon itself, as the body that reviews.
bool has_cases_of_other_kinds(const std::string& sentence) {
  static const Pattern words{
      "(?:复议|诉讼|应诉)[^。]*?\\d[^。]*?其中[^。]{0,4}政府信息公开|其他行政行为|"
      "作为[^。,]{0,6}复议机关"};
  return words.is_found_in(sentence);
}

// 行政复议纠正1件 counts those that were corrected, and not all of them.
bool names_outcome(const std::string& what, const std::string& words) {
  static const Pattern outcome{
      "(?:纠正|维持|撤销|驳回|确认违法|终止|和解|撤回|尚未审结|胜诉|败诉)\\d"};
  return (what == "reconsideration" || what == "litigation") && outcome.is_found_in(words);
}

// A clause that counts something else than requests: what follows without a name of its own counts
// that, too.
bool counts_other_things(const std::string& clause) {
  static const Pattern words{
      "(?:征询|意见征集|征求意见|建议|提案|咨询|留言|来信|来电|工单|热线|指导|协助|督促|信访|投诉|"
      "举报|协查|"
      "政务服务|复议|诉讼|许可|处罚)[^,;]*\\d"};
  return words.is_found_in(clause);
}

bool is_of_requests(std::string_view what) {
  constexpr std::array<std::string_view, 9> kFlow{"received", "handled",       "answered",
                                                  "granted",  "partial",       "denied",
                                                  "unable",   "not_processed", "other"};
  return std::find(kFlow.begin(), kFlow.end(), what) != kFlow.end();
}

// Every pattern asks for a figure or for one of the words for none.
bool may_count(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos || contains(text, "无") ||
         contains(text, "未") || contains(text, "没有");
}

class Reader {
 public:
  explicit Reader(std::optional<int> year) : patterns_{claim_patterns(year)} {}

  void read(const Section& section) {
    for (const Sentence& sentence : split_sentences(section.text)) {
      const std::size_t before = claims_.size();
      case_ = {};
      if (counts_a_part(sentence.text)) {
        context_.clear();
        continue;
      }
      sentence_ = sentence.text;
      counts_other_ = false;
      has_other_cases_ = has_cases_of_other_kinds(sentence.text);
      find_due(sentence.text);
      for (const std::string& clause : sentence.clauses) read_clause(clause);
      for (Claim& claim : read_breakdowns(sentence)) claims_.push_back(std::move(claim));
      const bool all_are_wider = claims_.size() > before && is_wider(sentence.text);
      for (std::size_t i = before; i < claims_.size(); ++i) {
        claims_[i].section = section.number;
        claims_[i].is_wider = all_are_wider;
      }
      context_ = sentence.text;
    }
  }

  std::vector<Claim> take() && { return std::move(claims_); }

 private:
  // Once for a sentence: it may have as many clauses as a hostile hand can write.
  void find_due(const std::string& sentence) {
    due_.clear();
    if (!may_count(sentence)) return;
    // Many need the same.
    std::map<const Pattern*, std::pair<bool, bool>> found;  // here, in the sentence before
    for (const ClaimPattern& pattern : *patterns_) {
      if (is_due(pattern, sentence, found)) due_.push_back(&pattern);
    }
  }

  void read_clause(const std::string& clause) {
    note_case(clause);
    if (counts_other_things(clause))
      counts_other_ = true;
    else if (contains(clause, "申请"))
      counts_other_ = false;
    if (!may_count(clause) || is_guarded(clause)) return;
    for (const ClaimPattern* pattern : due_) {
      if (counts_other_ && is_of_requests(pattern->what)) continue;
      if (pattern->cancels && pattern->cancels->is_found_in(clause)) continue;
      if (const auto match = pattern->pattern->search(clause)) add(*pattern, *match, clause);
    }
  }

  // "…申请共5件。其中,予以公开3件": the sentence before may name the thing.
  bool is_due(const ClaimPattern& pattern, const std::string& sentence,
              std::map<const Pattern*, std::pair<bool, bool>>& found) const {
    if (pattern.needs == nullptr) return true;
    const auto [entry, is_new] = found.try_emplace(pattern.needs.get());
    if (is_new) {
      const bool is_here = pattern.needs->is_found_in(sentence);
      entry->second = {is_here, !is_here && pattern.needs->is_found_in(context_)};
    }
    const bool looks_back = pattern.may_stand_before || sentence.starts_with("其中");
    return entry->second.first || (looks_back && entry->second.second);
  }

  // What a following "2件维持" counts.
  void note_case(const std::string& clause) {
    if (contains(clause, "复议")) case_ = "reconsideration";
    if (contains(clause, "诉讼") && !contains(clause, "未经复议")) case_ = "litigation";
  }

  void add(const ClaimPattern& pattern, const Pattern::Match& match, const std::string& clause) {
    Claim claim = pattern.means_zero ? Claim{} : claim_of(match);
    claim.what = pattern.what;
    const bool is_case = claim.what == "reconsideration" || claim.what == "litigation" ||
                         claim.what.starts_with("case.");
    if (is_case && (has_other_cases_ || names_outcome(claim.what, match.group(0)))) return;
    if (claim.what == "granted" && contains(sentence_, "主动公开范围")) return;
    if (pattern.what.starts_with("case.")) {
      if (case_.empty()) return;
      claim.what = case_ + pattern.what.substr(std::string{"case"}.size());
    }
    claim.text = clause;
    const bool is_new = said_.emplace(claim.what, claim.text, claim.value).second;
    if (is_new) claims_.push_back(std::move(claim));
  }

  std::shared_ptr<const ClaimPatterns> patterns_;
  std::vector<const ClaimPattern*> due_;  // in the sentence that is read
  std::vector<Claim> claims_;
  std::set<std::tuple<std::string, std::string, Decimal>> said_;
  bool counts_other_ = false;     // the clause before, or this one
  bool has_other_cases_ = false;  // in the sentence that is read
  std::string case_;              // "reconsideration" or "litigation"
  std::string sentence_;
  std::string context_;  // the sentence before
};

}  // namespace

std::vector<Claim> read_claims(std::span<const Section> sections, std::optional<int> year) {
  Reader reader{year};
  for (const Section& section : sections) {
    // The fifth speaks of what is to come.
    if (section.number != 5) reader.read(section);
  }
  return std::move(reader).take();
}

}  // namespace gkwatch::parser
