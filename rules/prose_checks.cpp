// DOC: what the sections say, and how carefully they were written (domain/report-format.md, 3.1).
#include <array>
#include <cstdlib>

#include "core/pattern.h"
#include "core/text.h"
#include "embedded/length_limits.h"
#include "rules/checks.h"
#include "rules/data_records.h"
#include "rules/narrative.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr std::size_t kShortOverview = 80;
constexpr std::size_t kShortProblems = 30;

// Of one section, or of several: full-width forms made plain, blanks removed.
std::string plain(const Case& report, std::initializer_list<int> numbers) {
  std::string text;
  for (const int number : numbers) {
    const Section* section = find_section(report.parsed, number);
    if (section != nullptr) text += without_spaces(nfkc(section->text));
  }
  return text;
}

void check_length(const Case& report, int number, std::size_t least, Verdict& verdict) {
  if (find_section(report.parsed, number) == nullptr) return verdict.leave();
  const std::size_t size = length(plain(report, {number}));
  if (size >= least) return;
  verdict.fail({.place = "section " + std::to_string(number),
                .severity = Severity::Warning,
                .fills = {{"size", std::to_string(size)}}});
}

void check_overview(const Case& report, Verdict& verdict) {
  check_length(report, 1, kShortOverview, verdict);
}

void check_problems(const Case& report, Verdict& verdict) {
  check_length(report, 5, kShortProblems, verdict);
}

struct Topic {
  const char* name;
  const char* pattern;
};

void check_topics(const Case& report, Verdict& verdict) {
  const std::string text = plain(report, {1});
  if (text.empty()) return verdict.leave();
  constexpr std::array<Topic, 5> topics{{{"主动公开", "主动公开|主动发布"},
                                         {"依申请公开", "依申请公开|申请公开|公开申请"},
                                         {"政府信息管理", "信息管理|信息资源|规范性文件|审查|目录"},
                                         {"平台建设", "平台|网站|新媒体|公众号"},
                                         {"监督保障", "监督|保障|考核|培训|评议"}}};
  std::vector<Bilingual> missing;
  for (const Topic& topic : topics) {
    const Pattern pattern{topic.pattern};
    if (!pattern.is_found_in(text)) missing.push_back({topic.name, topic.name});
  }
  if (missing.empty()) return;
  verdict.fail({.place = "section 1", .fills = {{"topics", joined(missing)}}});
}

// Only where a local notice limits it (data/length-limits.tsv).
void check_limit(const Case& report, Verdict& verdict) {
  if (report.input.agency == nullptr) return verdict.leave();
  const std::size_t size = length(plain(report, {1}));
  bool is_limited = false;
  for (const auto& field : records(data::length_limits, 4)) {
    const auto first = Decimal::parse(field[1]);
    const auto most = Decimal::parse(field[2]);
    if (!first || !most) std::abort();
    if (!report.input.agency->region.starts_with(field[0])) continue;
    if (report.input.report.year < first->units) continue;
    is_limited = true;
    if (size <= static_cast<std::size_t>(most->units)) continue;
    verdict.fail(
        {.place = "section 1",
         .fills = {{"size", std::to_string(size)}, {"most", field[2]}, {"source", field[3]}}});
    return;
  }
  if (!is_limited) verdict.leave();
}

// Article 50(4) asks it of governments of every level, and of nobody else.
void check_evaluation(const Case& report, Verdict& verdict) {
  if (report.input.agency == nullptr) return verdict.leave();
  const AgencyClass kind = report.input.agency->kind;
  if (kind != AgencyClass::G && kind != AgencyClass::T) return verdict.leave();
  const std::string text = plain(report, {1, 5});
  if (text.empty()) return verdict.leave();
  static const Pattern blame{"责任追究|追责|问责"};
  if (contains(text, "考核") && contains(text, "评议") && blame.is_found_in(text)) return;
  verdict.fail({.place = "section 1",
                .severity = kind == AgencyClass::G ? Severity::Warning : Severity::Info});
}

void check_period(const Case& report, Verdict& verdict) {
  const int year = report.input.report.year;
  const std::string text = without_spaces(nfkc(report.parsed.text)) + plain(report, {1});
  if (year == 0 || text.empty()) return verdict.leave();
  // Marks may be lost: 2025 1 1 日至 2025 12 31 日.
  static const Pattern stated{
      R"((?:统计(?:期限|时限|时间|范围)|涵盖|起止|期间)[^。]{0,12}?(20\d\d)年?0?1月?0?1日?[^。]{0,12}?(?:(20\d\d)年?)?12月?31日?)"};
  // Any other days, with all their marks.
  static const Pattern other{
      R"((?:统计(?:期限|时限|时间|范围)|涵盖|起止)[^。]{0,12}?(20\d\d)年\d{1,2}月\d{1,2}日)"
      R"([^。\d]{0,6}(?:(20\d\d)年)?\d{1,2}月\d{1,2}日)"};
  const auto whole = stated.search(text);
  const auto period = whole ? whole : other.search(text);
  if (!period) {
    verdict.fail({.place = "", .text = "message.none"});
    return;
  }
  const std::string own = std::to_string(year);
  const bool is_of_one_year =
      period->group(1) == own && (period->group(2).empty() || period->group(2) == own);
  if (whole && is_of_one_year) return;
  // A body that was founded within the year reports from then on.
  static const Pattern to_the_end{"12月31日$"};
  const bool begins_later = is_of_one_year && to_the_end.is_found_in(period->group(0));
  verdict.fail({.place = "",
                .severity = begins_later ? Severity::Info : Severity::Warning,
                .fills = {{"text", period->group(0)}, {"year", own}}});
}

