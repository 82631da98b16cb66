#include "web/heat_table.h"

#include <array>
#include <optional>

#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr std::array<std::string_view, 4> kJudged{"on_time", "late", "missing", "removed"};

void add(HeatTable& table, const std::string& group, const RowReader& row) {
  const std::int64_t count = row.number("reports");
  for (Standing* standing :
       {&table.groups[group][row.number("year")], &table.all[row.number("year")]}) {
    standing->by_status[row.text("status")] += count;
    standing->wrong += row.number("wrong");
  }
}

// "h0" (nobody on time) to "h4" (everybody).
std::string shade_of(int percent) {
  constexpr std::array<int, 4> kSteps{60, 80, 95, 100};
  int shade = 0;
  for (const int step : kSteps) shade += percent >= step ? 1 : 0;
  return "h" + std::to_string(shade);
}

void write_counts(Sheet& sheet, const Standing& standing) {
  constexpr std::array<std::string_view, 7> kShown{
      "missing", "late", "removed", "due_soon", "not_due", "source_down", "unknown_date"};
  Html& html = sheet.html;
  for (const std::string_view status : kShown) {
    const std::int64_t count = standing.count(status);
    if (count == 0) continue;
    html.empty("br");
    html.leaf("small", sheet.word(status) + " " + std::to_string(count));
  }
  if (standing.wrong == 0) return;
  html.empty("br");
  html.leaf("small", {{"class", "count errors"}},
            sheet.say("web.wrong", {{"n", std::to_string(standing.wrong)}}));
}

void write_cell(Sheet& sheet, const Standing& standing) {
  Html& html = sheet.html;
  const auto percent = standing.on_time_percent();
  const auto cell = html.in("td", {{"class", percent ? shade_of(*percent) : "h"}});
  html.leaf("b", percent ? std::to_string(*percent) + "%" : "–");
  write_counts(sheet, standing);
}

}  // namespace

std::int64_t Standing::count(std::string_view status) const {
  const auto found = by_status.find(std::string{status});
  return found == by_status.end() ? 0 : found->second;
}

std::int64_t Standing::judged() const {
  std::int64_t sum = 0;
  for (const std::string_view status : kJudged) sum += count(status);
  return sum;
}

// Rounded down: 99.6 of a hundred are not all.
std::optional<int> Standing::on_time_percent() const {
  constexpr std::int64_t kHundred = 100;
  if (judged() == 0) return std::nullopt;
  return static_cast<int>(kHundred * count("on_time") / judged());
}

std::string group_name(const Sheet& sheet, std::string_view filter, const std::string& group) {
  constexpr std::size_t kProvince = 2;
  if (group.empty()) return std::string{sheet.say("web.no_region")};
  const std::string key = std::string{filter} + ".";
  auto words = find_words(sheet.language, key + group);
  if (!words) words = find_words(sheet.language, key + group.substr(0, kProvince));
  return words ? group + " " + std::string{*words} : group;
}

HeatTable by_region(const store::Rows& tally, std::size_t digits) {
  HeatTable table;
  for (std::size_t i = 0; i < tally.values.size(); ++i) {
    const RowReader row{tally, i};
    add(table, row.text("region").substr(0, digits), row);
  }
  return table;
}

HeatTable by_class(const store::Rows& tally) {
  HeatTable table;
  for (std::size_t i = 0; i < tally.values.size(); ++i) {
    const RowReader row{tally, i};
    add(table, row.text("class"), row);
  }
  return table;
}

void write_heat_table(Sheet& sheet, const HeatTable& table, std::string_view filter) {
  Html& html = sheet.html;
  const auto scroll = html.in("div", {{"class", "scroll"},
                                      {"tabindex", "0"},
                                      {"role", "region"},
                                      {"aria-label", sheet.say("web.table")}});
  const auto element = html.in("table", {{"class", "heat"}});
  {
    const auto head = html.in("thead");
    const auto line = html.in("tr");
    html.leaf("th", {{"scope", "col"}}, sheet.say("column." + std::string{filter}));
    for (const auto& [year, standing] : table.all) {
      html.leaf("th", {{"scope", "col"}}, std::to_string(year));
    }
  }
  const auto body = html.in("tbody");
  for (const auto& [group, years] : table.groups) {
    const auto line = html.in("tr");
    {
      const auto name = html.in("th", {{"scope", "row"}});
      html.link(with_query("/", {{std::string{filter}, group}}), group_name(sheet, filter, group));
    }
    for (const auto& [year, all] : table.all) {
      const auto standing = years.find(year);
      write_cell(sheet, standing == years.end() ? Standing{} : standing->second);
    }
  }
}

}  // namespace gkwatch::web
