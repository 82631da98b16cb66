#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/content_hash.h"
#include "core/result.h"
#include "store/archive.h"

namespace gkwatch::store {

// What is wrong with bytes that should be in the archive.
enum class Damage {
  Altered,     // the file is there and has another hash
  Lost,        // something was recorded of them, and there is no file
  Unreadable,  // the disk does not give them
};
std::string_view name_of(Damage damage);  // "altered", "lost", "unreadable"

struct Damaged {
  ContentHash hash;
  Damage damage = Damage::Altered;
};

// How far a verification has come: everything up to `last` was read, in the order of hashes.
struct Verification {
  std::optional<ContentHash> last{};
  std::size_t files = 0;    // read and found in order
  std::uint64_t bytes = 0;  // of these
  std::size_t unnamed = 0;  // files that nothing recorded names: a check that was cut off kept them
  std::vector<Damaged> damaged{};
};

// Asked before each file with how many are behind and how many there are in all. False: stop here.
using GoOn = std::function<bool(const Verification& so_far, std::size_t done, std::size_t all)>;

// Reads every file of the archive and every one of `named` (in order, each once) that comes after
// `from.last`, and compares its bytes with its name. What was damaged in `from` is read again. The
// result is whole unless `go_on` said no. Storage if the archive cannot be listed.
Result<Verification> verify(const Archive& archive, std::span<const ContentHash> named,
                            Verification from, const GoOn& go_on);

// The place where a verification that was cut off is kept: a file in the archive's folder. None: a
// new one begins. What stands there and is not understood counts as none.
std::optional<Verification> unfinished(const Archive& archive);
// Storage if it cannot be written: the next one will begin anew.
Status remember(const Archive& archive, const Verification& so_far);
void forget(const Archive& archive);

}  // namespace gkwatch::store
