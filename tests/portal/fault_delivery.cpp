#include <zlib.h>

#include <algorithm>
#include <utility>

#include "tests/portal/fault.h"
#include "tests/portal/fault_replies.h"

namespace gkwatch::portal {
namespace {

using testing::HttpConnection;
using testing::ReceivedRequest;

constexpr std::uint64_t kGibibyte = 1u << 30;
constexpr int kRawDeflate = -15;
constexpr std::uint64_t kHugeSize = 2 * kGibibyte;
constexpr std::size_t kPieces = 8;

void send_slowly(const Fault& fault, std::string_view bytes, HttpConnection& connection) {
  const auto piece = bytes.size() / kPieces + 1;
  while (!bytes.empty() && connection.send(bytes.substr(0, piece))) {
    bytes.remove_prefix(std::min(piece, bytes.size()));
    if (!connection.wait(fault.pause)) break;
  }
}

void send_huge(HttpConnection& connection) {
  const std::string block(256u << 10, 'x');
  if (!connection.send(wire_claiming({}, kHugeSize))) return;
  for (std::uint64_t sent = 0; sent < kHugeSize && connection.send(block);) sent += block.size();
}

// One deflated block of zeros that refers to nothing before it, so that it can be repeated.
struct Bomb {
  static constexpr std::size_t kBlock = 16u << 20;
  std::string repeated{};
  std::string tail{};  // an empty last block, checksum and size
};

Bomb make_bomb() {
  std::string zeros(Bomb::kBlock, '\0');
  z_stream stream{};
  Bomb bomb;
  if (deflateInit2(&stream, 9, Z_DEFLATED, kRawDeflate, 8, Z_DEFAULT_STRATEGY) != Z_OK) return bomb;
  bomb.repeated.resize(1u << 20);
  stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(bomb.repeated.data());
  stream.avail_out = static_cast<uInt>(bomb.repeated.size());
  deflate(&stream, Z_FULL_FLUSH);
  bomb.repeated.resize(stream.total_out);
  deflateEnd(&stream);
  const auto one = crc32(0, reinterpret_cast<const Bytef*>(zeros.data()), Bomb::kBlock);
  uLong all = crc32(0, nullptr, 0);
  for (std::uint64_t done = 0; done < kGibibyte; done += Bomb::kBlock) {
    all = crc32_combine(all, one, Bomb::kBlock);
  }
  bomb.tail = std::string{"\x03\x00", 2};
  for (int i = 0; i < 4; ++i) bomb.tail += static_cast<char>((all >> (8 * i)) & 0xff);
  for (int i = 0; i < 4; ++i) bomb.tail += static_cast<char>((kGibibyte >> (8 * i)) & 0xff);
  return bomb;
}

void send_bomb(HttpConnection& connection) {
  static const Bomb bomb = make_bomb();
  const std::string head{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10};
  const std::uint64_t blocks = kGibibyte / Bomb::kBlock;
  Reply reply;
  reply.headers.emplace_back("Content-Encoding", "gzip");
  const auto size = head.size() + blocks * bomb.repeated.size() + bomb.tail.size();
  if (!connection.send(wire_claiming(reply, size) + head)) return;
  for (std::uint64_t i = 0; i < blocks; ++i) {
    if (!connection.send(bomb.repeated)) return;
  }
  connection.send(bomb.tail);
}

void send_endless_headers(HttpConnection& connection) {
  const std::string line = "X-Padding: " + std::string(4'000, 'a') + "\r\n";
  if (!connection.send("HTTP/1.1 200 OK\r\n")) return;
  while (connection.send(line)) continue;
}

void wait_for_ever(HttpConnection& connection) {
  while (connection.wait(std::chrono::hours{1})) continue;
}

void send_first_half(const std::string& bytes, HttpConnection& connection) {
  connection.send(std::string_view{bytes}.substr(0, bytes.size() / 2));
  connection.reset();
}

}  // namespace

void deliver(const Fault& fault, const Reply& proper, const ReceivedRequest& request,
             HttpConnection& connection) {
  switch (fault.kind) {
    case FaultKind::Reset:
      return connection.reset();
    case FaultKind::Timeout:
      wait_for_ever(connection);
      return connection.close_after();
    case FaultKind::ResetInBody:
      return send_first_half(wire(proper, request), connection);
    case FaultKind::Slow:
      return send_slowly(fault, wire(proper, request), connection);
    case FaultKind::LengthTooLong:
      connection.send(wire_claiming(proper, proper.body.size() + 1'000));
      return connection.close_after();
    case FaultKind::LengthTooShort:
      connection.send(wire_claiming(proper, proper.body.size() / 2));
      return connection.close_after();
    case FaultKind::HugeBody:
      send_huge(connection);
      return connection.close_after();
    case FaultKind::GzipBomb:
      return send_bomb(connection);
    case FaultKind::EmptyReply:
      return connection.close_after();
    case FaultKind::NotHttp:
      connection.send("220 mail.example ESMTP ready\r\n");
      return connection.close_after();
    case FaultKind::ChunkedCut:
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n<html>");
      return connection.close_after();
    case FaultKind::UnaskedNotModified:
      connection.send("HTTP/1.1 304 Not Modified\r\nETag: \"another\"\r\n\r\n");
      return;
    case FaultKind::EndlessHeaders:
      send_endless_headers(connection);
      return connection.close_after();
    default:
      break;
  }
  auto plain = request;
  if (fault.kind == FaultKind::UnaskedGzip) plain.headers.erase("accept-encoding");
  connection.send(wire(substitute(fault, proper, request), plain));
}

}  // namespace gkwatch::portal
