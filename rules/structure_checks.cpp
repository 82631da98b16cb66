// DOC: the six sections and the three tables (domain/report-format.md, 3.1).
#include <algorithm>
#include <array>

#include "core/text.h"
#include "rules/checks.h"
#include "rules/table_reading.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr std::array<std::string_view, 3> kTables{"T2", "T3", "T4"};

bool is_readable(const Case& report) { return report.parsed.status != ReadStatus::Unreadable; }

// Section 二 holds T2, 三 holds T3, 四 holds T4.
std::string table_of(int section) { return "T" + std::to_string(section); }
bool has_table(int section) { return section >= 2 && section <= 4; }

// In a picture, or in a document that the page links: what it holds, nobody has read.
bool stands_elsewhere(const ParsedDocument& document) {
  return !document.images.empty() || !document.attachments.empty();
}

Severity absence_of(const Case& report, int section) {
  if (!has_table(section)) return Severity::Warning;
  // A conversion may drop a heading although its table is there.
  return is_lost(report.parsed, table_of(section)) ? Severity::Error : Severity::Info;
}

// Not a word about the agency: its document may be good, and we or our reader at fault.
void check_readable(const Case& report, Verdict& verdict) {
  if (is_readable(report)) return;
  verdict.fail({.severity = Severity::Warning, .fills = {{"reason", report.parsed.error}}});
}

void check_sections(const Case& report, Verdict& verdict) {
  if (report.parsed.form == Form::F0) return verdict.leave();
  bool has_any = false;
  for (const Section& section : report.parsed.sections) has_any |= section.number > 0;
  // Not one heading: then it is our reading that found none, or it is another document.
  if (!is_readable(report) || !has_any) return verdict.unverifiable("", {});
  for (int number = 1; number <= 6; ++number) {
    if (find_section(report.parsed, number) != nullptr) continue;
    const Severity severity = absence_of(report, number);
    // What a picture holds, we cannot say is not there.
    if (severity == Severity::Error && stands_elsewhere(report.parsed)) {
      verdict.unverifiable("section " + std::to_string(number), {});
      continue;
    }
    verdict.fail({.place = "section " + std::to_string(number),
                  .severity = severity,
                  .fills = {{"heading", words("section." + std::to_string(number))}}});
  }
}

// Words that the form prints in this table alone: it is there, and we did not understand it.
bool has_marks_of(const ParsedDocument& document, std::string_view table) {
  using Words = std::array<std::string_view, 5>;
  constexpr std::array<Words, kTables.size()> kMarks{
      Words{"信息内容", "制发件数", "制作数量", "处理决定数量", "收费金额"},
      Words{"申请人情况", "自然人", "勾稽关系", "商业企业", "社会公益组织"},
      Words{"结果维持", "结果纠正", "尚未审结", "未经复议直接起诉", "复议后起诉"}};
  const std::string text = without_spaces(nfkc(document.text));
  const auto& marks = kMarks.at(static_cast<std::size_t>(table.back() - '2'));
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return contains(text, mark); });
}

// That a table is not there is said only where nothing else explains that we found none.
bool is_proved_absent(const Case& report, std::string_view table) {
  if (has_marks_of(report.parsed, table)) return false;
  if (!keeps_tables_whole(report.parsed) || stands_elsewhere(report.parsed)) return false;
  bool has_other = false;
  for (const std::string_view other : kTables) {
    if (other != table) has_other |= !is_lost(report.parsed, other);
  }
  return has_other && find_section(report.parsed, table.back() - '0') != nullptr;
}

void check_tables(const Case& report, Verdict& verdict) {
  if (report.parsed.form == Form::F0) return verdict.leave();
  for (const std::string_view table : kTables) {
    if (!is_lost(report.parsed, table)) continue;
    const std::string place{table};
    if (!is_proved_absent(report, table)) {
      verdict.unverifiable(place, {});
      continue;
    }
    verdict.fail({.place = place,
                  .severity = Severity::Error,
                  .fills = {{"table", words("table." + place)}}});
  }
}

void check_image_tables(const Case& report, Verdict& verdict) {
  if (!is_readable(report) || report.parsed.form == Form::F0) return verdict.leave();
  if (!stands_elsewhere(report.parsed)) return;
  std::vector<Bilingual> lost;
  for (const std::string_view table : kTables) {
    if (is_lost(report.parsed, table)) lost.push_back(words("table." + std::string{table}));
  }
  if (lost.empty()) return;
  const bool is_picture = !report.parsed.images.empty();
  const auto& places = is_picture ? report.parsed.images : report.parsed.attachments;
  verdict.fail({.severity = Severity::Warning,
                .text = is_picture ? "message" : "message.attached",
                .fills = {{"tables", joined(lost)}, {"count", std::to_string(places.size())}}});
}

}  // namespace

Checks structure_checks() {
  return {{"R-DOC-UNREADABLE", check_readable},
          {"R-DOC-SECTIONS", check_sections},
          {"R-DOC-TABLES", check_tables},
          {"R-DOC-IMAGE-TABLE", check_image_tables}};
}

}  // namespace gkwatch::rules
