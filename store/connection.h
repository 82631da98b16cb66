#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gkwatch::store {

// A value to bind. Refers to the text it is made of: it lives as long as the call it stands in.
class Value {
 public:
  Value(std::nullopt_t) {}
  Value(std::int64_t value) : value_{value} {}
  Value(int value) : value_{std::int64_t{value}} {}
  Value(std::size_t value) : value_{static_cast<std::int64_t>(value)} {}
  Value(bool value) : value_{std::int64_t{value}} {}
  Value(Instant value) : value_{std::int64_t{value.time_since_epoch().count()}} {}
  Value(std::string_view value) : value_{value} {}
  Value(const std::string& value) : value_{std::string_view{value}} {}
  Value(const char* value) : value_{std::string_view{value}} {}
  template <class T>
  Value(const std::optional<T>& value) {
    if (value) *this = Value{*value};
  }

  const std::variant<std::nullptr_t, std::int64_t, std::string_view>& held() const {
    return value_;
  }

 private:
  std::variant<std::nullptr_t, std::int64_t, std::string_view> value_{nullptr};
};

using Values = std::initializer_list<Value>;

// The row a statement stands on. Columns count from 0; NULL reads as 0 or "".
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_{statement} {}
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  Instant instant(int column) const { return Instant{std::chrono::milliseconds{integer(column)}}; }
  std::optional<Instant> maybe_instant(int column) const;
  std::optional<int> maybe_int(int column) const;
  sqlite3_stmt* statement() const { return statement_; }

 private:
  sqlite3_stmt* statement_;
};

enum class Access {
  Write,      // creates the file if it is not there
  Read,       // beside a writer
  Immutable,  // nobody writes: no lock is taken, no -wal or -shm is looked at
};

// One open SQLite database and its prepared statements. Not thread-safe. Everything fails with
// Storage, but for a broken constraint: Conflict.
class Connection {
 public:
  static Result<Connection> open(const std::filesystem::path& file, Access access);
  static Result<Connection> open_in_memory();

  // Runs a statement to its end and forgets its rows.
  Status run(std::string_view sql, Values values = {});
  // Runs several statements without values: schemas and PRAGMAs.
  Status run_script(const std::string& sql);
  // Calls `take` for each row until it fails. `take` must not run the same text again.
  Status each(std::string_view sql, Values values, const std::function<Status(const Row&)>& take);
  // The first column of the first row, as an integer.
  Result<std::optional<std::int64_t>> integer(std::string_view sql, Values values = {});
  // What a SELECT calls its columns.
  Result<std::vector<std::string>> columns(std::string_view sql);
  // How many rows the last INSERT, UPDATE or DELETE has changed.
  std::int64_t changes() const;

  // Takes the write lock, does the work, commits; rolls back if the work or the commit fails.
  Status in_transaction(const std::function<Status()>& work);
  // Within a transaction: does the work, and undoes it alone if it fails.
  Status in_savepoint(const std::function<Status()>& work);
  // Does the work on one snapshot of the database.
  Status in_snapshot(const std::function<Status()>& work);

  sqlite3* handle() const { return handle_.get(); }
  // What SQLite says of its last failure, after `doing` and the file's name.
  Error failure(std::string_view doing) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  Connection(std::unique_ptr<sqlite3, Close> handle, std::string name)
      : handle_{std::move(handle)}, name_{std::move(name)} {}
  static Result<Connection> open_named(const std::string& uri, int flags, const std::string& name);
  Result<sqlite3_stmt*> prepared(std::string_view sql);
  Status bound(sqlite3_stmt* statement, Values values) const;
  Status within(const std::string& begin, const std::function<Status()>& work);

  std::unique_ptr<sqlite3, Close> handle_;  // outlives the statements
  std::string name_;
  std::map<std::string, Statement, std::less<>> statements_;  // by their SQL
};

// All rows, each made into a T by `make`.
template <class T>
Result<std::vector<T>> collect(Connection& connection, std::string_view sql, Values values,
                               Result<T> (*make)(const Row&)) {
  std::vector<T> all;
  Status done = connection.each(sql, values, [&](const Row& row) -> Status {
    Result<T> one = make(row);
    if (!one) return std::move(one).error();
    all.push_back(*std::move(one));
    return {};
  });
  if (!done) return done.error();
  return all;
}

}  // namespace gkwatch::store
