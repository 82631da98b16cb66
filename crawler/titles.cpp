#include "crawler/titles.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <utility>

#include "core/pattern.h"
#include "core/text.h"

namespace gkwatch::crawler {
namespace {

using Entity = std::pair<std::string_view, std::string_view>;
constexpr std::array<Entity, 10> kEntities{{{"&nbsp;", " "},
                                            {"&ensp;", " "},
                                            {"&emsp;", " "},
                                            {"&lt;", "<"},
                                            {"&gt;", ">"},
                                            {"&quot;", "\""},
                                            {"&ldquo;", "“"},
                                            {"&rdquo;", "”"},
                                            {"&middot;", "·"},
                                            {"&amp;", "&"}}};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

bool opens_tag(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (std::isalpha(static_cast<unsigned char>(text[at + 1])) != 0 ||
                                  text[at + 1] == '/' || text[at + 1] == '!');
}

// A break becomes a blank; every other tag stands inside a word (<em>) and leaves nothing.
std::string without_tags(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end =
        text[at] == '<' && opens_tag(text, at) ? text.find('>', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      result += text[at];
      continue;
    }
    if (to_lower(text.substr(at + 1, 2)) == "br") result += ' ';
    at = end;
  }
  return result;
}

struct LookAlike {
  Pattern pattern;
  std::string_view what;
};

// What must never satisfy the duty, though much of the title agrees (1.4). Words that also stand
// in names of agencies (机构编制委员会, 绩效考核办公室) count only where no name can stand.
std::string_view look_alike_in(std::string_view compact) {
  static const std::array<LookAlike, 13> look_alikes{{
      {Pattern{"网站(工作|监管)?年度?报"}, "政府网站年度报表"},
      {Pattern{"法治政府|依法行政(工作)?(情况的?)?报告"}, "法治政府建设年度报告"},
      {Pattern{"部门(预算|决算)|(预算|决算)(公开|报告|草案|表)"}, "部门预算、决算"},
      {Pattern{"工作要点|工作总结|工作计划|(工作|实施)方案"}, "政务公开工作要点、总结"},
      {Pattern{"公开指南|公开目录"}, "信息公开指南、目录"},
      {Pattern{"图解|一图|图说|图读|长图|解读"}, "图解、解读"},
      {Pattern{"(报告|年报).{0,4}(图片版|图文版|英文版|简版|摘要)"}, "图片版、英文版"},
      {Pattern{"季度|上半年|下半年|半年度|学年"}, "不是自然年度的报告"},
      {Pattern{"(企业|企事业单位|环境|财务|财政|党务|院务|校务)信息公开"}, "其他信息公开"},
      {Pattern{"^关于(做好|开展|报送|编制|填报|组织|进一步|加强|规范)"}, "关于编制的通知"},
      {Pattern{"(报告|年报)(的?(编制|报送|填报|格式|模板|评估|考核|评议|培训)|统计表|报表|表$)"},
       "表格、模板"},
      {Pattern{"(延期|推迟|延迟|暂缓)(公布|发布|公开)|关于(更正|撤回)[^)]*(公告|通知|说明)$"},
       "关于报告的公告"},
      {Pattern{"(自查|整改|评估|考核|评议|测评|督查|检查|调研)(情况|结果)?的?报告$"},
       "评估、自查报告"},
  }};
  const auto found =
      std::find_if(look_alikes.begin(), look_alikes.end(),
                   [&](const LookAlike& other) { return other.pattern.is_found_in(compact); });
  return found == look_alikes.end() ? std::string_view{} : found->what;
}

// 政府信息公开工作年度报告 and its kin: any order of year and words.
bool is_annual_report(std::string_view compact) {
  static const Pattern report{"信息(主动)?公开.{0,24}(报告|年报)|年度.{0,4}信息公开.{0,8}报告"};
  static const Pattern annual{
      "年报|年度|20[0-9]{2}|[二2][〇○零Oo0][〇○零一二三四五六七八九0-9]{2}年|"
      "工作报告|情况的?报告"};
  return report.is_found_in(compact) && annual.is_found_in(compact);
}

constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";

int chinese_digit(char32_t character) {
  if (character == U'○' || character == U'零' || character == U'O') return 0;
  const std::size_t at = kDigits.find(character);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 二〇二〇年 as 2020年, and nothing else: 三十 stays.
std::string with_plain_years(const std::string& text) {
  static const Pattern written{"二[〇○零O][〇○零O一二三四五六七八九]{2}(?=年)"};
  std::string result = text;
  while (const auto match = written.search(result)) {
    std::string digits;
    for (const char32_t character : to_u32(match->group(0))) {
      digits += static_cast<char>('0' + chinese_digit(character));
    }
    result.replace(match->begin, match->end - match->begin, digits);
  }
  return result;
}

std::set<int> years_by(const Pattern& pattern, std::string_view text) {
  std::set<int> years;
  for (const Pattern::Match& match : pattern.all(text)) {
    int year = 0;
    const std::string& digits = match.group(1);
    std::from_chars(digits.data(), digits.data() + digits.size(), year);
    years.insert(year);
  }
  return years;
}

// The year that is called one, or the only number that could be one. A range is none.
std::optional<int> year_of(const std::string& title) {
  static const Pattern range{"20[0-9]{2}\\s*年?度?\\s*(-|—|–|至|~|～|、|和)\\s*20[0-9]{2}"};
  static const Pattern annual{"(?<![0-9])(20[0-9]{2})\\s*年\\s*度"};
  static const Pattern called{"(?<![0-9])(20[0-9]{2})\\s*年"};
  static const Pattern bare{"(?<![0-9])(20[0-9]{2})(?![0-9])"};
  if (range.is_found_in(title)) return std::nullopt;
  for (const Pattern* pattern : {&called, &bare}) {
    const std::set<int> years = years_by(*pattern, title);
    if (years.size() == 1) return *years.begin();
    if (years.empty()) continue;
    const std::set<int> of_year = years_by(annual, title);
    return of_year.size() == 1 ? std::optional{*of_year.begin()} : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string plain_title(std::string_view title) {
  std::string text = valid_utf8(title);
  if (text.find_first_of("<&") == std::string::npos) return collapse_spaces(text);
  text = without_tags(text);
  for (const auto& [entity, character] : kEntities) text = replaced(text, entity, character);
  return collapse_spaces(without_tags(text));
}

namespace {

// Of the hundred rows of a list nearly all are about something else. A report is called 报告 or
// 年报, unless the list broke its title off.
bool may_be_report(std::string_view plain) {
  constexpr std::array<std::string_view, 6> kWords{"报告", "年报", "报表", "年度", "…", ".."};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return contains(plain, word); });
}

// The list broke the title off before it says what it is, yet after the year and the subject.
bool is_cut_report(std::string_view compact) {
  static const Pattern cut{"^.*20[0-9]{2}.*政府信息公开.{0,8}(…+|\\.{2,})$"};
  return cut.is_found_in(compact);
}

bool is_short_report(std::string_view compact) {
  static const Pattern name{"20[0-9]{2}年?度?(工作)?(年报|年度报告|年度工作报告)(\\(.*\\))?$"};
  return name.is_found_in(compact);
}

// "政府信息公开年报", "各镇街政府信息公开年度报告": links to a column stand beside those to
// reports.
bool is_column_name(std::string_view compact) {
  static const Pattern name{
      "^(各?(部门|镇街|街镇|街道|镇|区|市|县|单位|委办局)|.?本级|历年|更多|[^年]{0,2})(政府)?"
      "信息公开"
      "(工作)?(年度报告|年度工作报告)$|年报(（.*）|\\(.*\\))?$"};
  return name.is_found_in(compact);
}

}  // namespace

TitleReading read_title(std::string_view title, TitlePlace place) {
  const std::string normal = nfkc(plain_title(title));
  if (!may_be_report(without_spaces(normal))) {
    return {.why_not = "not the title of a 政府信息公开年度报告"};
  }
  const std::string plain = with_plain_years(normal);
  const std::string compact = without_spaces(plain);
  TitleReading reading;
  if (const auto other = look_alike_in(compact); !other.empty()) {
    reading.why_not = "a look-alike: " + std::string{other};
  } else if (is_cut_report(compact)) {
    reading.year = year_of(plain);
    reading.is_report = reading.is_cut = true;
  } else if (place == TitlePlace::ReportColumn && is_short_report(compact)) {
    reading.year = year_of(plain);
    reading.is_report = true;
  } else if (!is_annual_report(compact)) {
    reading.why_not = "not the title of a 政府信息公开年度报告";
  } else {
    reading.year = year_of(plain);
    reading.is_report = reading.year || !is_column_name(compact);
    if (!reading.is_report) reading.why_not = "the name of a column";
  }
  return reading;
}

}  // namespace gkwatch::crawler