void check_preamble(const Case& report, Verdict& verdict) {
  static const Pattern preamble{
      "由([^。]{4,200}?)[等共]?([五六七八5678])(?:个)?(?:部分|方面)(?:组成|构成)"};
  static const Pattern mark{"[、,和]"};
  const auto parts = preamble.search(without_spaces(nfkc(report.parsed.text)));
  if (!parts) return verdict.leave();
  const std::string said = parts->group(2);
  constexpr std::array<std::string_view, 4> numerals{"五", "六", "七", "八"};
  std::size_t count = 0;
  for (std::size_t i = 0; i < numerals.size(); ++i) {
    if (said == numerals[i] || said == std::to_string(i + 5)) count = i + 5;
  }
  // 行政复议、行政诉讼 and 主要问题及改进 are one part each, whatever stands between them.
  const std::size_t listed = mark.all(parts->group(1)).size() + 1;
  if (listed >= count) return;
  verdict.fail({.place = "", .fills = {{"said", said}, {"listed", std::to_string(listed)}}});
}

void check_citation(const Case& report, Verdict& verdict) {
  const int year = report.input.report.year;
  if (year < 2019) return verdict.leave();
  const std::string text = without_spaces(nfkc(report.parsed.text)) + plain(report, {1});
  static const Pattern of_2019{R"([〔\[(]2019[〕\])]60号|年度报告有关事项的通知)"};
  static const Pattern of_2021{R"([〔\[(]2021[〕\])]30号|年度报告格式)"};
  const bool is_old = of_2019.is_found_in(text);
  const bool is_new = of_2021.is_found_in(text);
  if (!is_old && !is_new) return verdict.leave();
  if (year >= 2021 ? is_new : is_old) return;
  verdict.fail({.place = "", .text = year >= 2021 ? "message" : "message.early"});
}

void check_residue(const Case& report, Verdict& verdict) {
  struct Residue {
    const char* pattern;
    const char* what;
  };
  constexpr std::array<Residue, 4> residues{
      {{"^[#*\\s]*附件\\s*[0-9一二三]*\\s*(?:\n|$)", "附件"},
       {"[xX×]{2,}(?:年|月|日|局|镇|街|条|件|个|单位)", "×××"},
       {"[(（]单位名称[)）]", "（单位名称）"},
       {"《中华人民共和国信息公开条例》", "《中华人民共和国信息公开条例》"}}};
  std::vector<Bilingual> found;
  for (const Residue& residue : residues) {
    const Pattern pattern{residue.pattern};
    if (pattern.is_found_in(report.parsed.text)) found.push_back({residue.what, residue.what});
  }
  if (report.parsed.text.empty()) return verdict.leave();
  if (found.empty()) return;
  verdict.fail({.place = "", .severity = Severity::Warning, .fills = {{"found", joined(found)}}});
}

void check_future_year(const Case& report, Verdict& verdict) {
  const std::string text = plain(report, {5});
  const std::string year = std::to_string(report.input.report.year);
  if (text.empty()) return verdict.leave();
  const Pattern future{"(?<!截至)" + year +
                       "年,?(?:我[^,。;]{1,4})?,?(?:将(?!继续是)|拟|下一步|计划)(?![^。;]*(?:已|"
                       "目前|但仍))[^。;]{0,30}"};
  const auto found = future.search(text);
  if (!found) return;
  verdict.fail({.place = "section 5",
                .severity = Severity::Warning,
                .fills = {{"text", found->group(0)}, {"year", year}}});
}

void check_generic(const Case& report, Verdict& verdict) {
  const std::string text = plain(report, {1});
  if (text.empty() || is_consolidated(report)) return verdict.leave();
  static const Pattern others{"各级政府部门|部分地区|多数部门|各地区各部门"};
  static const Pattern own{
      "我(?:局|镇|街|办|委|乡|院|厅|单位)|本(?:局|镇|街道|单位|机关)|[0-9]+[件条宗篇期]"};
  if (!others.is_found_in(text) || own.is_found_in(text)) return;
  verdict.fail({.place = "section 1"});
}

}  // namespace

Checks prose_checks() {
  return {{"R-DOC-EMPTY-SEC1", check_overview},
          {"R-DOC-EMPTY-SEC5", check_problems},
          {"R-DOC-SEC1-TOPICS", check_topics},
          {"R-DOC-GOV-EVAL", check_evaluation},
          {"R-DOC-PERIOD", check_period},
          {"R-DOC-PREAMBLE-COUNT", check_preamble},
          {"R-DOC-STALE-CITATION", check_citation},
          {"R-DOC-RESIDUE", check_residue},
          {"R-DOC-FUTURE-YEAR", check_future_year},
          {"R-DOC-GENERIC", check_generic},
          {"R-DOC-LENGTH", check_limit}};
}

}  // namespace gkwatch::rules
