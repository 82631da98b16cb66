#include "tests/portal/reply.h"

#include <zlib.h>

#include <array>
#include <cstdio>

#include "tests/portal/addresses.h"

namespace gkwatch::portal {
namespace {

constexpr std::size_t kWorthPacking = 200;
constexpr int kGzipWindow = 15 + 16;
constexpr std::array<std::pair<int, std::string_view>, 13> kReasons{{{200, "OK"},
                                                                     {302, "Found"},
                                                                     {304, "Not Modified"},
                                                                     {400, "Bad Request"},
                                                                     {403, "Forbidden"},
                                                                     {404, "Not Found"},
                                                                     {405, "Method Not Allowed"},
                                                                     {412, "Precondition Failed"},
                                                                     {429, "Too Many Requests"},
                                                                     {500, "Internal Server Error"},
                                                                     {502, "Bad Gateway"},
                                                                     {503, "Service Unavailable"},
                                                                     {521, "Web Server Is Down"}}};

std::string_view reason_of(int status) {
  for (const auto& [known, reason] : kReasons) {
    if (known == status) return reason;
  }
  return "Status";
}

// FNV-1a: it has to tell contents apart, not to withstand anybody.
std::string etag_of(std::string_view body) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : body) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  std::array<char, 32> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "\"%016llx\"", static_cast<unsigned long long>(hash));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string head_of(const Reply& reply) {
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " ";
  head += reason_of(reply.status);
  head += "\r\nServer: nginx\r\n";
  for (const auto& [name, value] : reply.headers) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
  return head;
}

// If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2).
bool is_known(const testing::ReceivedRequest& request, std::string_view etag,
              std::string_view modified) {
  if (const auto asked = request.header("if-none-match"); !asked.empty()) {
    return asked.find(etag) != std::string_view::npos;
  }
  return request.header("if-modified-since") == modified;
}

}  // namespace

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return "";
  std::string in{bytes};
  std::string out(deflateBound(&stream, in.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string wire(const Reply& reply, const testing::ReceivedRequest& request) {
  Reply answer = reply;
  answer.headers.emplace_back("Content-Type", reply.type);
  if (reply.status == 200 && reply.modified != 0) {
    const auto etag = etag_of(reply.body);
    const auto modified = http_date_of(reply.modified);
    answer.headers.emplace_back("ETag", etag);
    answer.headers.emplace_back("Last-Modified", modified);
    if (is_known(request, etag, modified)) {
      answer.status = 304;
      return head_of(answer) + "\r\n";
    }
  }
  const bool packed = request.header("accept-encoding").find("gzip") != std::string_view::npos &&
                      reply.body.size() > kWorthPacking;
  if (packed) {
    answer.body = gzipped(reply.body);
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
  }
  answer.headers.emplace_back("Content-Length", std::to_string(answer.body.size()));
  return head_of(answer) + "\r\n" + (request.method == "HEAD" ? "" : answer.body);
}

std::string wire_claiming(const Reply& reply, std::uint64_t content_length) {
  Reply answer = reply;
  answer.headers.emplace_back("Content-Type", reply.type);
  answer.headers.emplace_back("Content-Length", std::to_string(content_length));
  return head_of(answer) + "\r\n" + answer.body;
}

}  // namespace gkwatch::portal
