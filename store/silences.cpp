#include "store/silences.h"

#include "store/database.h"
#include "store/desk_note.h"
#include "store/row_types.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

// The same conditions as covers() of model/desk.h.
constexpr std::string_view kApply = R"sql(
UPDATE t_alert SET state = iif(state = 'firing', 'silenced', 'firing')
WHERE state IN ('firing', 'silenced') AND (state = 'silenced') <> EXISTS (
    SELECT 1 FROM t_silence AS s JOIN t_agency AS g ON g.id = t_alert.agency
    WHERE s.ended_at IS NULL AND (s.until IS NULL OR s.until > ?1)
      AND (s.rule IS NULL OR s.rule = t_alert.rule OR (substr(s.rule, -1) = '*'
        AND substr(t_alert.rule, 1, length(s.rule) - 1) = substr(s.rule, 1, length(s.rule) - 1)))
      AND (s.agency IS NULL OR s.agency = t_alert.agency)
      AND (s.year IS NULL OR s.year = t_alert.year)
      AND substr(g.region, 1, length(s.region)) = s.region
      AND (s.class = '' OR s.class = g.class)))sql";

// Of one agency by its index: all alerts of all agencies would be read at every check.
const std::string& apply_to_one() {
  static const std::string sql = std::string{kApply} + " AND agency = ?2";
  return sql;
}

constexpr auto kSilence =
    "INSERT INTO t_silence (rule, agency, region, class, year, until) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING number";
constexpr auto kUnsilence =
    "UPDATE t_silence SET ended_at = ?2 WHERE number = ?1 AND ended_at IS NULL";
// Those that were ended stay: without any, no alert was ever silenced.
constexpr auto kHasAnySilence = "SELECT 1 FROM t_silence LIMIT 1";
constexpr auto kHasSilence = "SELECT 1 FROM t_silence WHERE number = ?1";
constexpr auto kSilences =
    "SELECT number, rule, agency, region, class, year, until FROM t_silence "
    "WHERE ended_at IS NULL AND (until IS NULL OR until > ?1) ORDER BY number";

Result<Silence> silence_from(const Row& row) {
  Silence silence{.number = row.integer(0),
                  .region_prefix = row.text(3),
                  .agency_class = row.text(4),
                  .year = row.maybe_int(5),
                  .until = row.maybe_instant(6)};
  if (!row.is_null(1)) silence.rule = RuleId{row.text(1)};
  if (!row.is_null(2)) silence.agency = AgencyId{row.text(2)};
  return silence;
}

// A silence for nobody would be a slip of the pen.
Status check_agency(Connection& connection, const std::optional<AgencyId>& agency) {
  if (!agency) return {};
  const auto found = connection.integer("SELECT 1 FROM t_agency WHERE id = ?1", {agency->text});
  if (!found) return found.error();
  if (*found) return {};
  return Error{ErrorCode::NotFound, "there is no agency " + agency->text};
}

template <class Id>
std::optional<std::string> text_of(const std::optional<Id>& id) {
  if (!id) return std::nullopt;
  return id->text;
}

}  // namespace

Status apply_silences(Connection& connection, Instant now,
                      const std::optional<std::string>& agency) {
  if (!agency) return connection.run(kApply, {now});
  const auto has_any = connection.integer(kHasAnySilence);
  if (!has_any) return has_any.error();
  if (!*has_any) return {};
  return connection.run(apply_to_one(), {now, *agency});
}

Result<std::int64_t> Database::silence(const Silence& what, const DeskNote& note) {
  Connection& connection = state_->connection;
  std::int64_t number = 0;
  Status done = connection.in_transaction([&]() -> Status {
    if (Status known = check_agency(connection, what.agency); !known) return known;
    const auto made =
        connection.integer(kSilence, {text_of(what.rule), text_of(what.agency), what.region_prefix,
                                      what.agency_class, what.year, what.until});
    if (!made) return made.error();
    number = made->value_or(0);
    if (Status noted = write_note(connection, "silence", {.silence = number}, note); !noted) {
      return noted;
    }
    return apply_silences(connection, note.at);
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
    Status noted = write_note(connection, "unsilence", {.silence = silence}, note);
    return noted ? apply_silences(connection, note.at) : noted;
  });
}

Result<std::vector<Silence>> Database::silences(Instant now) const {
  return collect<Silence>(state_->connection, kSilences, {now}, silence_from);
}

}  // namespace gkwatch::store
