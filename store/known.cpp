// What the database knows of an agency: the side of Database that a check begins with.
#include "core/json.h"
#include "store/database.h"
#include "store/row_types.h"
#include "store/state.h"

namespace gkwatch::store {
namespace {

template <class T>
Result<std::optional<T>> first_of(Result<std::vector<T>> all) {
  if (!all) return std::move(all).error();
  if (all->empty()) return std::optional<T>{};
  return std::optional<T>{std::move(all->front())};
}

constexpr auto kKnownPage =
    "SELECT url, etag, last_modified, media_type, hash, fetched_at FROM t_page WHERE url = ?1";

Result<KnownPage> page_from(const Row& row) {
  const auto hash = hash_from(row, 4);
  if (!hash) return hash.error();
  return KnownPage{.url = row.text(0),
                   .validators = {row.text(1), row.text(2)},
                   .media_type = row.text(3),
                   .hash = *hash,
                   .fetched_at = row.instant(5)};
}

// By scheme and authority; what was refused before it was sent does not count.
constexpr auto kRequests = R"sql(
SELECT substr(url, 1, instr(substr(url, 9), '/') + 7), count(*) FROM t_visit
WHERE time >= ?1 AND (http_status > 0
  OR fault IN ('dns', 'connect', 'tls', 'timeout', 'reset', 'truncated', 'too_large', 'other'))
GROUP BY 1)sql";

constexpr auto kLastCheck = R"sql(
SELECT time, last_complete, failures, server_asked_for, next_due FROM t_check
WHERE agency = ?1 ORDER BY time DESC LIMIT 1)sql";

Result<CheckHistory> check_from(const Row& row) {
  return CheckHistory{.last_check = row.instant(0),
                      .last_complete = row.instant(1),
                      .failures_in_a_row = static_cast<int>(row.integer(2)),
                      .server_asked_for = std::chrono::seconds{row.integer(3)},
                      .next_due = row.instant(4)};
}

constexpr auto kArticles = R"sql(
SELECT id, title, url, is_link, publisher, published_at, attachments, year, first_seen,
  last_seen, absent, fetched_at
FROM t_article WHERE agency = ?1 ORDER BY first_seen, id)sql";

Result<std::vector<AttachmentLink>> attachments_from(const std::string& text) {
  const auto json = Json::parse(text);
  if (!json) return damaged("list of attachments", text);
  std::vector<AttachmentLink> links;
  for (const Json& one : json->items()) {
    auto url = Url::parse(one.at(1).string_or(""));
    if (!url) return damaged("address", one.at(1).string_or(""));
    links.push_back({std::string{one.at(0).string_or("")}, *std::move(url)});
  }
  return links;
}

Result<KnownArticle> article_from(const Row& row) {
  auto url = Url::parse(row.text(2));
  if (!url) return damaged("address", row.text(2));
  auto attachments = attachments_from(row.text(6));
  if (!attachments) return attachments.error();
  return KnownArticle{.article = {.id = row.text(0),
                                  .title = row.text(1),
                                  .url = *std::move(url),
                                  .is_link = row.integer(3) != 0,
                                  .publisher = row.text(4),
                                  .published_at = row.maybe_instant(5),
                                  .attachments = *std::move(attachments)},
                      .year = row.maybe_int(7),
                      .first_seen = row.instant(8),
                      .last_seen = row.instant(9),
                      .absent = static_cast<int>(row.integer(10)),
                      .fetched_at = row.instant(11)};
}

constexpr auto kAlerts = R"sql(
SELECT finding, number, state, first_seen, last_seen, last_told, times_opened,
  opened_at, resolved_at, flaps FROM t_alert
WHERE agency = ?1 ORDER BY number)sql";

Result<Alert> alert_from(const Row& row) {
  auto finding = stored_finding_from(row);
  if (!finding) return std::move(finding).error();
  const auto state = named_from(row, 2, AlertState::Resolved);
  if (!state) return state.error();
  return Alert{.number = row.integer(1),
               .state = *state,
               .finding = *std::move(finding),
               .first_seen = row.instant(3),
               .last_seen = row.instant(4),
               .last_told = row.instant(5),
               .times_opened = static_cast<int>(row.integer(6)),
               .opened_at = row.instant(7),
               .resolved_at = row.maybe_instant(8),
               .flaps = static_cast<int>(row.integer(9))};
}

Result<Instant> time_from(const Row& row) { return row.instant(0); }

Result<AskedPatience> asked_patience_from(const Row& row) {
  return AskedPatience{row.text(0), row.instant(1), row.text(2)};
}

}  // namespace

Status Database::in_snapshot(const std::function<Status()>& ask) const {
  return state_->connection.in_snapshot(ask);
}

Result<std::optional<KnownPage>> Database::known_page(const std::string& url) const {
  return first_of(collect<KnownPage>(state_->connection, kKnownPage, {url}, page_from));
}

Result<std::map<std::string, int>> Database::requests_since(Instant since) const {
  std::map<std::string, int> requests;
  Status done = state_->connection.each(kRequests, {since}, [&](const Row& row) -> Status {
    const auto place = Url::parse(row.text(0) + "/");
    if (place) requests[std::string{place->host()}] += static_cast<int>(row.integer(1));
    return {};
  });
  if (!done) return Error{done.error()};
  return requests;
}

Result<std::vector<AskedPatience>> Database::asked_patience_since(Instant since) const {
  return collect<AskedPatience>(
      state_->connection,
      "SELECT url, time, headers FROM t_visit WHERE time >= ?1 AND fault = 'rate_limited' "
      "AND http_status > 0 ORDER BY time",
      {since}, asked_patience_from);
}

Result<std::optional<CheckHistory>> Database::last_check(const AgencyId& agency) const {
  return first_of(collect<CheckHistory>(state_->connection, kLastCheck, {agency.text}, check_from));
}

Result<std::vector<KnownArticle>> Database::articles(const AgencyId& agency) const {
  return collect<KnownArticle>(state_->connection, kArticles, {agency.text}, article_from);
}

Result<std::vector<ReportVersion>> Database::current_reports(const AgencyId& agency) const {
  const std::string sql =
      std::string{kSelectVersion} + "WHERE r.agency = ?1 AND v.version = r.current ORDER BY r.year";
  return collect<ReportVersion>(state_->connection, sql, {agency.text}, version_from);
}

Result<std::vector<DutyState>> Database::duties(const AgencyId& agency) const {
  const std::string sql = std::string{kSelectDuty} + "WHERE agency = ?1 ORDER BY year";
  return collect<DutyState>(state_->connection, sql, {agency.text}, duty_from);
}

Result<std::vector<Instant>> Database::complete_checks(const AgencyId& agency,
                                                       Instant since) const {
  return collect<Instant>(state_->connection,
                          "SELECT time FROM t_check WHERE agency = ?1 AND is_complete "
                          "AND time >= ?2 ORDER BY time",
                          {agency.text, since}, time_from);
}

Result<std::vector<Finding>> Database::current_findings(const AgencyId& agency) const {
  return collect<Finding>(state_->connection,
                          "SELECT finding FROM t_finding WHERE agency = ?1 AND is_current "
                          "ORDER BY number",
                          {agency.text}, stored_finding_from);
}

Result<std::vector<Alert>> Database::alerts(const AgencyId& agency) const {
  return collect<Alert>(state_->connection, kAlerts, {agency.text}, alert_from);
}

}  // namespace gkwatch::store
