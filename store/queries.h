#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/json.h"
#include "core/result.h"
#include "model/finding.h"
#include "store/filter.h"
#include "store/imports.h"
#include "store/records.h"
#include "store/stream.h"
#include "store/version_diff.h"

namespace gkwatch::store {

// One report for `show` and its page: the version asked for, its findings, all its versions.
struct ReportView {
  std::int64_t number = 0;
  Agency agency;
  ReportVersion version;
  DutyState duty;
  std::vector<Finding> findings;            // current ones of this agency and year
  std::vector<ReportVersion> versions;      // without cells, oldest first
  std::vector<SeenDocument> documents;      // every copy found
  std::vector<ImportNote> imports{};        // who brought what, oldest first
  std::vector<RereadingNote> rereadings{};  // what a newer parser read otherwise, oldest first
};

struct Polling {
  std::optional<Instant> last_check;
  std::optional<Instant> last_complete;
};

// What `stats` is broken down by.
struct Grouping {
  bool region = false;
  bool agency_class = false;
  bool year = false;
};

// One alert and whom it is about.
struct AlertView {
  Alert alert;
  Agency agency;
};

struct SqlLimits {
  std::chrono::milliseconds time{1000};
  std::size_t rows = 1000;
};

// The side of the store that only reads, through a connection of its own; works while a keeper
// writes, and as another user who may read the files (INTERFACES 8). Thread-safe.
class Queries {
 public:
  // NotFound if there is no database, Unsupported if it is newer than this program.
  static Result<Queries> open(const std::filesystem::path& file);

  Queries(Queries&&) noexcept;
  Queries& operator=(Queries&&) noexcept;
  ~Queries();

  // The rows and columns of INTERFACES 2.2, in their order. Newest first for history and alerts.
  Result<Rows> agencies(const Filter& filter) const;
  Result<Rows> reports(const Filter& filter) const;
  Result<Rows> history(const Filter& filter) const;
  Result<Rows> findings(const Filter& filter) const;
  Result<Rows> alerts(const Filter& filter) const;
  // Those in force at filter.since or, with the state "ended", the others. Newest first.
  Result<Rows> silences(const Filter& filter) const;
  // What is held against an agency at `now`: its current findings that fail, without those that a
  // person holds to be in order; of one year or of all. By year, then as they were found.
  Result<std::vector<Finding>> standing(const std::string& agency, std::optional<int> year,
                                        Instant now) const;
  // NotFound if there is no such alert.
  Result<AlertView> alert(std::int64_t number) const;

  // The statistics of domain/report-format.md, 6.1, one a row: region, class, year (null where not
  // broken down by), metric, value, low, high, median, numerator, denominator, reports, formula. A
  // rate whose denominator is zero is null. The last rows are the share of dismissed findings of
  // each rule. Filters: agencies, region, class, year, since and until (of publication; else of
  // the due day).
  Result<Rows> stats(const Filter& filter, const Grouping& by) const;

  // Full text of every version: each part between blanks of `text` as it stands, Chinese from
  // one character on. The newest first; at most 1000. Filters: agencies, region, class, year,
  // since and until (of publication, else of when it was first seen).
  Result<Rows> search(const std::string& text, const Filter& filter) const;

  // A whole table on one snapshot, with the columns of the questions above; of cells: one row for
  // each cell of each current report, Filter::state is its kind.
  Status stream(Table table, const Filter& filter, RowSink& sink) const;

  Result<ReportView> report(std::int64_t number, std::optional<int> version = {}) const;
  // What version `to` changed against `from`. NotFound if there is no such report or version.
  Result<VersionDiff> diff(std::int64_t number, int from, int to) const;
  // Where and when these bytes were had first, if they were.
  Result<std::optional<SeenDocument>> document(const ContentHash& hash) const;
  // The report's number, if there is one.
  Result<std::optional<std::int64_t>> report_number(const std::string& agency, int year) const;

  // How many reports stand how: region, class, year, status, reports, wrong (with an error).
  Result<Rows> tally(const Filter& filter) const;
  // How many alerts: state, severity, alerts.
  Result<Rows> alert_counts(const Filter& filter) const;
  // Each deadline from `since` on: due, year, reports, open (not published as far as we know).
  Result<Rows> deadlines(const Filter& filter) const;
  // Days from the deadline to the publication: year, days, reports.
  Result<Rows> punctuality(const Filter& filter) const;
  // Sums of table 3: year, figure (NEW, CIN, R1 to R7, COUT), total, reports.
  Result<Rows> figures(const Filter& filter) const;
  // The newest versions of all reports.
  Result<Rows> news(const Filter& filter) const;
  // The state of the program as numbers: metric, label, of, label2, of2, value.
  Result<Rows> vitals(Instant now) const;
  // When somebody was last looked at, and when an agency was last read to its proven end.
  Result<Polling> polling() const;
  // How each column of an agency was last read: url, name, complete, articles, proof, time.
  Result<Rows> listings(const std::string& agency) const;
  // Another number after each change that somebody has made to the database.
  Result<std::int64_t> edition() const;

  // Read-only SQL over the documented views (docs/data.md) and nothing else. Refused if the text
  // is not one SELECT or touches anything but the views; Timeout over the limit of time.
  Result<Rows> sql(const std::string& text, const SqlLimits& limits) const;

 private:
  struct State;
  explicit Queries(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gkwatch::store
