// Files of the operator's own, and the formats that all rooms read.
#include <set>

#include "config/settings.h"
#include "config/watch_list.h"
#include "core/json.h"
#include "core/text.h"
#include "tests/fuzz/targets.h"

namespace gkwatch::fuzz {
namespace {

void read_settings(std::string_view bytes) {
  static_cast<void>(config::parse(bytes, "/nowhere/gkwatch.toml"));
}

void read_watch_list(std::string_view bytes) {
  const auto list = config::parse_watch_list(bytes);
  if (!list) return;
  std::set<AgencyId> ids;
  for (const Agency& agency : list->agencies) {
    require(!agency.id.text.empty() && ids.insert(agency.id).second);
  }
}

// What is written is read as the same.
void read_json(std::string_view bytes) {
  const auto json = Json::parse(bytes);
  if (!json) return;
  const auto again = Json::parse(json->dump());
  require(again.has_value() && *again == *json);
}

void decode_text(std::string_view bytes) {
  const std::size_t half = std::min(bytes.find('\n'), bytes.size());
  const auto text = decode(bytes.substr(half), bytes.substr(0, half));
  require(to_utf8(to_u32(text.utf8)) == text.utf8);
  static_cast<void>(nfkc(text.utf8));
}

}  // namespace

std::map<std::string, Target, std::less<>> file_targets() {
  return {{"settings", read_settings},
          {"watch_list", read_watch_list},
          {"json", read_json},
          {"decode", decode_text}};
}

}  // namespace gkwatch::fuzz
