#pragma once

#include "core/result.h"
#include "store/connection.h"
#include "store/records.h"

namespace gkwatch::store {

// Writes a record, part by part. The caller holds the transaction. Every statement may be run
// again without changing anything: rows are found by what they say.
Status write_record(Connection& connection, const CheckRecord& check);

// The part that is about reports: new versions, and old ones that are current again.
Status write_versions(Connection& connection, const CheckRecord& check);
// The part that is about findings, alerts and events.
Status write_judgement(Connection& connection, const CheckRecord& check);

// When the record was concluded.
inline Instant time_of(const CheckRecord& check) {
  return check.at == Instant{} ? check.outcome.last_check : check.at;
}

}  // namespace gkwatch::store
