#include "view/rows.h"

#include <algorithm>
#include <array>

#include "core/csv.h"
#include "core/text.h"
#include "view/terminal.h"

namespace gkwatch::view {
namespace {

// Columns whose values are names of states: shown in words.
constexpr std::array<std::string_view, 7> kWordColumns{"status", "state", "severity", "outcome",
                                                       "kind",   "error", "problem"};

// What may have no value because there was nothing to divide by.
bool is_statistic(std::string_view column) {
  return column == "value" || column == "median" || column == "low" || column == "high";
}

std::string heading(std::string_view column, Language language) {
  const std::string key = "column." + std::string{column};
  return std::string{find_words(language, key).value_or(column)};
}

Ink ink_of(std::string_view value) {
  constexpr std::array<std::string_view, 6> kBad{"error",   "late",   "missing",
                                                 "removed", "firing", "fail"};
  constexpr std::array<std::string_view, 5> kDoubtful{"warning", "source_down", "unknown_date",
                                                      "due_soon", "unverifiable"};
  constexpr std::array<std::string_view, 3> kGood{"on_time", "resolved", "pass"};
  const auto is_in = [&](const auto& names) {
    return std::find(names.begin(), names.end(), value) != names.end();
  };
  if (is_in(kBad)) return Ink::Red;
  if (is_in(kDoubtful)) return Ink::Yellow;
  return is_in(kGood) ? Ink::Green : Ink::Plain;
}

std::string render_text(const store::Rows& rows, const Page& page) {
  TextTable table;
  for (const std::string& column : rows.columns) {
    table.heads.push_back(heading(column, page.language));
  }
  for (const auto& values : rows.values) {
    std::vector<TextCell> cells;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Json& value = values[i];
      cells.push_back({.text = words_for(rows.columns.at(i), value, page.language),
                       .ink = ink_of(value.string_or("")),
                       .align = value.is_number() ? Align::Right : Align::Left});
    }
    table.rows.push_back(std::move(cells));
  }
  std::string text = draw(table, page);
  if (rows.values.empty()) text = std::string{say(page.language, "rows.none")} + "\n";
  if (rows.is_cut) text += std::string{say(page.language, "rows.cut")} + "\n";
  return text;
}

// A message that is there in both languages.
std::string in_one_language(const Json& value, Language language) {
  const Json& words = value[language == Language::Chinese ? "zh" : "en"];
  return words.is_string() ? collapse_spaces(words.string_or("")) : value.dump();
}

// Valid UTF-8 in which nothing steers a terminal; tabs and line ends are data.
std::string without_controls(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
  };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string{text};
  std::string out;
  for (const char32_t c : to_u32(text)) {
    const bool is_kept = c >= 0xa0 || (c < 0x80 && is_plain(static_cast<char>(c)));
    out += is_kept ? to_utf8(std::u32string_view{&c, 1}) : std::string{"\xef\xbf\xbd"};
  }
  return out;
}

std::string csv_value(const Json& value, Language language) {
  if (value.is_null()) return "";
  if (value.is_object()) return csv_field(without_controls(in_one_language(value, language)));
  if (value.is_string()) return csv_field(without_controls(value.string_or("")));
  if (value.is_number() || value.is_bool()) return value.dump();
  return csv_field(value.dump());
}

std::string render_csv(const store::Rows& rows, Language language) {
  std::string text = csv_line({rows.columns.begin(), rows.columns.end()}, language);
  for (const auto& values : rows.values) text += csv_line(values, language);
  return text;
}

// "2021-01-21T15:24:00+08:00" as "2021-01-21 15:24": all times are China time.
std::string short_time(std::string_view text) {
  constexpr std::size_t kToTheMinute = 16;
  if (text.size() != 25 || text[10] != 'T' || !text.ends_with("+08:00")) return std::string{text};
  std::string time{text.substr(0, kToTheMinute)};
  time[10] = ' ';
  return time;
}

std::string joined(const Json::Array& items, std::string_view column, Language language) {
  constexpr std::size_t kMost = 6;  // the JSON has them all
  std::string text;
  for (std::size_t i = 0; i < std::min(items.size(), kMost); ++i) {
    if (i > 0) text += language == Language::Chinese ? "、" : ", ";
    text += words_for(column, items[i], language);
  }
  return items.size() > kMost ? text + "…(" + std::to_string(items.size()) + ")" : text;
}

// "reports_with.R-T3-BALANCE": the words for the metric, and the rule as it is.
std::string metric_words(const std::string& metric, Language language) {
  const std::string name = metric.substr(0, metric.find('.'));
  const std::string rest = name == metric ? "" : " " + metric.substr(name.size() + 1);
  return std::string{find_words(language, "stat." + name).value_or(name)} + rest;
}

}  // namespace

std::string words_for(std::string_view column, const Json& value, Language language) {
  if (value.is_null() && is_statistic(column)) return std::string{say(language, "stats.none")};
  if (value.is_null()) return "–";
  if (value.is_bool()) return std::string{say(language, value.bool_or(false) ? "yes" : "no")};
  if (value.is_array()) return joined(value.items(), column, language);
  if (value.is_object()) return in_one_language(value, language);
  if (value.is_number()) return value.dump();
  const std::string text{value.string_or("")};
  if (column == "metric") return metric_words(text, language);
  if (std::find(kWordColumns.begin(), kWordColumns.end(), column) != kWordColumns.end()) {
    if (const auto words = find_words(language, "word." + text)) return std::string{*words};
  }
  return collapse_spaces(short_time(text));
}

std::string csv_line(const std::vector<Json>& values, Language language) {
  std::string line;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_value(values[i], language);
  }
  return line + "\r\n";
}

Json to_json(const store::Rows& rows) {
  Json::Array all;
  for (const auto& values : rows.values) {
    Json::Object object;
    for (std::size_t i = 0; i < values.size(); ++i) {
      object.emplace_back(rows.columns.at(i), values[i]);
    }
    all.emplace_back(std::move(object));
  }
  return Json{std::move(all)};
}

std::string render(const store::Rows& rows, const Page& page) {
  if (page.format == Format::Json) return to_json(rows).dump(1) + "\n";
  if (page.format == Format::Csv) return render_csv(rows, page.language);
  return render_text(rows, page);
}

}  // namespace gkwatch::view
