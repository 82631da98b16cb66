#include "rules/custody.h"

#include <algorithm>
#include <utility>

#include "core/china_time.h"
#include "core/pattern.h"
#include "core/text.h"
#include "model/form_layout.h"
#include "rules/rule_texts.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr std::size_t kMostNamed = 6;

Finding finding_of(const Custody& report, const char* rule, Severity severity, Bilingual message) {
  Finding finding;
  finding.key = {RuleId{rule}, report.agency, report.year, ""};
  finding.severity = severity;
  finding.message = std::move(message);
  return finding;
}

bool is_readable(const ParsedDocument& document) {
  return document.status == ReadStatus::Read || document.status == ReadStatus::Partial;
}

// Both print a number there, and another one. A blank beside a zero is a matter of style.
bool differ(const Cell& a, const Cell& b) {
  const bool has_both = a.kind == CellKind::Number && b.kind == CellKind::Number;
  return has_both && a.unit == b.unit && *a.value != *b.value;
}

std::vector<CellKey> different_cells(const ParsedDocument& one, const ParsedDocument& other) {
  std::vector<CellKey> keys;
  if (one.form != other.form) return keys;
  for (const auto& [key, cell] : one.cells) {
    const auto there = other.cells.find(key);
    if (there != other.cells.end() && differ(cell, there->second)) keys.push_back(key);
  }
  return keys;
}

// The words of the six sections and nothing else: page numbers, marks and blanks depend on the
// format, not on the agency.
std::string wording(const ParsedDocument& document) {
  static const Pattern han{"\\p{Han}+"};
  std::string text;
  for (const Section& section : document.sections) {
    if (section.number != 1 && section.number < 5) continue;
    for (const auto& part : han.all(section.text)) text += part.group(0);
  }
  return text;
}

bool are_worded_alike(const ParsedDocument& one, const ParsedDocument& other) {
  const std::string a = wording(one);
  const std::string b = wording(other);
  return a.empty() || b.empty() || a == b;
}

Finding cells_differ(const Custody& report, const FoundCopy& one, const FoundCopy& other,
                     const std::vector<CellKey>& keys) {
  std::vector<Bilingual> quotes;
  std::vector<CellQuote> cells;
  for (const CellKey& key : keys) {
    const std::string& here = one.parsed.cells.at(key).raw;
    const std::string& there = other.parsed.cells.at(key).raw;
    cells.push_back({key, here});
    if (quotes.size() == kMostNamed) continue;
    const std::string name = cell_name(one.parsed.form, key);
    quotes.push_back(
        {name + "（" + here + "、" + there + "）", name + " (" + here + ", " + there + ")"});
  }
  const std::vector<Fill> fills{{"cells", joined(quotes)},
                                {"count", std::to_string(keys.size())},
                                {"one", one.url},
                                {"other", other.url}};
  Finding finding = finding_of(report, "R-P-MULTICOPY", Severity::Warning,
                               filled(texts_of("R-P-MULTICOPY", "message"), fills));
  finding.cells = std::move(cells);
  return finding;
}

}  // namespace

bool is_report_column(std::string_view name) {
  return contains(name, "年报") || contains(name, "年度报告");
}

std::vector<Finding> copy_findings(const Custody& report, std::span<const FoundCopy> copies) {
  const FoundCopy* reworded = nullptr;
  for (const FoundCopy& other : copies) {
    if (&other == &copies.front() || !is_readable(other.parsed)) continue;
    const auto keys = different_cells(copies.front().parsed, other.parsed);
    if (!keys.empty()) return {cells_differ(report, copies.front(), other, keys)};
    if (!are_worded_alike(copies.front().parsed, other.parsed)) reworded = &other;
  }
  if (reworded == nullptr) return {};
  const std::vector<Fill> fills{{"one", copies.front().url}, {"other", reworded->url}};
  return {finding_of(report, "R-P-MULTICOPY", Severity::Info,
                     filled(texts_of("R-P-MULTICOPY", "message.text"), fills))};
}

std::vector<Finding> replacement_findings(const Custody& report, Replaced replaced, int versions) {
  if (replaced == Replaced::No) return {};
  const bool has_new_numbers = replaced == Replaced::Cells;
  const std::vector<Fill> fills{{"year", std::to_string(report.year)},
                                {"versions", std::to_string(versions)}};
  return {finding_of(
      report, "R-P-REPLACED", has_new_numbers ? Severity::Warning : Severity::Info,
      filled(texts_of("R-P-REPLACED", has_new_numbers ? "message" : "message.text"), fills))};
}

Finding unread_finding(const Custody& report, const std::string& address, Instant since,
                       const WhyUnread& why) {
  const auto word =
      find_words(Language::Chinese, "word." + std::string{name_of(why.fault)}).value_or("");
  const Bilingual reason{std::string{word} + "（" + why.details + "）", why.details};
  const std::vector<Fill> fills{{"since", iso_time(since)}, {"reason", reason}};
  Finding finding = finding_of(report, "R-DOC-UNREADABLE", Severity::Warning,
                               filled(texts_of("R-DOC-UNREADABLE", "message.unread"), fills));
  finding.key.place = address;
  return finding;
}

std::vector<Finding> column_findings(const Custody& report, std::span<const std::string> columns) {
  const bool is_in_doubt =
      columns.empty() || std::any_of(columns.begin(), columns.end(), [](const std::string& name) {
        return name.empty() || is_report_column(name);
      });
  if (is_in_doubt) return {};
  const std::vector<Fill> fills{{"year", std::to_string(report.year)}, {"column", columns.front()}};
  return {finding_of(report, "R-P-WRONGCOLUMN", Severity::Info,
                     filled(texts_of("R-P-WRONGCOLUMN", "message"), fills))};
}

}  // namespace gkwatch::rules
