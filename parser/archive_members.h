#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "parser/extract.h"

namespace gkwatch::parser {

// One file in an archive. Its name is for people and for choosing; it is never used as a path.
struct Member {
  std::string name;  // UTF-8, "/" between folders; GBK names are decoded
  std::string bytes;
};

inline constexpr std::size_t kMaxMembers = 2'000;
inline constexpr std::size_t kMaxMemberBytes = std::size_t{64} << 20;
// Of everything that one document unpacks, archives in archives included.
inline constexpr std::size_t kMaxUnpackedBytes = std::size_t{160} << 20;
// No honest document shrinks further; asked only past the first eight MiB.
inline constexpr std::size_t kMaxRatio = 200;

// Every file of a ZIP, RAR or 7z archive, with its checksum verified; folders are left out.
// TooLarge past the limits above, Malformed if any member is damaged or cut off, Unsupported if
// one is encrypted. Bytes unpacked are added to source.nesting, if that is given.
Result<std::vector<Member>> read_members(const Source& source, const std::stop_token& stop);

}  // namespace gkwatch::parser
