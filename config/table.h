#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/problems.h"
#include "core/china_time.h"

namespace gkwatch::config {

// A value and the line it stands in.
template <class T>
struct Placed {
  T value;
  std::size_t line = 0;
};

// One table of the file, read key by key. Each question names a key that may stand there; what
// is there and does not fit is added to the problems and reads as nothing. At the end
// complain_of_unknown_keys() names whatever no question was about.
class Table {
 public:
  struct Range {
    std::int64_t least;
    std::int64_t most;
  };
  struct Span {
    std::chrono::milliseconds least;
    std::chrono::milliseconds most;
  };

  // `name` as the file has it: "[schedule]"; empty for the keys before all tables. Both
  // references outlive this.
  Table(const toml::table& table, std::string name, Problems& problems);

  std::optional<Placed<std::string>> text(std::string_view key);
  // A text that `is_good` accepts; `expected` says what that is: "a day such as 2025-01-31".
  std::optional<Placed<std::string>> text_like(
      std::string_view key, std::string_view expected,
      const std::function<bool(std::string_view)>& is_good);
  // A text that no complaint repeats.
  std::optional<Placed<std::string>> secret(std::string_view key);
  std::optional<Placed<std::vector<std::string>>> texts(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key, Range range);
  std::optional<std::vector<std::int64_t>> integers(std::string_view key, Range range);
  std::optional<std::chrono::milliseconds> duration(std::string_view key, Span span);
  // A day, as a text or as a date of TOML.
  std::optional<Date> day(std::string_view key);
  std::optional<std::size_t> size(std::string_view key, Range range);
  // Nothing, without a complaint, if another kind of value stands there.
  std::optional<bool> flag_if_any(std::string_view key);
  // The place of the text in `names`.
  std::optional<std::size_t> choice(std::string_view key, const std::vector<std::string>& names);
  std::optional<Table> table(std::string_view key);
  std::vector<Table> tables(std::string_view key);

  bool has(std::string_view key) const { return table_.get().contains(key); }
  void rename(std::string name) { name_ = std::move(name); }
  std::size_t line() const;
  // "receiver 'hook' has no url" and the like, said of the table as a whole.
  void complain(std::string text) { problems_.get().add(line(), std::move(text)); }
  void complain_at(std::size_t line, std::string text) {
    problems_.get().add(line, std::move(text));
  }
  // "timeout in [crawl]: expected …, found …".
  void complain_of(std::string_view key, std::string_view expected);
  // The same without the value, for what may be secret.
  void complain_of_kind(std::string_view key, std::string_view expected);
  void complain_of_unknown_keys();

 private:
  // The value under `key`, which becomes a known one.
  const toml::node* find(std::string_view key);
  std::string in_this() const { return name_.empty() ? "" : " in " + name_; }

  std::reference_wrapper<const toml::table> table_;
  std::string name_;
  std::reference_wrapper<Problems> problems_;
  std::vector<std::string> known_;
};

}  // namespace gkwatch::config
