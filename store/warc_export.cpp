#include "store/warc_export.h"

#include <map>
#include <utility>

namespace gkwatch::store {
namespace {

constexpr int kNotModified = 304;

class Export {
 public:
  Export(Evidence& evidence, const Archive& archive, WarcWriter& warc)
      : evidence_{evidence}, archive_{archive}, warc_{warc} {}

  Status take(const RecordedVisit& visit) {
    if (!visit.hash) return respond(visit, "");
    const auto written = originals_.find(*visit.hash);
    if (written != originals_.end()) return repeat(visit, written->second);
    if (visit.http_status != kNotModified) return keep(visit);
    // A 304 has no bytes of its own: those that it confirms come first.
    const auto original = evidence_.first_answer(*visit.hash, visit.url);
    if (!original) return original.error();
    if (!*original) return lose(visit);
    if (Status done = keep(**original); !done) return done;
    return originals_.contains(*visit.hash) ? repeat(visit, (*original)->number) : Status{};
  }

  const WarcSummary& summary() const { return summary_; }

 private:
  Status respond(const RecordedVisit& visit, std::string_view body) {
    ++summary_.responses;
    return warc_.response(visit, body);
  }

  Status keep(const RecordedVisit& visit) {
    const auto bytes = archive_.get(*visit.hash);
    if (!bytes) return lose(visit);
    originals_.emplace(*visit.hash, visit.number);
    return respond(visit, *bytes);
  }

  Status repeat(const RecordedVisit& visit, std::int64_t original) {
    // The original itself, met again in its own turn.
    if (visit.number == original) return {};
    const auto first = evidence_.answer(original);
    if (!first) return first.error();
    ++summary_.revisits;
    return warc_.revisit(visit, *first);
  }

  Status lose(const RecordedVisit& visit) {
    summary_.lost.push_back(*visit.hash);
    return {};
  }

  Evidence& evidence_;
  const Archive& archive_;
  WarcWriter& warc_;
  WarcSummary summary_;
  std::map<ContentHash, std::int64_t> originals_;  // whose bytes are in the file: the visit's number
};

}  // namespace

Result<WarcSummary> write_answers(Evidence& evidence, const Archive& archive, const Filter& filter,
                                  WarcWriter& warc, const WarcGoesOn& goes_on) {
  Export all{evidence, archive, warc};
  Status done = evidence.each_answer(filter, [&](const RecordedVisit& visit) -> Status {
    if (Status taken = all.take(visit); !taken) return taken;
    if (!goes_on(all.summary())) return Error{ErrorCode::Cancelled, "stopped"};
    return {};
  });
  if (!done) return done.error();
  return all.summary();
}

}  // namespace gkwatch::store
