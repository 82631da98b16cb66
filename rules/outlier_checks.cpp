// T2: figures far from those of the year before, or of the class (domain/report-format.md, 3.5).
#include <cmath>

#include "model/form_layout.h"
#include "rules/checks.h"
#include "rules/quantities.h"
#include "rules/verdict.h"

namespace gkwatch::rules {
namespace {

constexpr Decimal kZero{};
constexpr Decimal kNoticeable{1000, 0};

// For a statistic alone: no figure is told from it.
double number(const Decimal& value) {
  return static_cast<double>(value.units) / std::pow(10.0, value.scale);
}

// The cell of the report before, where both years use one form.
const Cell* cell_before(const Case& report, const CellKey& key) {
  if (report.previous == nullptr || report.previous->parsed.form != report.parsed.form) {
    return nullptr;
  }
  const auto before = report.previous->parsed.cells.find(key);
  return before == report.previous->parsed.cells.end() ? nullptr : &before->second;
}

bool is_leap(const Cell& now, const Cell* before) {
  if (before == nullptr || !before->value || now.unit != before->unit) return false;
  return *before->value > kZero && *now.value > times(*before->value, 50);
}

// Far from all others of its class: more than six deviations from their mean. Money is left out,
// for its units differ.
bool is_alone(const Case& report, const CellKey& key, const Cell& now) {
  constexpr int least_others = 20;
  constexpr double far = 6;
  const auto others = report.input.class_figures.find(key.text);
  if (others == report.input.class_figures.end() || key.text.ends_with(".AMOUNT")) return false;
  const ClassFigure& figure = others->second;
  if (figure.count < least_others || figure.deviation <= 0) return false;
  return (number(*now.value) - figure.mean) / figure.deviation > far;
}

void tell_outlier(const Case& report, const CellKey& key, const Cell& now, const Cell* before,
                  Verdict& verdict) {
  std::vector<Fill> fills{{"cell", cell_name(report.parsed.form, key)},
                          {"now", to_text(*now.value)}};
  if (is_leap(now, before)) {
    fills.push_back({"before", to_text(*before->value)});
    verdict.fail({.place = key.text, .fills = fills, .cells = {key}});
    return;
  }
  const ClassFigure& others = report.input.class_figures.at(key.text);
  fills.push_back({"count", std::to_string(others.count)});
  fills.push_back({"mean", std::to_string(std::llround(others.mean))});
  verdict.fail({.place = key.text, .text = "message.class", .fills = fills, .cells = {key}});
}

void check_outliers(const Case& report, Verdict& verdict) {
  const bool has_before =
      report.previous != nullptr && report.previous->parsed.form == report.parsed.form;
  if (!report.has_form() || (!has_before && report.input.class_figures.empty())) {
    return verdict.leave();
  }
  std::vector<CellKey> lost;
  bool is_lost_before = false;
  for (const auto& [key, cell] : report.parsed.cells) {
    if (!key.text.starts_with("T2.")) continue;
    const Cell* before = cell_before(report, key);
    if (cell.kind == CellKind::Gap) lost.push_back(key);
    if (!cell.value || *cell.value <= kNoticeable) continue;
    is_lost_before |= before != nullptr && before->kind == CellKind::Gap;
    if (is_leap(cell, before) || is_alone(report, key, cell)) {
      tell_outlier(report, key, cell, before, verdict);
    }
  }
  if (!lost.empty() || is_lost_before) verdict.unverifiable("T2", lost);
}

}  // namespace

Checks outlier_checks() { return {{"R-T2-OUTLIER", check_outliers}}; }

}  // namespace gkwatch::rules
