#include <zlib.h>

#include <cstdint>

#include "tests/support/office_writer.h"

namespace gkwatch::testing {
namespace {

void put(std::string& to, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) to += static_cast<char>((value >> (8 * i)) & 0xFF);
}

std::string deflated(std::string plain) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::uint32_t checksum(const std::string& bytes) {
  const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
  return static_cast<std::uint32_t>(crc32(0, data, static_cast<uInt>(bytes.size())));
}

// What a local header and an entry of the table of contents have in common (APPNOTE 4.3.7).
std::string common_part(const ZipMember& member, const std::string& packed) {
  std::string part;
  put(part, 20, 2);  // version
  put(part, 0, 2);   // flags
  put(part, 8, 2);   // deflate
  put(part, 0, 4);   // time and date
  put(part, checksum(member.bytes), 4);
  put(part, static_cast<std::uint32_t>(packed.size()), 4);
  put(part, static_cast<std::uint32_t>(member.bytes.size()), 4);
  put(part, static_cast<std::uint32_t>(member.name.size()), 2);
  put(part, 0, 2);  // extra field
  return part;
}

}  // namespace

std::string write_zip(const std::vector<ZipMember>& members) {
  std::string zip;
  std::string contents;
  for (const ZipMember& member : members) {
    const std::string packed = deflated(member.bytes);
    const std::string common = common_part(member, packed);
    contents += "PK\x01\x02";
    put(contents, 20, 2);
    contents += common;
    put(contents, 0, 2);  // comment
    put(contents, 0, 2);  // disk
    put(contents, 0, 2);  // internal attributes
    put(contents, 0, 4);  // external attributes
    put(contents, static_cast<std::uint32_t>(zip.size()), 4);
    contents += member.name;
    zip += "PK\x03\x04" + common + member.name + packed;
  }
  std::string end = "PK\x05\x06";
  put(end, 0, 4);
  put(end, static_cast<std::uint32_t>(members.size()), 2);
  put(end, static_cast<std::uint32_t>(members.size()), 2);
  put(end, static_cast<std::uint32_t>(contents.size()), 4);
  put(end, static_cast<std::uint32_t>(zip.size()), 4);
  put(end, 0, 2);
  return zip + contents + end;
}

}  // namespace gkwatch::testing
