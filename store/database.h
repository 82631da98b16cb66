#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "model/desk.h"
#include "store/desk_records.h"
#include "store/imports.h"
#include "store/records.h"

namespace gkwatch::store {

// The connection that writes. Not thread-safe: the daemon keeps it in a Guarded.
class Database {
 public:
  // Who opens it. The Keeper (run, poll) holds the lock file beside the database for as long as
  // it lives; the Desk (ack, dismiss, import) writes short transactions beside a keeper.
  enum class Role { Keeper, Desk };

  // Opens or creates the database and brings its schema up to date (WAL, synchronous FULL,
  // foreign keys on). Conflict if another keeper holds it, Unsupported if it is newer than this
  // program, NotFound if the Desk finds none, Storage otherwise.
  static Result<Database> open(const std::filesystem::path& file, Role role);
  static Result<Database> open_in_memory();

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // The watch list as it is now: agencies that are no longer in it are kept, marked unwatched.
  Status sync_agencies(std::span<const Agency> agencies, Instant now);

  // Writes all of the record or none of it. Writing it again changes nothing.
  Status record(const CheckRecord& check);
  // Several at once, in one transaction: each succeeds or fails for itself, and leaves no trace if
  // it fails; all fail if the transaction does.
  std::vector<Status> record_all(std::span<const CheckRecord* const> checks);

  // Puts what today's parser reads in the place of an earlier reading of the same document. The
  // version stays what it was: the agency has changed nothing. NotFound if there is none.
  Status replace_reading(const Report& report);

  // A report that a person brings, with its document, all at once (imports.h). NotFound if the
  // agency is not known.
  Result<Imported> take_in(const Import& import);
  // Puts today's readings of one report's versions in the place of older ones, notes what they
  // tell otherwise, and says anew how versions differ, all at once.
  Status reread(std::span<const Rereading> readings, const AgencyId& agency, int year,
                std::span<const VersionStep> steps);

  // Answers all questions that `ask` puts from one snapshot; one after the other costs more.
  Status in_snapshot(const std::function<Status()>& ask) const;
  Result<std::optional<KnownPage>> known_page(const std::string& url) const;
  Result<std::optional<CheckHistory>> last_check(const AgencyId& agency) const;
  Result<std::vector<KnownArticle>> articles(const AgencyId& agency) const;
  // The newest version of each year, oldest year first.
  Result<std::vector<ReportVersion>> current_reports(const AgencyId& agency) const;
  Result<std::vector<DutyState>> duties(const AgencyId& agency) const;
  // The moments at which every source of the agency was read to its proven end, oldest first.
  Result<std::vector<Instant>> complete_checks(const AgencyId& agency, Instant since) const;
  // All versions of all years, without their readings, oldest first.
  Result<std::vector<ReportVersion>> versions(const AgencyId& agency) const;
  // How many requests each host was sent since then, by its name without port.
  Result<std::map<std::string, int>> requests_since(Instant since) const;
  // The answers since then that asked for patience (429, 503 with Retry-After), oldest first.
  Result<std::vector<AskedPatience>> asked_patience_since(Instant since) const;
  // By column and time.
  Result<std::vector<ColumnReading>> column_readings(const AgencyId& agency) const;
  Result<Lineage> lineage(const AgencyId& agency) const;
  // Of the other watched agencies of the same district (six digits), by agency.
  Result<std::vector<NeighbourText>> neighbour_texts(const Agency& agency, int year) const;
  // Of the watched agencies whose figures belong into the report of this government.
  Result<std::vector<MemberReport>> member_reports(const Agency& government, int year) const;
  // By "T2.PENALTY.DECISIONS"; a city is the first four digits of the region.
  Result<std::map<std::string, ClassCell>> class_cells(const Agency& agency, int year) const;
  Result<std::vector<Finding>> current_findings(const AgencyId& agency) const;
  // All alerts of the agency, resolved ones too: one that comes back keeps its number.
  Result<std::vector<Alert>> alerts(const AgencyId& agency) const;

  // The desk. NotFound if there is no such alert; Conflict if it is resolved.
  Status acknowledge(std::int64_t alert, const DeskNote& note);
  // The number by which it can be ended. NotFound if it names an agency that is not known.
  Result<std::int64_t> silence(const Silence& what, const DeskNote& note);
  // NotFound if there is no such silence; Conflict if it was ended before.
  Status unsilence(std::int64_t silence, const DeskNote& note);
  // Those in force, oldest first.
  Result<std::vector<Silence>> silences(Instant now) const;
  // `finding`: its `id` in the answers. NotFound if there is none. Dismissing it again replaces
  // what was said before.
  Status dismiss(std::int64_t finding, std::optional<Instant> until, const DeskNote& note);
  Result<std::vector<Dismissal>> dismissals(const AgencyId& agency) const;

  // The outbox. Events stand in the order in which they were written; those of an alert that is
  // silenced wait until it is not.
  Result<std::vector<QueuedEvent>> unsent_events(const ReceiverId& receiver, int limit) const;
  // Brings alerts in line with the silences in force, and drops what a silence held back until
  // its alert was over.
  Status tidy_outbox(const ReceiverId& receiver, Instant now);
  // When the receiver's deliveries since then were made, oldest first.
  Result<std::vector<Instant>> made_since(const ReceiverId& receiver, Instant since) const;
  Result<bool> has_pending(const ReceiverId& receiver) const;
  // Binds events to a delivery, in one transaction: from now on every attempt says this.
  Status make_delivery(const Delivery& delivery, std::span<const std::string> event_ids);
  // Deliveries of one receiver that are neither delivered nor given up, oldest first, whether
  // due or not: the order within a receiver is kept by taking the first alone.
  Result<std::vector<Delivery>> pending_deliveries(const ReceiverId& receiver, int limit) const;
  Status mark_delivered(const DeliveryId& id, Instant at);
  // `served`: who has it from this attempt nevertheless, none of them with a line end in it.
  Status postpone(const DeliveryId& id, Instant until, const Error& reason,
                  std::span<const std::string> served = {});
  Status give_up(const DeliveryId& id, Instant at, const Error& reason);

  // A receiver that has said of the address with this hash that nobody is there any more (HTTP
  // 410): nothing is sent to it until it has another address, or a test message arrives.
  Status mark_gone(const GoneReceiver& gone);
  Status unmark_gone(const ReceiverId& receiver);
  Result<std::vector<GoneReceiver>> gone_receivers() const;
  // How the deliveries to each receiver stand that has any which are not through.
  Result<std::vector<Backlog>> backlogs() const;

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  Status write(const CheckRecord& check);
  std::vector<Status> record_each(std::span<const CheckRecord* const> checks);
  std::unique_ptr<State> state_;
};

}  // namespace gkwatch::store
