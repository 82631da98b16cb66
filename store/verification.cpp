#include "store/verification.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include "core/files.h"
#include "core/json.h"

namespace gkwatch::store {
namespace {

constexpr std::size_t kLargestState = 64u << 20;

std::filesystem::path state_file(const Archive& archive) {
  return archive.folder() / "verify-state.json";
}

std::optional<Damage> damage_from(std::string_view name) {
  for (const Damage one : {Damage::Altered, Damage::Lost, Damage::Unreadable}) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

Damage damage_of(ErrorCode code) {
  if (code == ErrorCode::Malformed) return Damage::Altered;
  return code == ErrorCode::NotFound ? Damage::Lost : Damage::Unreadable;
}

void read_one(const Archive& archive, const ContentHash& hash, Verification& into) {
  const auto bytes = archive.get(hash);
  if (!bytes) {
    into.damaged.push_back({hash, damage_of(bytes.error().code)});
    return;
  }
  ++into.files;
  into.bytes += bytes->size();
}

std::optional<Verification> state_from(const Json& json) {
  const auto last = hash_from_hex(json["last"].string_or(""));
  const auto files = json["files"].integer();
  const auto bytes = json["bytes"].integer();
  const auto unnamed = json["unnamed"].integer();
  if (!last || files.value_or(-1) < 0 || bytes.value_or(-1) < 0 || unnamed.value_or(-1) < 0) {
    return std::nullopt;
  }
  Verification state{.last = *last,
                     .files = static_cast<std::size_t>(*files),
                     .bytes = static_cast<std::uint64_t>(*bytes),
                     .unnamed = static_cast<std::size_t>(*unnamed)};
  for (const Json& one : json["damaged"].items()) {
    const auto hash = hash_from_hex(one["sha256"].string_or(""));
    const auto damage = damage_from(one["problem"].string_or(""));
    if (!hash || !damage) return std::nullopt;
    state.damaged.push_back({*hash, *damage});
  }
  return state;
}

}  // namespace

std::string_view name_of(Damage damage) {
  switch (damage) {
    case Damage::Altered:
      return "altered";
    case Damage::Lost:
      return "lost";
    case Damage::Unreadable:
      break;
  }
  return "unreadable";
}

Result<Verification> verify(const Archive& archive, std::span<const ContentHash> named,
                            Verification from, const GoOn& go_on) {
  auto kept = archive.kept();
  if (!kept) return std::move(kept).error();
  std::vector<ContentHash> all;
  std::set_union(kept->begin(), kept->end(), named.begin(), named.end(), std::back_inserter(all));
  Verification state = std::move(from);
  for (const Damaged& before : std::exchange(state.damaged, {})) {
    read_one(archive, before.hash, state);
  }
  auto next = state.last ? std::upper_bound(all.begin(), all.end(), *state.last) : all.begin();
  for (; next != all.end(); ++next) {
    const auto done = static_cast<std::size_t>(next - all.begin());
    if (!go_on(state, done, all.size())) return state;
    if (!std::binary_search(named.begin(), named.end(), *next)) ++state.unnamed;
    read_one(archive, *next, state);
    state.last = *next;
  }
  return state;
}

std::optional<Verification> unfinished(const Archive& archive) {
  const auto text = read_file(state_file(archive), kLargestState);
  if (!text) return std::nullopt;
  const auto json = Json::parse(*text);
  if (!json) return std::nullopt;
  return state_from(*json);
}

Status remember(const Archive& archive, const Verification& so_far) {
  if (!so_far.last) return {};
  Json json;
  json.set("last", to_hex(*so_far.last));
  json.set("files", so_far.files);
  json.set("bytes", static_cast<std::size_t>(so_far.bytes));
  json.set("unnamed", so_far.unnamed);
  Json::Array damaged;
  for (const Damaged& one : so_far.damaged) {
    Json entry;
    entry.set("sha256", to_hex(one.hash)).set("problem", name_of(one.damage));
    damaged.push_back(std::move(entry));
  }
  json.set("damaged", std::move(damaged));
  return write_file_durably(state_file(archive), json.dump());
}

void forget(const Archive& archive) {
  std::error_code ignored;
  std::filesystem::remove(state_file(archive), ignored);
}

}  // namespace gkwatch::store
