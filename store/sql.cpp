#include "store/sql.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string_view>
#include <thread>
#include <tuple>

#include "store/migrations.h"
#include "store/opening.h"

namespace gkwatch::store {
namespace {

// What an answer may take of memory, whatever its number of rows.
constexpr std::size_t kMostBytes = 32u << 20;

std::string lower(std::string_view name) {
  std::string text{name};
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool is_view(std::string_view name) {
  const auto views = documented_views();
  return std::find(views.begin(), views.end(), name) != views.end();
}

// Decides, while SQLite compiles a statement, what it may touch. SQLite says in whose name a
// column is read, but takes that name from the FROM clause: `WITH reports AS (SELECT * FROM
// t_agency)…` reads in the name of a view, too. So the guard first learns what each view itself
// reads, and then lets nothing else pass.
class Guard {
 public:
  std::string refused;

  void stop_learning() {
    is_learning_ = false;
    touched_.clear();
  }

  int judge(int action, std::string_view first, std::string_view second, std::string_view reader) {
    if (action == SQLITE_SELECT || action == SQLITE_RECURSIVE) return SQLITE_OK;
    if (action == SQLITE_FUNCTION && lower(second) != "load_extension") return SQLITE_OK;
    if (action == SQLITE_READ && may_read(lower(first), second, lower(reader))) return SQLITE_OK;
    if (refused.empty()) refused = first.empty() ? second : first;
    return SQLITE_DENY;
  }

 private:
  bool may_read(const std::string& table, std::string_view column, const std::string& reader) {
    if (is_view(table) || table == "json_each" || table == "json_tree") return true;
    if (is_learning_) known_.emplace(reader, table, column);
    if (column.empty()) return may_count(table);
    const bool is_known = known_.contains({reader, table, std::string{column}});
    if (is_known) touched_.insert(table);
    return is_known;
  }

  // SQLite names no column, and nobody in whose name it is, of a table that merely has rows: a
  // part of a view of which no column is wanted, or a name that the statement itself has made.
  bool may_count(const std::string& table) const {
    if (touched_.contains(table)) return true;
    return !table.starts_with("t_") && !table.starts_with("sqlite_") &&
           !table.starts_with("pragma_");
  }

  std::set<std::tuple<std::string, std::string, std::string>> known_;  // reader, table, column
  bool is_learning_ = true;
  std::set<std::string> touched_;  // read in the name of a view by the statement at hand
};

std::string_view viewed(const char* text) { return text == nullptr ? "" : text; }

// NOLINTNEXTLINE(readability-function-size): SQLite sets the parameters.
int authorize(void* guard, int action, const char* first, const char* second, const char*,
              const char* reader) noexcept {
  return static_cast<Guard*>(guard)->judge(action, viewed(first), viewed(second), viewed(reader));
}

// Ends a statement when its time is over. A thread that waits needs no clock of ours.
class Deadline {
 public:
  Deadline(sqlite3* handle, std::chrono::milliseconds time)
      : handle_{handle}, waiter_{[this, time](const std::stop_token& stop) { wait(stop, time); }} {
    sqlite3_progress_handler(handle_, 1000, &is_over, &over_);
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }

 private:
  static int is_over(void* over) noexcept {
    return static_cast<std::atomic<bool>*>(over)->load() ? 1 : 0;
  }
  void wait(const std::stop_token& stop, std::chrono::milliseconds time) {
    std::unique_lock lock{mutex_};
    stopped_.wait_for(lock, stop, time, [] { return false; });
    over_ = true;
  }

  sqlite3* handle_;
  std::atomic<bool> over_{false};
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread waiter_;  // last: it uses the others
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

void limit_appetite(sqlite3* handle) {
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 16);
  sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500);
  sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 50);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

Status learn_views(sqlite3* handle, Guard& guard) {
  sqlite3_set_authorizer(handle, &authorize, &guard);
  for (const std::string_view view : documented_views()) {
    const std::string sql = "SELECT * FROM " + std::string{view};
    sqlite3_stmt* raw = nullptr;
    const int done = sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, nullptr);
    const Statement statement{raw};
    if (done != SQLITE_OK) {
      return Error{ErrorCode::Storage, std::string{"cannot read: "} + sqlite3_errmsg(handle)};
    }
  }
  guard.stop_learning();
  return {};
}

Error not_understood(sqlite3* handle, const Guard& guard) {
  if (guard.refused.empty()) return {ErrorCode::Malformed, sqlite3_errmsg(handle)};
  std::string views;
  for (const std::string_view view : documented_views()) {
    views += (views.empty() ? "" : ", ") + std::string{view};
  }
  return {ErrorCode::Refused,
          "this may not touch '" + guard.refused + "': it reads " + views + " and nothing else"};
}

Result<Statement> compile(sqlite3* handle, const std::string& text, const Guard& guard) {
  if (text.find('\0') != std::string::npos) return Error{ErrorCode::Malformed, "a NUL character"};
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int done = sqlite3_prepare_v2(handle, text.c_str(), -1, &raw, &rest);
  Statement statement{raw};
  if (done != SQLITE_OK) return not_understood(handle, guard);
  if (!statement) return Error{ErrorCode::Refused, "there is no statement"};
  sqlite3_stmt* second = nullptr;
  const int more = sqlite3_prepare_v2(handle, rest, -1, &second, nullptr);
  const Statement ends{second};
  if (more != SQLITE_OK || ends) return Error{ErrorCode::Refused, "more than one statement"};
  if (sqlite3_stmt_readonly(raw) == 0 || sqlite3_stmt_isexplain(raw) != 0 ||
      sqlite3_column_count(raw) == 0) {
    return Error{ErrorCode::Refused, "this is not a SELECT"};
  }
  return statement;
}

std::size_t weight_of(const std::vector<Json>& values) {
  std::size_t bytes = values.size() * sizeof(Json);
  for (const Json& value : values) bytes += value.string_or("").size();
  return bytes;
}

Result<Rows> run_compiled(sqlite3* handle, sqlite3_stmt* statement, std::size_t limit) {
  Rows rows;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    rows.columns.emplace_back(sqlite3_column_name(statement, i));
  }
  std::size_t bytes = 0;
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
    rows.is_cut = rows.values.size() >= limit || bytes > kMostBytes;
    if (rows.is_cut) return rows;
    auto& values = rows.values.emplace_back();
    const Row row{statement};
    for (int i = 0; i < sqlite3_column_count(statement); ++i) values.push_back(json_of(row, i));
    bytes += weight_of(values);
  }
  if (step == SQLITE_DONE) return rows;
  if (step == SQLITE_INTERRUPT) return Error{ErrorCode::Timeout, "this takes too long"};
  return Error{(step & 0xFF) == SQLITE_TOOBIG ? ErrorCode::TooLarge : ErrorCode::Malformed,
               sqlite3_errmsg(handle)};
}

