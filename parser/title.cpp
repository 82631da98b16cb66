#include "parser/title.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "core/pattern.h"
#include "core/text.h"
#include "parser/sections.h"

namespace gkwatch::parser {
namespace {

constexpr std::size_t kMostLines = 60;     // before the first heading
constexpr std::size_t kLongestTitle = 90;  // characters

const Pattern& title_pattern() {
  static const Pattern pattern{
      R"(^(.*?)(?:政府信息(?:公开)?|信息公开)(?:工作)?(?:的)?(?:情况)?(?:的)?((?:20\d\d)年?)?(?:年?度)?)"
      R"((?:工作)?(?:的)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)(?:的(?:报告|函|公示|公告|通知))?(\([^()]{0,30}\))?$)"};
  return pattern;
}

std::string compact(std::string_view text) { return without_spaces(nfkc(text)); }

// What stands behind the last separator of a path ("首页 > 年报 > …"), without what a site adds
// behind the title ("…报告-某某网").
std::string without_surroundings(std::string_view line) {
  std::string text{line};
  for (const std::string_view mark : {">", "》 ", "»", "›", "|"}) {
    const std::size_t at = text.rfind(mark);
    if (at != std::string::npos && at + mark.size() < text.size()) text.erase(0, at + mark.size());
  }
  const std::size_t end = text.rfind("报告");
  if (end == std::string::npos) return collapse_spaces(text);
  const std::string rest = text.substr(end + std::string_view{"报告"}.size());
  static const Pattern site{
      R"(^\s*(?:[-_—–]|[(（]?20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s+[\d:]{4,8})?\s*[)）]?$))"};
  if (site.is_found_in(rest)) text.resize(text.size() - rest.size());
  return collapse_spaces(text);
}

std::optional<int> number_of(std::string_view digits) {
  const auto value = Decimal::parse(digits);
  if (!value) return std::nullopt;
  return static_cast<int>(value->units);
}

// Removes the last year with its 年 or 年度 and the year from which on it counts, wherever it
// stands.
std::optional<int> take_year(std::string& text) {
  static const Pattern pattern{
      R"([(\[【]?(?:(?<!\d)20\d\d年?(?:[-—–~至到]+))?(?<!\d)(20\d\d)(?!\d)[)\]】]?(?:年度|年|度)?)"};
  const auto matches = pattern.all(text);
  if (matches.empty()) return std::nullopt;
  const Pattern::Match& last = matches.back();
  const auto year = number_of(last.group(1));
  text.erase(last.begin, last.end - last.begin);
  return year;
}

// 示民〔2024〕3号, 2024年1月15日, (2024年公布), 【2024】: they say when the report was made, not
// for which year.
std::string without_numbers_and_dates(const std::string& text) {
  static const Pattern made{
      R"((?:^\D{0,12}[〔\[(【]20\d\d[〕\])】]第?\d{1,4}号|^【[^】]{0,12}】|)"
      R"([(【]?20\d\d(?:年\d{1,2}月(?:\d{1,2}日)?|[-/.]\d{1,2}[-/.]\d{1,2})(?:发布|印发|公布)?[)】]?:?|)"
      R"([(【]20\d\d年?(?:发布|印发|公布|编制)[)】]))"};
  std::string kept;
  std::size_t begin = 0;
  for (const auto& match : made.all(text)) {
    kept.append(text, begin, match.begin - begin);
    begin = match.end;
  }
  return kept.append(text, begin);
}

std::string clean_agency(std::string text) {
  static const Pattern before{
      R"(^(?:附件\d*[:.、]?|正文|\((?:更正|修订|更新)\)|关于|转发|报送|《|\(|\d+[.、]|[-—*#]+)+)"};
  static const Pattern after{
      R"((?:关于.{0,12}|公布|发布|更正|修订|印发|编制|报送|》|[-—:,、]|年度)+$)"};
  if (const auto match = before.search(text)) text.erase(0, match->end);
  if (const auto match = after.search(text)) text.resize(match->begin);
  // 某区人民政府信息公开…: the words 政府 belong to both sides.
  if (text.ends_with("人民")) text += "政府";
  return text;
}

bool is_agency_line(const std::string& line) {
  static const Pattern pattern{
      R"(^[^,。:;0-9\s]{2,40}(?:人民政府|政府|局|委员会|委|办公室|办公厅|办事处|街道|镇|乡|管委会|中心|处|院|厅|部)$)"};
  return pattern.is_found_in(compact(line));
}

// "二〇二三年" -> "2023年".
std::string with_plain_years(const std::string& text) {
  static const Pattern year{
      "二[〇○零O0]([一二三四五六七八九〇○零O0])([一二三四五六七八九〇○零O0])年"};
  static const std::map<std::string, char, std::less<>> kDigits{
      {"一", '1'}, {"二", '2'}, {"三", '3'}, {"四", '4'}, {"五", '5'},
      {"六", '6'}, {"七", '7'}, {"八", '8'}, {"九", '9'}};
  const auto digit = [](const std::string& word) {
    const auto found = kDigits.find(word);
    return found == kDigits.end() ? '0' : found->second;
  };
  const auto match = year.search(text);
  if (!match) return text;
  const std::string plain{'2', '0', digit(match->group(1)), digit(match->group(2))};
  return text.substr(0, match->begin) + plain + "年" + text.substr(match->end);
}

std::optional<Title> read_title(const std::string& line) {
  const std::string text = with_plain_years(compact(line));
  if (length(text) > kLongestTitle || contains(text, "。") || contains(text, ";")) {
    return std::nullopt;
  }
  const auto match = title_pattern().search(text);
  if (!match) return std::nullopt;
  Title title{.text = collapse_spaces(line)};
  std::string agency = without_numbers_and_dates(match->group(1));
  title.year = take_year(agency);
  for (std::string tail : {match->group(2), match->group(3), match->group(1)}) {
    if (!title.year) title.year = take_year(tail);
  }
  if (contains(agency, ",") || contains(agency, "根据") || contains(agency, "现将"))
    return std::nullopt;
  title.agency = clean_agency(std::move(agency));
  const std::string& remark = match->group(3);
  if (title.agency.empty() && remark.size() > 2 &&
      is_agency_line(remark.substr(1, remark.size() - 2)))
    title.agency = remark.substr(1, remark.size() - 2);
  return title;
}

struct Line {
  std::string text;
  bool is_heading = false;
};

std::vector<Line> lines_before_headings(const Extract& extract) {
  std::vector<Line> lines;
  for (const Block& block : extract.blocks) {
    if (!is_words(block)) continue;
    if (lines.size() == kMostLines || section_number(block.text)) break;
    lines.push_back({block.text, block.kind == BlockKind::Heading});
  }
  return lines;
}

void add_agency_above(Title& title, const std::vector<Line>& lines, std::size_t at) {
  if (!title.agency.empty() || at == 0 || !is_agency_line(lines[at - 1].text)) return;
  title.agency = compact(lines[at - 1].text);
  title.text = collapse_spaces(lines[at - 1].text) + " " + title.text;
}

struct Candidate {
  Title title;
  bool is_heading = false;
};

// Titles in one line before those in two or three.
std::vector<Candidate> titles_in_lines(const std::vector<Line>& lines) {
  constexpr std::size_t kMostParts = 3;
  std::vector<Candidate> found;
  for (std::size_t parts = 1; parts <= kMostParts; ++parts) {
    for (std::size_t i = 0; i + parts <= lines.size(); ++i) {
      std::string joined = without_surroundings(lines[i].text);
      for (std::size_t j = 1; j < parts; ++j) joined += " " + lines[i + j].text;
      auto title = read_title(joined);
      if (!title) continue;
      add_agency_above(*title, lines, i);
      found.push_back({*std::move(title), lines[i].is_heading});
    }
  }
  return found;
}

// Text without names of documents and numbers of notices, which carry years of their own.
std::string without_citations(std::string_view text) {
  static const Pattern citation{R"(《[^》]{0,80}》|〔[^〕]{0,12}〕|\[20\d\d\]|https?://\S+)"};
  std::string kept;
  std::size_t begin = 0;
  for (const auto& match : citation.all(text)) {
    kept.append(text.substr(begin, match.begin - begin));
    begin = match.end;
  }
  return kept.append(text.substr(begin));
}

std::optional<int> year_of_period(const std::string& text) {
  static const Pattern pattern{
      R"((?:统计(?:期限|周期|时限|时间|范围|区间)[^。]{0,16}?(20\d\d)年?)|)"
      R"((?:(20\d\d)年?0?1月0?1日?[^。]{0,16}?12月31日?))"};
  const auto match = pattern.search(text);
  if (!match) return std::nullopt;
  return number_of(match->group(1).empty() ? match->group(2) : match->group(1));
}

std::optional<int> most_frequent_year(const std::string& text) {
  static const Pattern pattern{R"((?<!\d)(20\d\d)年)"};
  std::map<int, int> counts;
  for (const auto& match : pattern.all(text)) {
    if (const auto year = number_of(match.group(1))) ++counts[*year];
  }
  std::optional<int> best;
  bool is_tie = false;
  for (const auto& [year, count] : counts) {
    if (!best || count > counts[*best]) {
      best = year;
      is_tie = false;
    } else if (count == counts[*best]) {
      is_tie = true;
    }
  }
  return is_tie ? std::nullopt : best;
}

std::optional<int> year_of_blocks(const Extract& extract) {
  std::string text;
  for (const Block& block : extract.blocks) {
    if (block.kind == BlockKind::Text) text += block.text + "\n";
  }
  text = without_spaces(nfkc(without_citations(text)));
  const auto year = year_of_period(text);
  return year ? year : most_frequent_year(text);
}

bool is_same(const Title& a, const Title& b) { return a.year == b.year && a.agency == b.agency; }

template <typename Wanted>
void keep_if_any(std::vector<Candidate>& candidates, Wanted is_wanted) {
  std::vector<Candidate> kept;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(kept), is_wanted);
  if (!kept.empty()) candidates = std::move(kept);
}

bool are_one(const std::vector<Candidate>& candidates) {
  return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& one) {
    return is_same(one.title, candidates.front().title);
  });
}

