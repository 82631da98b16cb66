#include "scheduler/copies.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "core/text.h"

namespace gkwatch::scheduler {
namespace {

bool differ(const Cell& a, const Cell& b) {
  if (a.kind == CellKind::Gap || b.kind == CellKind::Gap) return false;
  return a.kind != b.kind || a.value != b.value;
}

bool do_cells_differ(const ParsedDocument& before, const ParsedDocument& after) {
  if (before.form != after.form) return true;
  return std::any_of(after.cells.begin(), after.cells.end(), [&](const auto& entry) {
    const auto old = before.cells.find(entry.first);
    return old != before.cells.end() && differ(old->second, entry.second);
  });
}

std::size_t recovered(const ParsedDocument& document) {
  return static_cast<std::size_t>(
      std::count_if(document.cells.begin(), document.cells.end(),
                    [](const auto& entry) { return entry.second.kind != CellKind::Gap; }));
}

std::string prose(const ParsedDocument& document) {
  std::string text = document.title;
  if (document.sections.empty()) text += document.text;
  for (const Section& section : document.sections) text += section.heading + section.text;
  return without_spaces(nfkc(text));
}

// Smaller is better.
std::tuple<ReadStatus, bool, std::size_t, Instant::duration> rank(const CopyToChoose& copy) {
  const ParsedDocument& document = copy.parsed;
  return {document.status, !copy.is_correction, document.cells.size() - recovered(document),
          -copy.published_at.value_or(Instant{}).time_since_epoch()};
}

}  // namespace

store::VersionChange change_between(const ParsedDocument& before, const ParsedDocument& after) {
  using store::VersionChange;
  if (do_cells_differ(before, after)) return VersionChange::Cells;
  const bool is_same = recovered(before) == recovered(after) && prose(before) == prose(after);
  return is_same ? VersionChange::Bytes : VersionChange::Text;
}

bool can_be_compared(const ParsedDocument& document) {
  if (document.status == ReadStatus::Unreadable) return false;
  const bool has_words = !document.sections.empty() || !without_spaces(document.text).empty();
  return recovered(document) > 0 || has_words;
}

std::optional<std::size_t> best_copy(std::span<const CopyToChoose> copies) {
  const auto best = std::min_element(
      copies.begin(), copies.end(),
      [](const CopyToChoose& a, const CopyToChoose& b) { return rank(a) < rank(b); });
  if (best == copies.end()) return std::nullopt;
  return static_cast<std::size_t>(best - copies.begin());
}

}  // namespace gkwatch::scheduler
