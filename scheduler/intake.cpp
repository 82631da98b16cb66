#include "scheduler/intake.h"

#include <memory>
#include <utility>

#include "scheduler/news.h"

namespace gkwatch::scheduler {
namespace {

store::Import import_of(const Brought& brought, const Document& document, ParsedDocument parsed,
                        Instant now) {
  store::Import import{.version = {},
                       .note = {.document = document.hash,
                                .file = brought.file,
                                .url = brought.url,
                                .by = brought.by,
                                .note = brought.note,
                                .at = now},
                       .declared_type = document.declared_type};
  import.version.shingles = shingles_in(parsed);
  import.version.report = {.agency = brought.agency,
                           .year = brought.year,
                           .document = document.hash,
                           .parsed = std::move(parsed)};
  import.version.url = brought.url;
  import.version.document_url =
      brought.url.empty() ? store::import_address(document.hash) : brought.url;
  import.version.first_seen = now;
  return import;
}

}  // namespace

Result<TakenIn> take_in(Brought brought, parser::DocumentReader& reader,
                        const store::Archive& archive, store::Database& database, Instant now,
                        std::stop_token stop) {
  auto hash = archive.keep(brought.bytes);
  if (!hash) return std::move(hash).error();
  const Document document{.hash = *hash,
                          .found_at = brought.url.empty() ? brought.file : brought.url,
                          .declared_type = brought.declared_type,
                          .name = brought.file,
                          .fetched_at = now,
                          .body = std::make_shared<const std::string>(std::move(brought.bytes))};
  auto parsed = reader.read(document, std::move(stop));
  if (!parsed && parsed.error().code == ErrorCode::Cancelled) return std::move(parsed).error();
  ParsedDocument reading;
  reading.declared_type = document.declared_type;
  if (parsed) reading = *std::move(parsed);
  if (!parsed) reading.error = parsed.error().message;
  TakenIn taken{.document = document.hash, .parsed = reading};
  auto done = database.take_in(import_of(brought, document, std::move(reading), now));
  if (!done) return std::move(done).error();
  taken.imported = *done;
  return taken;
}

}  // namespace gkwatch::scheduler
