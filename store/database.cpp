#include "store/database.h"

#include <filesystem>
#include <system_error>

#include "core/json.h"
#include "store/opening.h"
#include "store/reading.h"
#include "store/record.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kForgetAgencies =
    "UPDATE t_agency SET is_watched = 0, left_at = ?1 WHERE is_watched "
    "AND id NOT IN (SELECT value FROM json_each(?2))";
constexpr auto kWriteAgency = R"sql(
INSERT INTO t_agency (id, name, class, region, sources, aliases, since, until, predecessor,
  is_watched, watched_since)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, class = excluded.class,
  region = excluded.region, sources = excluded.sources, aliases = excluded.aliases,
  since = excluded.since, until = excluded.until, predecessor = excluded.predecessor,
  is_watched = 1, left_at = NULL)sql";

std::string sources_of(const Agency& agency) {
  std::string text;
  for (const Source& source : agency.sources) {
    if (!text.empty()) text += ' ';
    text += source.url.text();
    if (!source.fragment.empty()) text += '#' + source.fragment;
  }
  return text;
}

std::string aliases_of(const Agency& agency) {
  std::string text;
  for (const std::string& alias : agency.aliases) text += (text.empty() ? "" : "|") + alias;
  return text;
}

std::string ids_of(std::span<const Agency> agencies) {
  Json::Array ids;
  for (const Agency& agency : agencies) ids.emplace_back(agency.id.text);
  return Json{std::move(ids)}.dump();
}

Status write_agency(Connection& connection, const Agency& agency, Instant now) {
  std::optional<std::string> predecessor;
  if (agency.predecessor) predecessor = agency.predecessor->text;
  return connection.run(kWriteAgency, {agency.id.text, agency.name, name_of(agency.kind),
                                       agency.region, sources_of(agency), aliases_of(agency),
                                       agency.since, agency.until, predecessor, now});
}

// The desk writes into what a keeper has made. A schema of another version is brought up to
// date by a keeper, never under the feet of one.
Status check_for_desk(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return Error{ErrorCode::NotFound, "there is no database " + file.string()};
  }
  if (!KeeperLock::is_held(file)) return {};
  const auto connection = open_for_reading(file);
  if (!connection) return connection.error();
  return {};
}

}  // namespace

Database::Database(std::unique_ptr<State> state) : state_{std::move(state)} {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::filesystem::path& file, Role role) {
  std::optional<KeeperLock> lock;
  if (role == Role::Desk) {
    if (Status ready = check_for_desk(file); !ready) return ready.error();
  } else {
    auto taken = KeeperLock::take(file);
    if (!taken) return std::move(taken).error();
    lock.emplace(*std::move(taken));
  }
  auto connection = open_for_writing(file);
  if (!connection) return std::move(connection).error();
  return Database{std::make_unique<State>(State{*std::move(connection), std::move(lock)})};
}

Result<Database> Database::open_in_memory() {
  auto connection = Connection::open_in_memory();
  if (!connection) return std::move(connection).error();
  if (Status ready = prepare_for_writing(*connection); !ready) return ready.error();
  return Database{std::make_unique<State>(State{*std::move(connection), std::nullopt})};
}

Status Database::sync_agencies(std::span<const Agency> agencies, Instant now) {
  Connection& connection = state_->connection;
  state_->class_figures.forget();
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(kForgetAgencies, {now, ids_of(agencies)}); !done) {
      return done;
    }
    for (const Agency& agency : agencies) {
      if (Status done = write_agency(connection, agency, now); !done) return done;
    }
    return {};
  });
}

Status Database::replace_reading(const Report& report) {
  state_->class_figures.forget();
  return state_->connection.in_transaction(
      [&] { return write_reading(state_->connection, report); });
}

Status Database::write(const CheckRecord& check) {
  if (!check.versions.empty()) state_->class_figures.forget();
  return write_record(state_->connection, check);
}

Status Database::record(const CheckRecord& check) {
  return state_->connection.in_transaction([&] { return write(check); });
}

std::vector<Status> Database::record_all(std::span<const CheckRecord* const> checks) {
  const Status at_once = state_->connection.in_transaction([&]() -> Status {
    for (const CheckRecord* check : checks) {
      if (Status done = write(*check); !done) return done;
    }
    return {};
  });
  if (!at_once) return record_each(checks);
  return std::vector<Status>(checks.size());
}

// A savepoint costs a copy of every page that is written: it is made only when one has failed.
std::vector<Status> Database::record_each(std::span<const CheckRecord* const> checks) {
  Connection& connection = state_->connection;
  std::vector<Status> results;
  const Status all = connection.in_transaction([&]() -> Status {
    for (const CheckRecord* check : checks) {
      Status done = connection.in_savepoint([&] { return write(*check); });
      // A full disk is everybody's trouble, and may have rolled back all that was written.
      if (!done && done.error().code == ErrorCode::Storage) return done;
      results.push_back(std::move(done));
    }
    return {};
  });
  if (!all) {
    results.clear();
    for (std::size_t i = 0; i < checks.size(); ++i) results.emplace_back(Error{all.error()});
  }
  return results;
}

}  // namespace gkwatch::store
