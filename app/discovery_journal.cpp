#include "app/discovery_journal.h"

#include <utility>

#include "core/files.h"
#include "core/json.h"

namespace gkwatch::app {
namespace {

using crawler::Candidate;
using crawler::Discovered;

std::string text(const Json& json, std::string_view member) {
  return std::string{json[member].string_or("")};
}

Discovered seen_in(const Json& line) {
  Discovered seen;
  for (const Json& one : line["candidates"].items()) {
    seen.candidates.push_back({text(one, "name"), text(one, "url"), text(one, "note"),
                               text(one, "sid"), text(one, "column")});
  }
  for (const Json& one : line["links"].items()) {
    seen.links.push_back({text(one, "title"), text(one, "url")});
  }
  for (const Json& one : line["pages"].items()) seen.pages.emplace_back(one.string_or(""));
  return seen;
}

std::string line_of(const std::string& page, const Discovered& seen) {
  Json candidates{Json::Array{}}, links{Json::Array{}}, pages{Json::Array{}};
  for (const Candidate& one : seen.candidates) {
    candidates.push(Json{Json::Object{{"name", one.name},
                                      {"url", one.url},
                                      {"note", one.note},
                                      {"sid", one.sid},
                                      {"column", one.column}}});
  }
  for (const auto& [title, url] : seen.links) {
    links.push(Json{Json::Object{{"title", title}, {"url", url}}});
  }
  for (const std::string& next : seen.pages) pages.push(next);
  return Json{Json::Object{{"page", page},
                           {"candidates", std::move(candidates)},
                           {"links", std::move(links)},
                           {"pages", std::move(pages)}}}
             .dump() +
         "\n";
}

}  // namespace

Result<DiscoveryFile> DiscoveryFile::open(const std::filesystem::path& file) {
  DiscoveryFile journal;
  journal.name_ = file.string();
  const auto known = read_file(file);
  if (!known && known.error().code != ErrorCode::NotFound) return known.error();
  const std::string bytes = known ? *known : "";
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const auto line = Json::parse(bytes.substr(at, end - at));
    if (line && (*line)["page"].is_string()) {
      journal.pages_[text(*line, "page")] = seen_in(*line);
    }
    at = end + 1;
  }
  journal.out_.open(file, std::ios::binary | std::ios::app);
  if (!bytes.empty() && !bytes.ends_with('\n')) journal.out_ << '\n';
  if (journal.out_) return journal;
  return Error{ErrorCode::Storage, journal.name_ + " cannot be written"};
}

crawler::DiscoveryJournal DiscoveryFile::journal() {
  return {
      .recall = [this](const std::string& page) -> std::optional<Discovered> {
        const auto found = pages_.find(page);
        if (found == pages_.end()) return std::nullopt;
        return found->second;
      },
      .keep = [this](const std::string& page, const Discovered& seen) { return keep(page, seen); }};
}

Status DiscoveryFile::keep(const std::string& page, const Discovered& seen) {
  out_ << line_of(page, seen) << std::flush;
  if (out_) return {};
  return Error{ErrorCode::Storage, name_ + " cannot be written"};
}

}  // namespace gkwatch::app
