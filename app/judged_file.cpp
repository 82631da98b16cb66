#include "app/judged_file.h"

#include <memory>

#include "parser/sniff.h"

namespace gkwatch::app {
namespace {

// The agency whose report it should be, if anybody says so.
std::optional<Agency> expected_agency(const std::string& name) {
  if (name.empty()) return std::nullopt;
  Agency agency;
  agency.name = name;
  return agency;
}

// What was said about it, else what its name says.
std::string declared_type_of(const std::string& declared, const std::string& name) {
  return declared.empty() ? std::string{parser::type_by_name(name)} : declared;
}

}  // namespace

Result<view::ParsedFile> judged_file(FileToJudge file, parser::DocumentReader& reader,
                                     rules::Keep keep, Instant now, std::stop_token stop) {
  const Document document{.hash = hash_of(file.bytes),
                          .found_at = file.name,
                          .declared_type = declared_type_of(file.declared_type, file.name),
                          .name = file.name,
                          .fetched_at = now,
                          .body = std::make_shared<const std::string>(std::move(file.bytes))};
  auto parsed = reader.read(document, std::move(stop));
  if (!parsed) return std::move(parsed).error();
  const auto agency = expected_agency(file.agency);
  Report report{.agency = {},
                .year = file.year.value_or(parsed->year.value_or(0)),
                .document = document.hash,
                .version = 1,
                .parsed = *std::move(parsed)};
  std::vector<Finding> findings = rules::run(
      {.report = report, .agency = agency ? &*agency : nullptr}, rules::rule_book(), keep);
  return view::ParsedFile{.file = file.name,
                          .hash = document.hash,
                          .document = std::move(report.parsed),
                          .findings = std::move(findings)};
}

view::ParsedFile unread_file(const std::string& name, const ContentHash& hash, const Error& error) {
  ParsedDocument nothing;
  nothing.status = ReadStatus::Unreadable;
  nothing.declared_type = declared_type_of({}, name);
  nothing.error = error.message;
  return {.file = name, .hash = hash, .document = std::move(nothing), .findings = {}};
}

}  // namespace gkwatch::app
