#include "web/gzip.h"

#include <zlib.h>

#include <algorithm>

#include "core/text.h"

namespace gkwatch::web {
namespace {

constexpr int kGzip = 16 + MAX_WBITS;  // zlib's way to ask for a gzip header
constexpr int kLevel = 5;
constexpr int kMemory = 8;

}  // namespace

std::optional<std::string> gzipped(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string source{text};  // zlib wants bytes that it could write to
  std::string packed(deflateBound(&stream, source.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool is_done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!is_done || packed.size() >= text.size()) return std::nullopt;
  return packed;
}

bool takes_gzip(std::string_view accept_encoding) {
  const std::string all = to_lower(without_spaces(accept_encoding));
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t to = std::min(all.find(',', from), all.size());
    const std::string_view one = std::string_view{all}.substr(from, to - from);
    const std::size_t semicolon = std::min(one.find(';'), one.size());
    const std::string_view name = one.substr(0, semicolon);
    const std::string_view quality = one.substr(semicolon);
    if (name == "gzip" || name == "*") {
      return quality.find_first_of("123456789") != std::string_view::npos ||
             quality.find("q=") == std::string_view::npos;
    }
    from = to + 1;
  }
  return false;
}

}  // namespace gkwatch::web