constexpr std::string_view kDigits = "0123456789abcdef";

std::string hex_of(const unsigned char* bytes, int size) {
  std::string hex;
  for (int i = 0; i < size; ++i) {
    hex += kDigits[bytes[i] >> 4U];
    hex += kDigits[bytes[i] & 0xFU];
  }
  return hex;
}

// The shortest spelling that reads back as the same number; JSON has none for infinity.
Json json_of_real(double value) {
  if (!std::isfinite(value)) return {};
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return Json::parse(std::string_view{text.data(), end}).value_or(Json{});
}

}  // namespace

Json json_of(const Row& row, int column) {
  sqlite3_stmt* statement = row.statement();
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return Json{row.integer(column)};
    case SQLITE_FLOAT:
      return json_of_real(sqlite3_column_double(statement, column));
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
      return Json{hex_of(bytes, sqlite3_column_bytes(statement, column))};
    }
    default:
      return Json{row.text(column)};
  }
}

Result<Rows> run_sql(const std::filesystem::path& file, const std::string& text,
                     const SqlLimits& limits) {
  auto connection = open_for_reading(file);
  if (!connection) return std::move(connection).error();
  sqlite3* handle = connection->handle();
  limit_appetite(handle);
  Guard guard;
  if (Status learned = learn_views(handle, guard); !learned) return learned.error();
  const Deadline deadline{handle, limits.time};
  const auto statement = compile(handle, text, guard);
  if (!statement) return statement.error();
  return run_compiled(handle, statement->get(), limits.rows);
}

}  // namespace gkwatch::store
