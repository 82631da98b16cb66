#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/content_hash.h"
#include "core/ids.h"
#include "model/agency.h"
#include "model/alert.h"
#include "model/check.h"
#include "model/finding.h"
#include "model/listing.h"
#include "model/publication.h"
#include "model/report.h"
#include "model/visit.h"

namespace gkwatch::store {

// What we remember of a page, so that the next visit can ask whether it has changed. The bytes
// are in the archive under `hash`.
struct KnownPage {
  std::string url;
  Validators validators;
  std::string media_type;
  ContentHash hash;
  Instant fetched_at{};
};

// A document that was found, and where. The bytes are in the archive.
struct SeenDocument {
  ContentHash hash;
  std::string url;
  std::string article_id;
  std::string name;           // as linked
  std::string declared_type;  // as served
  Instant fetched_at{};
};

// Against the version before it. First: there was none.
enum class VersionChange { First, Cells, Text, Bytes };
std::string_view name_of(VersionChange change);  // "first", "cells"…

// One version of an agency's report for one year. Identified by (agency, year, document): a
// document that comes back is the old version again, and becomes the current one without a
// new number.
struct ReportVersion {
  Report report;             // `version` is given by the store
  std::string url;           // of the article
  std::string document_url;  // of the bytes: the article itself or an attachment
  std::string article_id;
  std::optional<Instant> published_at;
  Instant first_seen{};
  VersionChange change = VersionChange::First;
  // A person brought it, and no crawl has found these bytes for this agency and year.
  bool is_imported = false;
  std::map<int, std::vector<std::uint32_t>> shingles{};  // by section: rules/likeness.h
};

// The current version of a year, which now stands at another address.
struct MovedReport {
  int year = 0;
  ContentHash document{};
  std::string url;
  std::string document_url;
  std::string article_id;
};

// When a column was read to its proven end.
struct ColumnReading {
  std::string column;  // its address
  Instant at{};
  std::int64_t rows = 0;
};

// Whom an agency comes from, and how many come from it.
struct Lineage {
  std::optional<AgencyId> predecessor;
  int successors = 0;
};

// The text of another agency of the district, as the current version of its report has it.
struct NeighbourText {
  AgencyId agency;
  std::string name;
  std::optional<Instant> published_at;
  std::map<int, std::vector<std::uint32_t>> shingles{};
};

// An agency of a government's region, and the figures of its report if there is one.
struct MemberReport {
  AgencyId agency;
  bool is_found = false;
  std::map<std::string, Decimal> figures{};  // by "T3.NEW.SUM"
};

// What the other watched agencies of a class and city print in one cell of table 2.
struct ClassCell {
  int count = 0;
  double mean = 0;
  double deviation = 0;  // standard deviation
};

// An answer that asked us to wait.
struct AskedPatience {
  std::string url;
  Instant at{};
  std::string headers;  // as received
};

// A row of a column as it stands in the store.
struct KnownArticle {
  Article article;
  std::optional<int> year;  // of a report; none for a look-alike
  Instant first_seen{};
  Instant last_seen{};
  int absent = 0;        // complete readings in a row that did not list it
  Instant fetched_at{};  // when its page and attachments were last had completely; 0: never
};

// What one check of one agency concluded. Everything in it is written in one transaction.
struct CheckRecord {
  AgencyId agency;
  CheckHistory outcome;  // last_check 0: nothing was looked at (an import), no check is written
  Instant at{};          // when it was concluded; 0: at outcome.last_check
  std::vector<Visit> visits;
  std::vector<KnownPage> pages;
  std::vector<Listing> listings;       // as read, complete or not
  bool is_complete = false;            // every source was read to its proven end
  std::vector<KnownArticle> articles;  // as they stand after this check
  std::vector<SeenDocument> documents;
  std::vector<ReportVersion> versions;  // new ones, and old ones that have come back
  std::vector<MovedReport> moved{};
  std::vector<DutyState> duties;
  std::vector<Finding> findings;  // found or found again
  std::vector<FindingKey> gone;   // current before, judged again, not found
  std::vector<Alert> alerts;      // as they stand after this check
  std::vector<AlertEvent> events;
};

}  // namespace gkwatch::store
