#include "scheduler/reparse.h"

#include <memory>
#include <set>
#include <utility>

#include "model/report_json.h"
#include "scheduler/copies.h"
#include "scheduler/news.h"

namespace gkwatch::scheduler {
namespace {

std::optional<std::string> told(const ParsedDocument& document, const CellKey& key) {
  const auto found = document.cells.find(key);
  if (found == document.cells.end() || found->second.kind == CellKind::Gap) return std::nullopt;
  return found->second.raw;
}

bool is_same_cell(const ParsedDocument& before, const ParsedDocument& after, const CellKey& key) {
  const auto a = before.cells.find(key);
  const auto b = after.cells.find(key);
  if (a == before.cells.end() || b == after.cells.end()) return false;
  return a->second.kind == b->second.kind && a->second.value == b->second.value &&
         a->second.raw == b->second.raw;
}

Document document_of(const store::StoredVersion& stored, std::string bytes) {
  const store::ReportVersion& version = stored.version;
  return {.hash = version.report.document,
          .found_at = version.document_url,
          .declared_type = stored.declared_type,
          .name = stored.name,
          .fetched_at = version.first_seen,
          .body = std::make_shared<const std::string>(std::move(bytes))};
}

class Rereader {
 public:
  Rereader(const RereadTools& tools, Instant now, std::stop_token stop)
      : tools_{tools}, now_{now}, stop_{std::move(stop)} {}

  // The reading of this version that counts from now on.
  Result<ParsedDocument> read(const store::StoredVersion& stored) {
    const Report& before = stored.version.report;
    auto bytes = tools_.archive.get(before.document);
    if (!bytes) {
      done_.lost.push_back(before.document);
      return before.parsed;
    }
    auto parsed = tools_.reader.read(document_of(stored, *std::move(bytes)), stop_);
    if (!parsed && parsed.error().code == ErrorCode::Cancelled) return std::move(parsed).error();
    if (!parsed) {
      ++done_.failed;
      return before.parsed;
    }
    // A document without a title has that of its page, which is not read here.
    if (parsed->title.empty()) parsed->title = before.parsed.title;
    if (to_json(*parsed).dump() == to_json(before.parsed).dump()) {
      ++done_.same;
    } else {
      note(before, *parsed);
    }
    return parsed;
  }

  Reread& done() { return done_; }

 private:
  void note(const Report& before, const ParsedDocument& after) {
    store::Rereading one{.report = before,
                         .shingles = shingles_in(after),
                         .at = now_,
                         .program = tools_.program,
                         .change = change_between(before.parsed, after),
                         .status_before = before.parsed.status,
                         .cells = cells_between(before.parsed, after)};
    one.report.parsed = after;
    done_.changed.push_back(std::move(one));
  }

  const RereadTools& tools_;
  Instant now_;
  std::stop_token stop_;
  Reread done_;
};

}  // namespace

std::vector<store::RereadCell> cells_between(const ParsedDocument& before,
                                             const ParsedDocument& after) {
  std::set<CellKey> keys;
  for (const auto& [key, cell] : before.cells) keys.insert(key);
  for (const auto& [key, cell] : after.cells) keys.insert(key);
  std::vector<store::RereadCell> cells;
  for (const CellKey& key : keys) {
    if (!is_same_cell(before, after, key)) {
      cells.push_back({key, told(before, key), told(after, key)});
    }
  }
  return cells;
}

Result<Reread> read_again(const std::vector<store::StoredVersion>& versions,
                          const RereadTools& tools, Instant now, std::stop_token stop) {
  Rereader rereader{tools, now, std::move(stop)};
  std::vector<store::VersionStep> steps;
  std::optional<ParsedDocument> previous;
  for (const store::StoredVersion& stored : versions) {
    auto reading = rereader.read(stored);
    if (!reading) return std::move(reading).error();
    const store::VersionChange before = stored.version.change;
    // The first of the agency's own versions stays the first, whatever stands before it.
    if (previous && before != store::VersionChange::First) {
      const store::VersionChange today = change_between(*previous, *reading);
      if (today != before) steps.push_back({stored.version.report.version, today});
    }
    previous = *std::move(reading);
  }
  Reread done = std::move(rereader.done());
  if (done.changed.empty() || versions.empty()) return done;
  const Report& report = versions.front().version.report;
  Status written = tools.database.reread(done.changed, report.agency, report.year, steps);
  if (!written) return written.error();
  return done;
}

}  // namespace gkwatch::scheduler
