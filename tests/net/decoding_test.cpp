#include <gtest/gtest.h>

#include <array>
#include <chrono>

#include "net/curl_transport.h"
#include "tests/support/loopback_server.h"

namespace gkwatch::net {
namespace {

using gkwatch::testing::LoopbackServer;

std::string bytes_of(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes += static_cast<char>(value);
  return bytes;
}

// "hello hello hello hello", gzip.
std::string hello_gzip() {
  return bytes_of({0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03,
                   0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x27, 0x01,
                   0xe3, 0x51, 0x3d, 0x8d, 0x17, 0x00, 0x00, 0x00});
}

// Zeros in their shortest form go on as long as zero bytes follow: about a thousand for one.
std::string gzip_bomb(std::size_t packed_bytes) {
  return bytes_of({0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xed, 0xc1, 0x31,
                   0x01, 0x00, 0x00, 0x00, 0xc2, 0xa0, 0xf5, 0x4f, 0x6d, 0x08, 0x5f, 0xa0}) +
         std::string(packed_bytes, '\0');
}

struct Outcome {
  Result<HttpResponse> response;
  Fault fault = Fault::Other;
};

Outcome get(const LoopbackServer& server, std::size_t max_body_bytes) {
  HttpRequest request{.url = *Url::parse(server.url())};
  request.timeout = std::chrono::seconds{20};
  request.max_body_bytes = max_body_bytes;
  request.may_call_private = true;
  Fault fault = Fault::Other;
  auto response = CurlTransport{}.send(request, fault, {});
  return {std::move(response), fault};
}

TEST(Decoding, UnpacksGzipAskedForOrNot) {
  LoopbackServer server;
  server.will(testing::answer(200, hello_gzip(), {{"Content-Encoding", "gzip"}}));
  const auto [response, fault] = get(server, 100);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "hello hello hello hello");
  EXPECT_NE(server.requests().at(0).header("accept-encoding").find("gzip"), std::string::npos);
}

TEST(Decoding, CountsTheBytesAfterUnpacking) {
  LoopbackServer server;
  server.will(testing::answer(200, hello_gzip(), {{"Content-Encoding", "gzip"}}));
  server.will(testing::answer(200, hello_gzip(), {{"Content-Encoding", "gzip"}}));
  EXPECT_EQ(get(server, 22).fault, Fault::TooLarge);
  EXPECT_TRUE(get(server, 23).response);
}

TEST(Decoding, DefusesABomb) {
  LoopbackServer server;
  server.will(testing::answer(200, gzip_bomb(200'000), {{"Content-Encoding", "gzip"}}));
  const auto [response, fault] = get(server, 4u << 20);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::TooLarge) << response.error().message;
}

// 16 MiB of zeros in 14 bytes.
TEST(Decoding, DefusesABombInBrotli) {
  LoopbackServer server;
  const std::string bomb = bytes_of({0x9f, 0xff, 0xff, 0xff, 0xf8, 0x27, 0x00, 0xe2, 0xb1, 0x40,
                                     0x20, 0xf7, 0xfe, 0x1f});
  server.will(testing::answer(200, bomb, {{"Content-Encoding", "br"}}));
  const auto [response, fault] = get(server, 4u << 20);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::TooLarge) << response.error().message;
}

// RFC 8878, 3.1.1: a frame with a window of 2 MiB and blocks of one byte each, repeated 128 KiB.
TEST(Decoding, DefusesABombInZstandard) {
  std::string bomb = bytes_of({0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58});
  for (int block = 0; block < 64; ++block) bomb += bytes_of({0x02, 0x00, 0x10, 0x00});
  bomb += bytes_of({0x01, 0x00, 0x00});
  LoopbackServer server;
  server.will(testing::answer(200, bomb, {{"Content-Encoding", "zstd"}}));
  const auto [response, fault] = get(server, 4u << 20);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::TooLarge) << response.error().message;
}

TEST(Decoding, RefusesLayersThatAreNotThere) {
  LoopbackServer server;
  server.will(testing::answer(200, hello_gzip(), {{"Content-Encoding", "gzip, gzip, gzip"}}));
  const auto [response, fault] = get(server, 100);
  EXPECT_FALSE(response) << "it is gzip once only";
}

TEST(Decoding, RefusesBytesThatAreNotWhatTheyAreCalled) {
  LoopbackServer server;
  server.will(testing::answer(200, "plain text", {{"Content-Encoding", "gzip"}}));
  const auto [response, fault] = get(server, 100);
  ASSERT_FALSE(response);
  EXPECT_EQ(fault, Fault::Other);
  EXPECT_EQ(response.error().code, ErrorCode::Malformed);
}

}  // namespace
}  // namespace gkwatch::net
