// The desk: what people decide, who and why.
#include "store/database.h"
#include "store/row_types.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

constexpr auto kNote =
    "INSERT INTO t_desk_note (action, alert, finding, silence, by, note, at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

// Which row a note is about: one of the three.
struct About {
  std::optional<std::int64_t> alert;
  std::optional<std::int64_t> finding;
  std::optional<std::int64_t> silence;
};

Status write_note(Connection& connection, const char* action, const About& about,
                  const DeskNote& note) {
  return connection.run(
      kNote, {action, about.alert, about.finding, about.silence, note.by, note.note, note.at});
}

// Why an update of row `number` met nothing: it is not there, or it is `past`.
Error nothing_to_do(Connection& connection, const char* has_row, const std::string& name,
                    std::int64_t number) {
  const auto is_there = connection.integer(has_row, {number});
  if (!is_there) return is_there.error();
  const std::string which = name + " " + std::to_string(number);
  if (!*is_there) return {ErrorCode::NotFound, "there is no " + which};
  return {ErrorCode::Conflict, which + " is over already"};
}

constexpr auto kAcknowledge =
    "UPDATE t_alert SET state = 'acknowledged' WHERE number = ?1 AND state <> 'resolved'";
constexpr auto kHasAlert = "SELECT 1 FROM t_alert WHERE number = ?1";

constexpr auto kSilence =
    "INSERT INTO t_silence (rule, agency, until) VALUES (?1, ?2, ?3) RETURNING number";
constexpr auto kUnsilence =
    "UPDATE t_silence SET ended_at = ?2 WHERE number = ?1 AND ended_at IS NULL";
constexpr auto kHasSilence = "SELECT 1 FROM t_silence WHERE number = ?1";
constexpr auto kSilences =
    "SELECT number, rule, agency, until FROM t_silence "
    "WHERE ended_at IS NULL AND (until IS NULL OR until > ?1) ORDER BY number";

Result<Silence> silence_from(const Row& row) {
  Silence silence{.number = row.integer(0), .until = row.maybe_instant(3)};
  if (!row.is_null(1)) silence.rule = RuleId{row.text(1)};
  if (!row.is_null(2)) silence.agency = AgencyId{row.text(2)};
  return silence;
}

// The cells stand in the finding as it is now, raw texts included.
constexpr auto kDismiss = R"sql(
INSERT INTO t_dismissal (finding, as_it_stood, until)
SELECT number, finding, ?2 FROM t_finding WHERE number = ?1
ON CONFLICT (finding) DO UPDATE SET as_it_stood = excluded.as_it_stood, until = excluded.until)sql";
constexpr auto kDismissals = R"sql(
SELECT d.as_it_stood, d.until FROM t_dismissal AS d JOIN t_finding AS f ON f.number = d.finding
WHERE f.agency = ?1 ORDER BY d.finding)sql";

Result<Dismissal> dismissal_from(const Row& row) {
  auto finding = stored_finding_from(row);
  if (!finding) return std::move(finding).error();
  return Dismissal{finding->key, finding->cells, row.maybe_instant(1)};
}

template <class Id>
std::optional<std::string> text_of(const std::optional<Id>& id) {
  if (!id) return std::nullopt;
  return id->text;
}

}  // namespace

Status Database::acknowledge(std::int64_t alert, const DeskNote& note) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(kAcknowledge, {alert}); !done) return done;
    if (connection.changes() == 0) return nothing_to_do(connection, kHasAlert, "alert", alert);
    return write_note(connection, "acknowledge", {.alert = alert}, note);
  });
}

Result<std::int64_t> Database::silence(const Silence& what, const DeskNote& note) {
  Connection& connection = state_->connection;
  std::int64_t number = 0;
  Status done = connection.in_transaction([&]() -> Status {
    const auto made =
        connection.integer(kSilence, {text_of(what.rule), text_of(what.agency), what.until});
    if (!made) return made.error();
    number = made->value_or(0);
    return write_note(connection, "silence", {.silence = number}, note);
  });
  if (!done) return done.error();
  return number;
}

Status Database::unsilence(std::int64_t silence, const DeskNote& note) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(kUnsilence, {silence, note.at}); !done) return done;
    if (connection.changes() == 0) {
      return nothing_to_do(connection, kHasSilence, "silence", silence);
    }
    return write_note(connection, "unsilence", {.silence = silence}, note);
  });
}

Result<std::vector<Silence>> Database::silences(Instant now) const {
  return collect<Silence>(state_->connection, kSilences, {now}, silence_from);
}

Status Database::dismiss(std::int64_t finding, std::optional<Instant> until, const DeskNote& note) {
  Connection& connection = state_->connection;
  return connection.in_transaction([&]() -> Status {
    if (Status done = connection.run(kDismiss, {finding, until}); !done) return done;
    if (connection.changes() == 0) {
      return Error{ErrorCode::NotFound, "there is no finding " + std::to_string(finding)};
    }
    return write_note(connection, "dismiss", {.finding = finding}, note);
  });
}

Result<std::vector<Dismissal>> Database::dismissals(const AgencyId& agency) const {
  return collect<Dismissal>(state_->connection, kDismissals, {agency.text}, dismissal_from);
}

}  // namespace gkwatch::store
