#include "store/question.h"

#include <algorithm>
#include <array>

#include "store/sql.h"

namespace gkwatch::store {
namespace {

constexpr std::size_t kMostRows = 10'000'000;
constexpr std::size_t kMostKeys = 3;
constexpr std::size_t kLongestKey = 2000;

// `watched`: the agencies of the region and class asked for. `f` names every parameter, so that
// all questions have the same ones.
constexpr auto kBegin = R"sql(
WITH f AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14),
watched AS (SELECT id FROM t_agency
  WHERE substr(region, 1, length(?2)) = ?2 AND (?3 = '' OR class = ?3)) )sql";

// How a column goes out that SQLite has no type for.
Json shaped(const std::string& name, Json value) {
  if (value.is_null()) return value;
  if (name == "complete" || name == "watched" || name == "dismissed") {
    return Json{value.integer() != std::int64_t{0}};
  }
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
  const auto take = [&](const Row& row) -> Status {
    if (rows.values.size() == limit) {
      rows.is_cut = true;
      if (!last.empty()) rows.next = Json{last}.dump();
      return {};
    }
    auto& values = rows.values.emplace_back();
    values.reserve(width);
    for (std::size_t i = 0; i < width; ++i) {
      values.push_back(shaped(rows.columns[i], json_of(row, static_cast<int>(i))));
    }
    last.clear();
    for (std::size_t i = 0; i < keys; ++i) {
      last.push_back(json_of(row, static_cast<int>(width + i)));
    }
    return {};
  };
  std::optional<int> severity;
  if (filter.severity) severity = static_cast<int>(*filter.severity);
  Status done = connection.each(
      question,
      {agencies_of(filter), filter.region_prefix, filter.agency_class, filter.year, filter.since,
       filter.until, filter.rule, severity, filter.state, limit + 1, filter.offset,
       (*after)[0].value(), (*after)[1].value(), (*after)[2].value()},
      take);
  if (!done) return done.error();
  return rows;
}

}  // namespace gkwatch::store
