#include "store/record.h"

#include <algorithm>

#include "core/china_time.h"
#include "core/json.h"

namespace gkwatch::store {
namespace {

constexpr auto kWriteCheck = R"sql(
INSERT INTO t_check (agency, time, is_complete, last_complete, failures, server_asked_for,
  next_due)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (agency, time) DO UPDATE SET is_complete = max(is_complete, excluded.is_complete),
  last_complete = excluded.last_complete, failures = excluded.failures,
  server_asked_for = excluded.server_asked_for, next_due = excluded.next_due)sql";

Status write_check(Connection& connection, const CheckRecord& check) {
  const CheckHistory& outcome = check.outcome;
  if (outcome.last_check == Instant{}) return {};
  return connection.run(
      kWriteCheck, {check.agency.text, outcome.last_check, check.is_complete, outcome.last_complete,
                    outcome.failures_in_a_row, std::int64_t{outcome.server_asked_for.count()},
                    outcome.next_due});
}

constexpr auto kWriteVisit = R"sql(
INSERT INTO t_visit (agency, time, url, kind, repeat, outcome, http_status, bytes, took, hash,
  fault, detail, headers, request)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (agency, time, url, kind, repeat) DO NOTHING)sql";

std::int64_t repeats_before(const std::vector<Visit>& visits, std::size_t index) {
  const Visit& visit = visits[index];
  return std::count_if(
      visits.begin(), visits.begin() + static_cast<std::ptrdiff_t>(index), [&](const Visit& other) {
        return other.time == visit.time && other.url == visit.url && other.kind == visit.kind;
      });
}

Status write_visits(Connection& connection, const CheckRecord& check) {
  for (std::size_t i = 0; i < check.visits.size(); ++i) {
    const Visit& visit = check.visits[i];
    std::optional<std::string> hash;
    if (visit.hash) hash = to_hex(*visit.hash);
    Status done = connection.run(
        kWriteVisit, {check.agency.text, visit.time, visit.url, name_of(visit.kind),
                      repeats_before(check.visits, i), name_of(visit.outcome), visit.http_status,
                      visit.bytes, std::int64_t{visit.took.count()}, hash, name_of(visit.fault),
                      visit.detail, visit.headers, visit.request});
    if (!done) return done;
  }
  return {};
}

constexpr auto kWritePage = R"sql(
INSERT INTO t_page (url, etag, last_modified, media_type, hash, fetched_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified,
  media_type = excluded.media_type, hash = excluded.hash, fetched_at = excluded.fetched_at
WHERE excluded.fetched_at >= t_page.fetched_at)sql";

Status write_pages(Connection& connection, const CheckRecord& check) {
  for (const KnownPage& page : check.pages) {
    Status done =
        connection.run(kWritePage, {page.url, page.validators.etag, page.validators.last_modified,
                                    page.media_type, to_hex(page.hash), page.fetched_at});
    if (!done) return done;
  }
  return {};
}

constexpr auto kWriteListing = R"sql(
INSERT INTO t_listing (agency, column_url, read_at, column_name, is_complete, proof, articles)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (agency, column_url, read_at) DO NOTHING)sql";

Status write_listings(Connection& connection, const CheckRecord& check) {
  for (const Listing& listing : check.listings) {
    Status done =
        connection.run(kWriteListing, {check.agency.text, listing.column.text(), listing.read_at,
                                       listing.column_name, listing.complete, listing.proof,
                                       listing.articles.size()});
    if (!done) return done;
  }
  return {};
}

constexpr auto kWriteArticle = R"sql(
INSERT INTO t_article (agency, id, title, url, is_link, publisher, published_at, attachments,
  year, first_seen, last_seen, absent, fetched_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (agency, id) DO UPDATE SET title = excluded.title, url = excluded.url,
  is_link = excluded.is_link, publisher = excluded.publisher,
  published_at = excluded.published_at, attachments = excluded.attachments,
  year = excluded.year, first_seen = min(first_seen, excluded.first_seen),
  last_seen = excluded.last_seen, absent = excluded.absent,
  fetched_at = excluded.fetched_at)sql";

std::string attachments_of(const Article& article) {
  Json::Array links;
  for (const AttachmentLink& link : article.attachments) {
    links.emplace_back(Json::Array{link.name, link.url.text()});
  }
  return Json{std::move(links)}.dump();
}

Status write_articles(Connection& connection, const CheckRecord& check) {
  for (const KnownArticle& known : check.articles) {
    const Article& article = known.article;
    Status done = connection.run(
        kWriteArticle,
        {check.agency.text, article.id, article.title, article.url.text(), article.is_link,
         article.publisher, article.published_at, attachments_of(article), known.year,
         known.first_seen, known.last_seen, known.absent, known.fetched_at});
    if (!done) return done;
  }
  return {};
}

constexpr auto kWriteDocument = R"sql(
INSERT INTO t_document (agency, hash, url, article, name, declared_type, fetched_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (agency, hash, url) DO NOTHING)sql";

Status write_documents(Connection& connection, const CheckRecord& check) {
  for (const SeenDocument& document : check.documents) {
    Status done = connection.run(kWriteDocument, {check.agency.text, to_hex(document.hash),
                                                  document.url, document.article_id, document.name,
                                                  document.declared_type, document.fetched_at});
    if (!done) return done;
  }
  return {};
}

constexpr auto kWriteDuty = R"sql(
INSERT INTO t_duty (agency, year, due, due_source, state, published_at, first_seen, checked_at,
  is_complete)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (agency, year) DO UPDATE SET due = excluded.due, due_source = excluded.due_source,
  state = excluded.state, published_at = excluded.published_at,
  first_seen = excluded.first_seen, checked_at = excluded.checked_at,
  is_complete = excluded.is_complete)sql";

Status write_duties(Connection& connection, const CheckRecord& check) {
  for (const DutyState& duty : check.duties) {
    Status done =
        connection.run(kWriteDuty, {check.agency.text, duty.year, iso_date(duty.due),
                                    duty.due_source, name_of(duty.state), duty.published_at,
                                    duty.first_seen, duty.checked_at, duty.complete});
    if (!done) return done;
  }
  return {};
}

}  // namespace

Status write_record(Connection& connection, const CheckRecord& check) {
  for (const auto part :
       {&write_check, &write_visits, &write_pages, &write_listings, &write_articles,
        &write_documents, &write_versions, &write_duties, &write_judgement}) {
    if (Status done = part(connection, check); !done) return done;
  }
  return {};
}

}  // namespace gkwatch::store
