#include "store/question.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "store/sql.h"

namespace gkwatch::store {
namespace {

constexpr std::size_t kMostRows = 1'000'000'000;
constexpr std::size_t kMostKeys = 3;
constexpr std::size_t kLongestKey = 2000;

// `watched`: the agencies of the region and class asked for. `f` names every parameter, so that
// all questions have the same ones.
constexpr auto kBegin = R"sql(
WITH f AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14),
watched AS (SELECT id FROM t_agency
  WHERE substr(region, 1, length(?2)) = ?2 AND (?3 = '' OR class = ?3)) )sql";

// "1234/2" is 12.34.
Json exact(std::string_view text) {
  Decimal number;
  const char* end = text.data() + text.size();
  const auto units = std::from_chars(text.data(), end, number.units);
  if (units.ec != std::errc{} || units.ptr == end) return {};
  const auto scale = std::from_chars(units.ptr + 1, end, number.scale);
  return scale.ec == std::errc{} ? Json{number} : Json{};
}

// How a column goes out that SQLite has no type for.
Json shaped(const std::string& name, Json value) {
  if (value.is_null()) return value;
  if (name == "complete" || name == "watched" || name == "dismissed" ||
      name == "imported") {
    return Json{value.integer() != std::int64_t{0}};
  }
  if (name == "value" && value.is_string()) return exact(value.string_or(""));
  if (name == "delta") return Json{Json::parse(value.string_or("")).value_or(Json{})};
  if (name == "notified" || name == "cells" || name == "message") {
    return Json::parse(value.string_or("")).value_or(Json{});
  }
  return value;
}

std::optional<std::string> agencies_of(const Filter& filter) {
  if (filter.agencies.empty()) return std::nullopt;
  return Json{Json::Array{filter.agencies.begin(), filter.agencies.end()}}.dump();
}

// A value of a key as it is bound: a text, a whole number or nothing.
struct Key {
  std::string text;
  std::optional<std::int64_t> number;
  Value value() const { return number ? Value{*number} : Value{text}; }
};
using Keys = std::array<Key, kMostKeys>;

Result<Keys> keys_of(const Filter& filter, std::size_t count) {
  Keys keys;
  if (filter.after.empty()) return keys;
  const Error wrong{ErrorCode::Malformed, "this cursor does not belong to this question"};
  if (filter.after.size() > kLongestKey) return wrong;
  const auto json = Json::parse(filter.after);
  if (!json || !json->is_array() || json->items().size() != count) return wrong;
  for (std::size_t i = 0; i < count; ++i) {
    const Json& one = json->at(i);
    if (!one.is_string() && !one.integer()) return wrong;
    keys[i] = {std::string{one.string_or("")}, one.integer()};
  }
  return keys;
}

}  // namespace

Conditions& Conditions::add(std::string_view condition) {
  text_ += text_.empty() ? " WHERE " : " AND ";
  text_ += condition;
  return *this;
}

Conditions& Conditions::add_if(bool is_wanted, std::string_view condition) {
  return is_wanted ? add(condition) : *this;
}

void add_agency_filter(Conditions& conditions, const Filter& filter, const std::string& agency) {
  conditions.add_if(!filter.agencies.empty(), agency + " IN (SELECT value FROM json_each(?1))");
  conditions.add_if(!filter.region_prefix.empty() || !filter.agency_class.empty(),
                    "+" + agency + " IN watched");
}

bool goes_on(const Filter& filter) { return !filter.after.empty(); }

std::string question(std::string_view body) { return kBegin + std::string{body}; }

namespace {

// One row after the other, each with its key. Stops behind the limit.
using TakeRow = std::function<Status(const Row&)>;

Status each_row(Connection& connection, const std::string& question, const Filter& filter,
                const Keys& after, const TakeRow& take) {
  std::optional<int> severity;
  if (filter.severity) severity = static_cast<int>(*filter.severity);
  return connection.each(
      question,
      {agencies_of(filter), filter.region_prefix, filter.agency_class, filter.year, filter.since,
       filter.until, filter.rule, severity, filter.state, std::min(filter.limit, kMostRows) + 1,
       filter.offset, after[0].value(), after[1].value(), after[2].value()},
      take);
}

void read_values(const Row& row, const std::vector<std::string>& columns,
                 std::vector<Json>& values) {
  values.clear();
  values.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    values.push_back(shaped(columns[i], json_of(row, static_cast<int>(i))));
  }
}

}  // namespace

Status pour(Connection& connection, const std::string& question, const Filter& filter,
            std::size_t keys, RowSink& sink) {
  const auto after = keys_of(filter, keys);
  if (!after) return after.error();
  auto columns = connection.columns(question);
  if (!columns) return columns.error();
  columns->resize(columns->size() - keys);
  if (Status begun = sink.begin(*columns); !begun) return begun;
  std::vector<Json> values;
  std::size_t left = filter.limit;
  return each_row(connection, question, filter, *after, [&](const Row& row) -> Status {
    if (left == 0) return {};
    --left;
    read_values(row, *columns, values);
    return sink.take(values);
  });
}

Result<Rows> ask(Connection& connection, const std::string& question, const Filter& filter,
                 std::size_t keys) {
  const auto after = keys_of(filter, keys);
  if (!after) return after.error();
  auto columns = connection.columns(question);
  if (!columns) return columns.error();
  const std::size_t width = columns->size() - keys;
  Rows rows{.columns = *std::move(columns)};
  rows.columns.resize(width);
  const std::size_t limit = std::min(filter.limit, kMostRows);
  Json::Array last;
  Status done = each_row(connection, question, filter, *after, [&](const Row& row) -> Status {
    if (rows.values.size() == limit) {
      rows.is_cut = true;
      if (!last.empty()) rows.next = Json{last}.dump();
      return {};
    }
    read_values(row, rows.columns, rows.values.emplace_back());
    last.clear();
    for (std::size_t i = 0; i < keys; ++i) {
      last.push_back(json_of(row, static_cast<int>(width + i)));
    }
    return {};
  });
  if (!done) return done.error();
  return rows;
}

}  // namespace gkwatch::store