// Of a list of reports before the title only one is this one: the heading, else the one that the
// document's own data names, else that of the year that the text speaks of, else the first.
std::optional<Title> printed_title(const Extract& extract, const std::optional<Title>& named) {
  auto candidates = titles_in_lines(lines_before_headings(extract));
  if (candidates.empty()) return std::nullopt;
  if (are_one(candidates)) return candidates.front().title;
  keep_if_any(candidates, [](const Candidate& one) { return one.is_heading; });
  if (named && named->year) {
    keep_if_any(candidates, [&](const Candidate& one) { return is_same(one.title, *named); });
  }
  if (!are_one(candidates)) {
    const auto year = year_of_blocks(extract);
    keep_if_any(candidates, [&](const Candidate& one) { return year && one.title.year == year; });
  }
  return candidates.front().title;
}

}  // namespace

Title find_title(const Extract& extract) {
  const auto named = read_title(without_surroundings(extract.title));
  const auto printed = printed_title(extract, named);
  if (printed && (printed->year || !named || !named->year)) return *printed;
  if (named) return *named;
  return printed.value_or(Title{});
}

std::optional<int> year_of_text(std::span<const Section> sections) {
  std::string all;
  std::string first;
  for (const Section& section : sections) {
    all += section.text + "\n";
    if (section.number <= 1) first += section.text + "\n";
  }
  const std::string text = without_spaces(nfkc(without_citations(all)));
  if (const auto year = year_of_period(text)) return year;
  if (const auto year = most_frequent_year(without_spaces(nfkc(without_citations(first))))) {
    return year;
  }
  return most_frequent_year(text);
}

}  // namespace gkwatch::parser
