// How the program is doing, as numbers: what /metrics says, taken from the database.
#include "store/queries.h"
#include "store/query_state.h"
#include "store/question.h"
#include "store/sql.h"

namespace gkwatch::store {
namespace {

// ?1: now, in milliseconds. A label that is not there is NULL.
constexpr auto kVitals = R"sql(
WITH last AS MATERIALIZED (SELECT a.id, c.time, c.last_complete, c.failures FROM t_agency AS a
  LEFT JOIN t_check AS c ON c.agency = a.id
    AND c.time = (SELECT max(time) FROM t_check WHERE agency = a.id)
  WHERE a.is_watched)
SELECT 'agencies_watched' AS metric, NULL AS label, NULL AS of, NULL AS label2, NULL AS of2,
  count(*) AS value FROM last
UNION ALL SELECT 'agencies_failing', NULL, NULL, NULL, NULL,
  count(*) FILTER (WHERE failures > 0) FROM last
UNION ALL SELECT 'agencies_never_complete', NULL, NULL, NULL, NULL,
  count(*) FILTER (WHERE coalesce(last_complete, 0) = 0) FROM last
UNION ALL SELECT 'oldest_unsuccessful_agency_seconds', NULL, NULL, NULL, NULL,
  coalesce(max((?1 - coalesce(nullif(last_complete, 0), time)) / 1000)
    FILTER (WHERE failures > 0 AND time IS NOT NULL), 0) FROM last
UNION ALL SELECT 'last_check_timestamp_seconds', NULL, NULL, NULL, NULL,
  coalesce(max(time), 0) / 1000 FROM last
UNION ALL SELECT 'reports', 'status', state, NULL, NULL, count(*) FROM t_duty GROUP BY state
UNION ALL SELECT 'alerts', 'state', state, 'severity', severity, count(*)
  FROM t_alert GROUP BY state, severity
UNION ALL SELECT 'deliveries', 'state', state, 'receiver', receiver, count(*)
  FROM t_delivery GROUP BY state, receiver
UNION ALL SELECT 'delivery_attempts_failed', 'receiver', receiver, NULL, NULL, sum(attempts)
  FROM t_delivery WHERE state = 'pending' GROUP BY receiver
UNION ALL SELECT 'oldest_pending_delivery_seconds', 'receiver', receiver, NULL, NULL,
  (?1 - min(made_at)) / 1000 FROM t_delivery WHERE state = 'pending' GROUP BY receiver
UNION ALL SELECT 'events_waiting', 'receiver', receiver, NULL, NULL, count(*)
  FROM t_event WHERE delivery IS NULL GROUP BY receiver
UNION ALL SELECT 'oldest_waiting_event_seconds', 'receiver', receiver, NULL, NULL,
  (?1 - min(at)) / 1000 FROM t_event WHERE delivery IS NULL GROUP BY receiver
UNION ALL SELECT 'requests_last_day', 'outcome', outcome, NULL, NULL, count(*)
  FROM t_visit WHERE time > ?1 - 86400000 GROUP BY outcome
UNION ALL SELECT 'requests_failed_last_day', 'error', fault, NULL, NULL, count(*)
  FROM t_visit WHERE time > ?1 - 86400000 AND fault <> '' GROUP BY fault
UNION ALL SELECT 'received_bytes_last_day', NULL, NULL, NULL, NULL, coalesce(sum(bytes), 0)
  FROM t_visit WHERE time > ?1 - 86400000
UNION ALL SELECT 'checks_last_day', NULL, NULL, NULL, NULL, count(*)
  FROM t_check WHERE time > ?1 - 86400000
UNION ALL SELECT 'database_bytes', NULL, NULL, NULL, NULL,
  (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size))sql";

// How each column was read the last time.
constexpr std::size_t kMostColumns = 200;
constexpr auto kListings = R"sql(
SELECT t.column_url AS url, t.column_name AS name, t.is_complete AS complete, t.articles, t.proof,
  strftime('%Y-%m-%dT%H:%M:%S+08:00', t.read_at / 1000 + 28800, 'unixepoch') AS time
FROM t_listing AS t
WHERE t.agency IN (SELECT value FROM json_each(?1)) AND t.read_at = (SELECT max(read_at)
  FROM t_listing WHERE agency = t.agency AND column_url = t.column_url)
ORDER BY t.read_at DESC, t.column_url LIMIT ?10)sql";

constexpr auto kLastCheck = "SELECT max(time) FROM t_check";
constexpr auto kLastComplete = "SELECT max(time) FROM t_check WHERE is_complete";

std::optional<Instant> moment(std::optional<std::int64_t> milliseconds) {
  if (!milliseconds) return std::nullopt;
  return Instant{std::chrono::milliseconds{*milliseconds}};
}

}  // namespace

Result<Rows> Queries::vitals(Instant now) const {
  return state_->connection.with([&](Connection& connection) -> Result<Rows> {
    auto columns = connection.columns(kVitals);
    if (!columns) return columns.error();
    Rows rows{.columns = *std::move(columns), .values = {}, .next = {}};
    Status done = connection.each(kVitals, {now}, [&](const Row& row) -> Status {
      auto& values = rows.values.emplace_back();
      for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        values.push_back(json_of(row, static_cast<int>(i)));
      }
      return {};
    });
    if (!done) return done.error();
    return rows;
  });
}

Result<Polling> Queries::polling() const {
  return state_->connection.with([](Connection& connection) -> Result<Polling> {
    const auto last = connection.integer(kLastCheck);
    if (!last) return last.error();
    const auto complete = connection.integer(kLastComplete);
    if (!complete) return complete.error();
    return Polling{moment(*last), moment(*complete)};
  });
}

Result<Rows> Queries::listings(const std::string& agency) const {
  return state_->connection.with([&](Connection& connection) {
    return ask(connection, question(kListings), {.agencies = {agency}, .limit = kMostColumns}, 0);
  });
}

}  // namespace gkwatch::store
