#include "store/version_diff.h"

#include <algorithm>
#include <dtl/dtl.hpp>
#include <set>

#include "core/text.h"
#include "model/form_layout.h"

namespace gkwatch::store {
namespace {

// More lines than a report ever has: beyond it the texts are shown as wholly changed.
constexpr std::size_t kMostLines = 4000;

bool is_same(const Cell& a, const Cell& b) {
  return a.kind == b.kind && a.value == b.value && a.raw == b.raw && a.unit == b.unit;
}

Cell cell_of(const ParsedDocument& document, const CellKey& key) {
  const auto found = document.cells.find(key);
  return found == document.cells.end() ? Cell{} : found->second;
}

std::vector<CellKey> keys_of(const ParsedDocument& before, const ParsedDocument& after) {
  std::vector<CellKey> keys = form_cells(after.form, after.single_r6);
  std::set<CellKey> known{keys.begin(), keys.end()};
  for (const CellKey& key : form_cells(before.form, before.single_r6)) {
    if (known.insert(key).second) keys.push_back(key);
  }
  return keys;
}

void add_lines(std::string_view text, std::vector<std::string>& lines) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    if (std::string line = collapse_spaces(text.substr(from, to - from)); !line.empty()) {
      lines.push_back(std::move(line));
    }
    from = to + 1;
  }
}

std::vector<std::string> lines_of(const ParsedDocument& document) {
  std::vector<std::string> lines;
  add_lines(document.title, lines);
  if (document.sections.empty()) add_lines(document.text, lines);
  for (const Section& section : document.sections) {
    add_lines(section.heading, lines);
    add_lines(section.text, lines);
  }
  return lines;
}

std::vector<TextLine> compared(const std::vector<std::string>& before,
                               const std::vector<std::string>& after) {
  std::vector<TextLine> lines;
  if (before.size() > kMostLines || after.size() > kMostLines) {
    for (const std::string& line : before) lines.push_back({LineChange::Removed, line});
    for (const std::string& line : after) lines.push_back({LineChange::Added, line});
    return lines;
  }
  dtl::Diff<std::string> diff{before, after};
  diff.compose();
  for (const auto& [line, info] : diff.getSes().getSequence()) {
    const LineChange change = info.type == dtl::SES_ADD      ? LineChange::Added
                              : info.type == dtl::SES_DELETE ? LineChange::Removed
                                                             : LineChange::Same;
    lines.push_back({change, line});
  }
  return lines;
}

// Unchanged lines stay only where they stand next to a changed one.
std::vector<TextLine> with_context(std::vector<TextLine> all) {
  const auto is_changed = [&](std::size_t i) {
    return i < all.size() && all[i].change != LineChange::Same;
  };
  std::vector<TextLine> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_changed(i) || is_changed(i + 1) || (i > 0 && is_changed(i - 1))) kept.push_back(all[i]);
  }
  return kept;
}

}  // namespace

VersionDiff diff_of(const ReportVersion& from, const ReportVersion& to) {
  const ParsedDocument& before = from.report.parsed;
  const ParsedDocument& after = to.report.parsed;
  VersionDiff diff{.from = from.report.version, .to = to.report.version, .cells = {}, .text = {}};
  for (const CellKey& key : keys_of(before, after)) {
    const Cell was = cell_of(before, key);
    const Cell is = cell_of(after, key);
    if (!is_same(was, is)) diff.cells.push_back({key, was, is});
  }
  diff.text = with_context(compared(lines_of(before), lines_of(after)));
  return diff;
}

}  // namespace gkwatch::store
