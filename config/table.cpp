#include "config/table.h"

#include <algorithm>

#include "config/units.h"

namespace gkwatch::config {
namespace {

std::size_t line_of(const toml::node& node) { return node.source().begin.line; }

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += between;
    text += name;
  }
  return text;
}

std::string kind_of(const toml::node& node) {
  if (node.is_string()) return "a text";
  if (node.is_integer()) return "a whole number";
  if (node.is_boolean()) return "true or false";
  if (node.is_array()) return "a list";
  if (node.is_table()) return "a table";
  if (node.is_floating_point()) return "a number with a fraction";
  return "a date or time";
}

std::string found_in(const toml::node& node) {
  if (const auto* text = node.as_string()) return "\"" + text->get() + "\"";
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  return kind_of(node);
}

std::string between(Table::Range range) {
  return "from " + std::to_string(range.least) + " to " + std::to_string(range.most);
}

}  // namespace

Table::Table(const toml::table& table, std::string name, Problems& problems)
    : table_{table}, name_{std::move(name)}, problems_{problems} {}

std::size_t Table::line() const { return line_of(table_.get()); }

const toml::node* Table::find(std::string_view key) {
  known_.emplace_back(key);
  return table_.get().get(key);
}

void Table::complain_of(std::string_view key, std::string_view expected) {
  const toml::node* node = table_.get().get(key);
  if (node == nullptr) return;
  complain_at(line_of(*node), std::string{key} + in_this() + ": expected " + std::string{expected} +
                                  ", found " + found_in(*node));
}

void Table::complain_of_kind(std::string_view key, std::string_view expected) {
  const toml::node* node = table_.get().get(key);
  if (node == nullptr) return;
  complain_at(line_of(*node), std::string{key} + in_this() + ": expected " + std::string{expected} +
                                  (node->is_string() ? "" : ", found " + kind_of(*node)));
}

std::optional<Placed<std::string>> Table::secret(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* text = node->as_string();
  if (text != nullptr && !text->get().empty()) {
    return Placed<std::string>{text->get(), line_of(*node)};
  }
  complain_of_kind(key, "a text in quotes that is not empty");
  return std::nullopt;
}

std::optional<Placed<std::string>> Table::text(std::string_view key) {
  return text_like(key, "a text in quotes", [](std::string_view) { return true; });
}

std::optional<Placed<std::string>> Table::text_like(
    std::string_view key, std::string_view expected,
    const std::function<bool(std::string_view)>& is_good) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* text = node->as_string();
  if (text != nullptr && is_good(text->get()))
    return Placed<std::string>{text->get(), line_of(*node)};
  complain_of(key, expected);
  return std::nullopt;
}

std::optional<Placed<std::vector<std::string>>> Table::texts(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* array = node->as_array();
  Placed<std::vector<std::string>> found{{}, line_of(*node)};
  const bool is_good =
      array != nullptr && std::all_of(array->begin(), array->end(),
                                      [](const toml::node& each) { return each.is_string(); });
  if (!is_good) {
    complain_of_kind(key, "a list of texts such as [\"a\", \"b\"]");
    return std::nullopt;
  }
  for (const toml::node& each : *array) found.value.push_back(each.as_string()->get());
  return found;
}

std::optional<std::int64_t> Table::integer(std::string_view key, Range range) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* number = node->as_integer();
  if (number != nullptr && number->get() >= range.least && number->get() <= range.most) {
    return number->get();
  }
  complain_of(key, "a whole number " + between(range));
  return std::nullopt;
}

std::optional<std::vector<std::int64_t>> Table::integers(std::string_view key, Range range) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* array = node->as_array();
  const auto fits = [&](const toml::node& each) {
    const auto* number = each.as_integer();
    return number != nullptr && number->get() >= range.least && number->get() <= range.most;
  };
  if (array == nullptr || !std::all_of(array->begin(), array->end(), fits)) {
    complain_of(key, "a list of whole numbers " + between(range));
    return std::nullopt;
  }
  std::vector<std::int64_t> found;
  for (const toml::node& each : *array) found.push_back(each.as_integer()->get());
  return found;
}

std::optional<std::chrono::milliseconds> Table::duration(std::string_view key, Span span) {
  const auto fits = [&](std::string_view text) {
    const auto value = parse_duration(text);
    return value && *value >= span.least && *value <= span.most;
  };
  constexpr std::string_view expected =
      "a number and ms, s, m, h or d, such as \"30s\", neither too short nor too long";
  const auto found = text_like(key, expected, fits);
  if (!found) return std::nullopt;
  return parse_duration(found->value);
}

std::optional<Date> Table::day(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* text = node->as_string()) {
    if (const auto day = parse_date(text->get())) return day;
  }
  if (const auto* date = node->as_date()) {
    const toml::date& day = date->get();
    return Date{std::chrono::year{day.year}, std::chrono::month{day.month},
                std::chrono::day{day.day}};
  }
  complain_of(key, "a day such as \"2025-01-31\"");
  return std::nullopt;
}

std::optional<std::size_t> Table::size(std::string_view key, Range range) {
  const auto fits = [&](std::string_view text) {
    const auto value = parse_size(text);
    return value && *value >= static_cast<std::size_t>(range.least) &&
           *value <= static_cast<std::size_t>(range.most);
  };
  const auto found =
      text_like(key, "a number and B, KiB, MiB or GiB, such as \"64MiB\", at most 1GiB", fits);
  if (!found) return std::nullopt;
  return parse_size(found->value);
}

std::optional<bool> Table::flag_if_any(std::string_view key) {
  const toml::node* node = find(key);
  return node == nullptr ? std::nullopt : node->value_exact<bool>();
}

std::optional<std::size_t> Table::choice(std::string_view key,
                                         const std::vector<std::string>& names) {
  const auto place_of = [&](std::string_view text) {
    return std::find(names.begin(), names.end(), text) - names.begin();
  };
  const auto is_known = [&](std::string_view text) {
    return place_of(text) < static_cast<std::ptrdiff_t>(names.size());
  };
  const auto found = text_like(key, "\"" + joined(names, "\" or \"") + "\"", is_known);
  if (!found) return std::nullopt;
  return static_cast<std::size_t>(place_of(found->value));
}

std::optional<Table> Table::table(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* table = node->as_table()) {
    const std::string outer = name_.empty() ? "" : " of " + name_;
    return Table{*table, (outer.empty() ? "[" + std::string{key} + "]" : std::string{key} + outer),
                 problems_};
  }
  complain_of(key, "a table [" + std::string{key} + "]");
  return std::nullopt;
}

std::vector<Table> Table::tables(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  std::vector<Table> found;
  const auto* array = node->as_array();
  const std::string name = "[[" + std::string{key} + "]]";
  const bool is_good =
      array != nullptr && std::all_of(array->begin(), array->end(),
                                      [](const toml::node& each) { return each.is_table(); });
  if (!is_good) {
    complain_of(key, "tables " + name);
    return {};
  }
  for (const toml::node& each : *array) found.push_back(Table{*each.as_table(), name, problems_});
  return found;
}

void Table::complain_of_unknown_keys() {
  for (const auto& [key, node] : table_.get()) {
    if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
    complain_at(key.source().begin.line, "unknown key '" + std::string{key.str()} + "'" +
                                             in_this() +
                                             "; expected one of: " + joined(known_, ", "));
  }
}

}  // namespace gkwatch::config
