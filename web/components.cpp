#include "web/components.h"

#include <algorithm>
#include <array>

#include "core/china_time.h"
#include "view/rows.h"
#include "web/parameters.h"
#include "web/row_reader.h"

namespace gkwatch::web {
namespace {

constexpr std::size_t kShortHash = 12;

bool is_state(std::string_view column) {
  return column == "status" || column == "state" || column == "severity" || column == "outcome";
}

void write_value(Sheet& sheet, const RowReader& row, std::string_view column) {
  const Json& raw = row[column];
  const std::string words = view::words_for(column, raw, sheet.language);
  const std::string text = row.text(column);
  Html& html = sheet.html;
  if (raw.is_null()) {
    html.text("–");
  } else if (column == "agency") {
    const auto name = sheet.names.find(text);
    html.link(path_to("/agencies/", text), name == sheet.names.end() ? text : name->second);
  } else if (column == "report") {
    html.link("/reports/" + words, words);
  } else if (column == "url") {
    html.outward_link(text, text);
  } else if (column == "sha256") {
    html.link(path_to("/archive/", text), text.substr(0, kShortHash));
  } else if (column == "title" && !row.text("agency").empty() && row.number("year") != 0) {
    html.link(path_to("/agencies/", row.text("agency")) + "/" + std::to_string(row.number("year")),
              words);
  } else if (is_state(column)) {
    write_badge(sheet, text);
  } else {
    html.text(words);
  }
}

std::vector<std::string_view> columns_of(const store::Rows& rows,
                                         std::span<const std::string_view> wanted) {
  if (!wanted.empty()) return {wanted.begin(), wanted.end()};
  return {rows.columns.begin(), rows.columns.end()};
}

// The values that a filter may have, where they are few.
std::vector<std::string> choices_of(std::string_view name, std::string_view path) {
  if (name == "class") return {"G", "D0", "D", "B", "P", "Z", "T", "S", "V", "L"};
  if (name == "severity") return {"info", "warning", "error"};
  if (name == "state" && path == "/history")
    return {"new", "changed", "unchanged", "gone", "error"};
  if (name == "state") return {"firing", "acknowledged", "silenced", "resolved"};
  return {};
}

void write_field(Sheet& sheet, std::string_view name) {
  Html& html = sheet.html;
  const std::string value = sheet.request.query_or(std::string{name}, "");
  const auto label = html.in("label");
  html.leaf("span", find_words(sheet.language, "filter." + std::string{name}).value_or("?"));
  const auto choices = choices_of(name, sheet.request.path);
  if (choices.empty()) {
    html.empty("input", {{"name", name}, {"value", value}});
    return;
  }
  const auto select = html.in("select", {{"name", name}});
  html.leaf("option", {{"value", ""}}, sheet.say("filter.any"));
  for (const std::string& choice : choices) {
    const std::string words = name == "class"
                                  ? choice + " " + std::string{sheet.say("class." + choice)}
                                  : sheet.word(choice);
    html.leaf("option",
              {{"value", choice}, choice == value ? Attribute{"selected", ""} : Attribute{}},
              words);
  }
}

}  // namespace

void write_badge(Sheet& sheet, std::string_view name) {
  sheet.html.leaf("span", {{"class", "state " + std::string{name}}}, sheet.word(name));
}

Status learn_names(Sheet& sheet, const store::Rows& rows) {
  store::Filter filter;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const std::string id = RowReader{rows, i}.text("agency");
    if (sheet.names.emplace(id, id).second) filter.agencies.push_back(id);
  }
  if (filter.agencies.empty()) return {};
  const auto agencies = sheet.site.queries.agencies(filter);
  if (!agencies) return agencies.error();
  for (std::size_t i = 0; i < agencies->values.size(); ++i) {
    const RowReader agency{*agencies, i};
    sheet.names[agency.text("id")] = agency.text("name");
  }
  return {};
}

void write_list(Sheet& sheet, const store::Rows& rows, std::span<const std::string_view> columns) {
  Html& html = sheet.html;
  if (rows.values.empty()) {
    html.leaf("p", {{"class", "none"}}, sheet.say("rows.none"));
    return;
  }
  const auto shown = columns_of(rows, columns);
  {
    const auto scroll = html.in("div", {{"class", "scroll"},
                                        {"tabindex", "0"},
                                        {"role", "region"},
                                        {"aria-label", sheet.say("web.table")}});
    const auto table = html.in("table", {{"class", "list"}});
    {
      const auto head = html.in("thead");
      const auto line = html.in("tr");
      for (const std::string_view column : shown) {
        const bool is_name = column == "agency" && !sheet.names.empty();
        const auto words =
            find_words(sheet.language, is_name ? "web.agency" : "column." + std::string{column});
        html.leaf("th", {{"scope", "col"}}, words.value_or(std::string{column}));
      }
    }
    const auto body = html.in("tbody");
    for (std::size_t i = 0; i < rows.values.size(); ++i) {
      const auto line = html.in("tr");
      for (const std::string_view column : shown) {
        const auto cell = html.in("td", {{"class", column}});
        write_value(sheet, RowReader{rows, i}, column);
      }
    }
  }
  write_next(sheet, rows);
}

void write_next(Sheet& sheet, const store::Rows& rows) {
  const bool is_first = sheet.request.query_or("cursor", "").empty();
  if (rows.next.empty() && is_first) return;
  Html& html = sheet.html;
  const auto nav = html.in("nav", {{"class", "pager"}, {"aria-label", sheet.say("web.pages")}});
  if (!is_first) {
    Pairs query;
    for (const auto& [name, value] : sheet.request.query) {
      if (name != "cursor" && name != "lang") query.emplace_back(name, value);
    }
    html.link(with_query(sheet.request.path, query), sheet.say("web.first_page"));
    html.text(" ");
  }
  if (!rows.next.empty()) html.link(next_page(sheet.request, rows), sheet.say("web.next_page"));
}

void write_filters(Sheet& sheet, std::span<const std::string_view> names) {
  Html& html = sheet.html;
  const auto form = html.in("form", {{"class", "filters"},
                                     {"method", "get"},
                                     {"action", sheet.request.path},
                                     {"role", "search"},
                                     {"aria-label", sheet.say("filter.title")}});
  for (const std::string_view name : names) write_field(sheet, name);
  if (!html.kept().empty()) {
    html.empty("input", {{"type", "hidden"},
                         {"name", "lang"},
                         {"value", sheet.language == Language::English ? "en" : "zh"}});
  }
  html.leaf("button", sheet.say("filter.apply"));
}

void write_fact(Sheet& sheet, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  sheet.html.leaf("dt", sheet.say(key)).leaf("dd", value);
}

std::string short_time(Instant moment) {
  constexpr std::size_t kToTheMinute = 16;
  std::string time = iso_time(moment).substr(0, kToTheMinute);
  std::replace(time.begin(), time.end(), 'T', ' ');
  return time;
}

Answer failure_of(const Error& error, const Sheet& sheet) {
  const bool is_known = error.code == ErrorCode::NotFound || error.code == ErrorCode::Malformed;
  const int status = error.code == ErrorCode::NotFound ? kNotFound : kBadRequest;
  return failure(is_known ? status : kUnavailable, error.message, sheet.request, sheet.site);
}

void write_sheet_link(Sheet& sheet, const std::string& agency, std::string_view year) {
  if (!sheet.site.words_of) return;
  const auto line = sheet.html.in("p");
  const std::string path = path_to("/agencies/", agency) + "/sheet";
  sheet.html.link(with_query(path, {{"year", std::string{year}}}), sheet.say("sheet.link"));
}

}  // namespace gkwatch::web
