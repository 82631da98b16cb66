#include <zlib.h>

#include <algorithm>
#include <utility>

#include "tests/portal/fault.h"

namespace gkwatch::portal {
namespace {

using testing::HttpConnection;
using testing::ReceivedRequest;

constexpr std::uint64_t kGibibyte = 1u << 30;
constexpr int kRawDeflate = -15;
constexpr std::uint64_t kHugeSize = 2 * kGibibyte;
constexpr std::size_t kPieces = 8;

Reply html(int status, std::string body) { return {.status = status, .body = std::move(body)}; }

Reply redirect(std::string target) {
  return {.status = 302, .headers = {{"Location", std::move(target)}}};
}

Reply with_retry_after(int status, const Fault& fault) {
  auto reply = html(status,
                    "<html><head><title>请求过于频繁</title></head>"
                    "<body>系统繁忙，请稍后再试</body></html>");
  reply.headers.emplace_back("Retry-After", fault.retry_after);
  return reply;
}

Reply block_page(int status) {
  return html(status,
              "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>访问被拦截</title></head>"
              "<body><h1>您的访问请求可能存在安全风险，已被防火墙拦截</h1>"
              "<p>如有疑问，请联系网站管理员。事件编号：2021012100001</p></body></html>");
}

Reply loop(const ReceivedRequest& request) {
  const auto hop = query_parameter(request.query, "hop");
  return redirect(request.path + "?hop=" + hop + "1");
}

Reply foreign(const Fault& fault, const ReceivedRequest& request) {
  return redirect(fault.target.empty() ? "http://gov-mirror.invalid" + request.path : fault.target);
}

Reply inward(const Fault& fault, const ReceivedRequest& request) {
  return redirect(fault.target.empty() ? "http://127.0.0.2:9" + request.path : fault.target);
}

Reply cookie_wall(const Reply& proper, const ReceivedRequest& request) {
  if (request.header("cookie").find("waf_pass=1") != std::string_view::npos) return proper;
  auto reply = redirect(request.target);
  reply.headers.emplace_back("Set-Cookie", "waf_pass=1; path=/");
  return reply;
}

Reply half(Reply reply) {
  reply.body.resize(reply.body.size() / 2);
  reply.modified = 0;
  return reply;
}

Reply unasked_gzip(Reply reply) {
  reply.body = gzipped(reply.body);
  reply.headers.emplace_back("Content-Encoding", "gzip");
  return reply;
}

Reply not_json() {
  return {.type = "application/json", .body = "{'classify': {id: 6198}, articles: undefined}"};
}

Reply html_attachment() {
  return html(200,
              "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>文件下载</title></head>"
              "<body><p>文件不存在或已被移除</p></body></html>");
}

// The whole answer in place of the proper one, for kinds that need no bytes of their own.
Reply substitute(const Fault& fault, const Reply& proper, const ReceivedRequest& request) {
  switch (fault.kind) {
    case FaultKind::NotFound:
    case FaultKind::FirstPage404:
      return html(404, "<html><head><title>404 Not Found</title></head><body>404</body></html>");
    case FaultKind::ServerError:
      return html(500, "<html><head><title>500</title></head><body>服务器内部错误</body></html>");
    case FaultKind::BadGateway:
      return html(502, "<html><head><title>502 Bad Gateway</title></head><body></body></html>");
    case FaultKind::Waf521:
      return html(521, "<html><head><script>var __jsl='x';</script></head><body></body></html>");
    case FaultKind::Waf412:
      return html(412, "<html><head><script>document.cookie='probe=1';</script></head></html>");
    case FaultKind::Forbidden:
      return block_page(403);
    case FaultKind::BlockPage:
      return block_page(200);
    case FaultKind::Soft404:
      return html(200,
                  "<html><head><meta charset=\"utf-8\"><title>404-页面不存在</title></head>"
                  "<body>您访问的页面不存在或已删除</body></html>");
    case FaultKind::EmptyBody:
      return html(200, "");
    case FaultKind::RedirectHome:
      return redirect("/");
    case FaultKind::RedirectForeign:
      return foreign(fault, request);
    case FaultKind::RedirectPrivate:
      return inward(fault, request);
    case FaultKind::RedirectLoop:
      return loop(request);
    case FaultKind::CookieWall:
      return cookie_wall(proper, request);
    case FaultKind::TruncatedJson:
    case FaultKind::HalfHtml:
      return half(proper);
    case FaultKind::NotJson:
      return not_json();
    case FaultKind::HtmlAttachment:
      return html_attachment();
    case FaultKind::TooManyRequests:
      return with_retry_after(429, fault);
    case FaultKind::ServiceUnavailable:
      return with_retry_after(503, fault);
    case FaultKind::UnaskedGzip:
      return unasked_gzip(proper);
    default:
      return proper;
  }
}

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
