#include "store/connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <chrono>

namespace gkwatch::store {
namespace {

// A desk command, a backup and the daemon write in turn, each for milliseconds.
constexpr std::chrono::milliseconds kPatience{10'000};

int bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.held())) {
    return sqlite3_bind_int64(statement, index, *number);
  }
  if (const auto* text = std::get_if<std::string_view>(&value.held())) {
    // A view without text may have no address, which SQLite would take for NULL.
    const char* start = text->data() == nullptr ? "" : text->data();
    // It lives as long as the call, which takes the bindings back (Reset): no copy is needed.
    return sqlite3_bind_text64(statement, index, start, text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, index);
}

// The path as a URI, so that `immutable` can be asked for (sqlite.org/uri.html).
std::string uri_of(const std::filesystem::path& file, Access access) {
  std::string uri = "file:";
  for (const char c : std::filesystem::path{file}.string()) {
    if (c == '%') {
      uri += "%25";
    } else if (c == '?') {
      uri += "%3f";
    } else if (c == '#') {
      uri += "%23";
    } else {
      uri += c;
    }
  }
  return access == Access::Immutable ? uri + "?immutable=1" : uri;
}

// Statements are reset at the end of the call that ran them: one that still stands on a row
// would hold the database's read lock.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_{statement} {}
  Reset(const Reset&) = delete;
  Reset& operator=(const Reset&) = delete;
  ~Reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

bool Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Row::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string Row::text(int column) const {
  const auto* start = sqlite3_column_text(statement_, column);
  if (start == nullptr) return {};
  const int size = sqlite3_column_bytes(statement_, column);
  return {start, start + size};
}

std::optional<Instant> Row::maybe_instant(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

std::optional<int> Row::maybe_int(int column) const {
  if (is_null(column)) return std::nullopt;
  return static_cast<int>(integer(column));
}

void Connection::Close::operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
void Connection::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Result<Connection> Connection::open_named(const std::string& uri, int flags,
                                          const std::string& name) {
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(uri.c_str(), &raw, flags | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, nullptr);
  Connection connection{std::unique_ptr<sqlite3, Close>{raw}, name};
  if (opened != SQLITE_OK) return connection.failure("cannot open");
  sqlite3_busy_timeout(raw, static_cast<int>(kPatience.count()));
  return connection;
}

Result<Connection> Connection::open(const std::filesystem::path& file, Access access) {
  const int flags =
      access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  return open_named(uri_of(file, access), flags, file.string());
}

Result<Connection> Connection::open_in_memory() {
  return open_named(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "memory");
}

Error Connection::failure(std::string_view doing) const {
  const int code = handle_ ? sqlite3_errcode(handle_.get()) : SQLITE_NOMEM;
  std::string message = std::string{doing} + " " + name_ + ": ";
  message += handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory";
  const bool is_constraint = (code & 0xFF) == SQLITE_CONSTRAINT;
  return {is_constraint ? ErrorCode::Conflict : ErrorCode::Storage, std::move(message)};
}

Result<sqlite3_stmt*> Connection::prepared(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second.get();
  sqlite3_stmt* raw = nullptr;
  const int done = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (done != SQLITE_OK) return failure("cannot use");
  statements_.emplace(sql, Statement{raw});
  return raw;
}

Status Connection::bound(sqlite3_stmt* statement, Values values) const {
  assert(sqlite3_stmt_busy(statement) == 0);
  assert(sqlite3_bind_parameter_count(statement) == static_cast<int>(values.size()));
  int index = 0;
  for (const Value& value : values) {
    if (bind(statement, ++index, value) != SQLITE_OK) return failure("cannot write to");
  }
  return {};
}

Status Connection::each(std::string_view sql, Values values,
                        const std::function<Status(const Row&)>& take) {
  const auto statement = prepared(sql);
  if (!statement) return statement.error();
  const Reset reset{*statement};
  if (Status ready = bound(*statement, values); !ready) return ready;
  while (true) {
    const int step = sqlite3_step(*statement);
    if (step == SQLITE_DONE) return {};
    if (step != SQLITE_ROW) {
      return failure(sqlite3_stmt_readonly(*statement) != 0 ? "cannot read" : "cannot write to");
    }
    if (Status taken = take(Row{*statement}); !taken) return taken;
  }
}

Status Connection::run(std::string_view sql, Values values) {
  return each(sql, values, [](const Row&) -> Status { return {}; });
}

Status Connection::run_script(const std::string& sql) {
  const int done = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (done != SQLITE_OK) return failure("cannot use");
  return {};
}

Result<std::optional<std::int64_t>> Connection::integer(std::string_view sql, Values values) {
  std::optional<std::int64_t> first;
  Status done = each(sql, values, [&](const Row& row) -> Status {
    if (!first && !row.is_null(0)) first = row.integer(0);
    return {};
  });
  if (!done) return done.error();
  return first;
}

Result<std::vector<std::string>> Connection::columns(std::string_view sql) {
  const auto statement = prepared(sql);
  if (!statement) return statement.error();
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(sqlite3_column_count(*statement)));
  for (int i = 0; i < sqlite3_column_count(*statement); ++i) {
    names.emplace_back(sqlite3_column_name(*statement, i));
  }
  return names;
}

std::int64_t Connection::changes() const { return sqlite3_changes64(handle_.get()); }

Status Connection::within(const std::string& begin, const std::function<Status()>& work) {
  if (Status begun = run(begin); !begun) return begun;
  Status done = work();
  if (done) done = run("COMMIT");
  // Some failures (a full disk, an I/O error) have rolled back already.
  if (!done && sqlite3_get_autocommit(handle_.get()) == 0) {
    if (Status undone = run("ROLLBACK"); !undone) {
      return Error{ErrorCode::Storage, done.error().message + "; " + undone.error().message};
    }
  }
  return done;
}

Status Connection::in_transaction(const std::function<Status()>& work) {
  return within("BEGIN IMMEDIATE", work);
}

Status Connection::in_savepoint(const std::function<Status()>& work) {
  if (Status begun = run("SAVEPOINT one"); !begun) return begun;
  Status done = work();
  // Some failures (a full disk, an I/O error) have rolled back the whole transaction already.
  if (sqlite3_get_autocommit(handle_.get()) != 0) return done;
  if (!done) {
    if (Status undone = run("ROLLBACK TO one"); !undone) return undone;
  }
  if (Status released = run("RELEASE one"); !released) return released;
  return done;
}

Status Connection::in_snapshot(const std::function<Status()>& work) {
  return within("BEGIN", work);
}

}  // namespace gkwatch::store
