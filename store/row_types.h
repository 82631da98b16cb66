#pragma once

#include <string>

#include "core/content_hash.h"
#include "core/result.h"
#include "model/agency.h"
#include "store/connection.h"
#include "store/records.h"

namespace gkwatch::store {

// Rows of the tables as the types of the model, for the writer's side and the readers' alike.
// Storage if a row holds what this program never writes: the file was damaged or edited.

// Selects in the order that the function of the same name reads.
extern const std::string_view kSelectAgency;
extern const std::string_view kSelectVersion;
extern const std::string_view kSelectVersionWithoutReading;
extern const std::string_view kSelectDuty;
extern const std::string_view kSelectDocument;

Result<Agency> agency_from(const Row& row);
Result<ReportVersion> version_from(const Row& row);
Result<DutyState> duty_from(const Row& row);
Result<SeenDocument> document_from(const Row& row);
// Column 0: the finding as JSON.
Result<Finding> stored_finding_from(const Row& row);

Error damaged(std::string_view what, std::string_view value);
Result<ContentHash> hash_from(const Row& row, int column);

// The enumerator with this outside name; `last` is the last enumerator.
template <class Enum>
Result<Enum> named_from(const Row& row, int column, Enum last) {
  const std::string name = row.text(column);
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return damaged("name", name);
}

}  // namespace gkwatch::store
