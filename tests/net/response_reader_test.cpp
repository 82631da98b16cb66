#include "net/response_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace gkwatch::net {
namespace {

TEST(ResponseReader, ReadsHeadersWithNamesInLowerCase) {
  ResponseReader reader{100};
  for (const char* line : {"HTTP/1.1 200 OK\r\n", "Content-Type:  text/html \r\n", "X-A: 1\r\n",
                           "x-a: 2\r\n", "Odd\r\n", "\r\n"}) {
    EXPECT_TRUE(reader.take_header_line(line));
  }
  const HttpResponse response = std::move(reader).finish(200);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("content-type"), "text/html");
  EXPECT_EQ(response.header("x-a"), "1");
  EXPECT_EQ(response.headers.count("x-a"), 2u);
  EXPECT_EQ(response.header("none"), "");
  EXPECT_EQ(response.header_block,
            "HTTP/1.1 200 OK\r\nContent-Type:  text/html \r\nX-A: 1\r\nx-a: 2\r\nOdd\r\n\r\n");
}

TEST(ResponseReader, ForgetsInterimResponses) {
  ResponseReader reader{100};
  for (const char* line : {"HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n",
                           "HTTP/1.1 200 OK\r\n", "A: b\r\n", "\r\n"}) {
    reader.take_header_line(line);
  }
  const HttpResponse response = std::move(reader).finish(200);
  EXPECT_EQ(response.headers.count("link"), 0u);
  EXPECT_EQ(response.header_block, "HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
}

TEST(ResponseReader, LeavesTrailersOut) {
  ResponseReader reader{100};
  for (const char* line : {"HTTP/1.1 200 OK\r\n", "\r\n", "Set-Cookie: late\r\n", "\r\n"}) {
    reader.take_header_line(line);
  }
  EXPECT_TRUE(std::move(reader).finish(200).headers.empty());
}

TEST(ResponseReader, JoinsFoldedLines) {
  ResponseReader reader{100};
  for (const char* line : {"HTTP/1.1 200 OK\r\n", " lost\r\n", "A: b\r\n", "\t c\r\n", "\r\n"}) {
    reader.take_header_line(line);
  }
  EXPECT_EQ(std::move(reader).finish(200).header("a"), "b c");
}

TEST(ResponseReader, StopsAtTheBodyLimit) {
  ResponseReader reader{5};
  EXPECT_TRUE(reader.take_body("123"));
  EXPECT_TRUE(reader.take_body("45"));
  EXPECT_FALSE(reader.is_too_large());
  EXPECT_FALSE(reader.take_body("6"));
  EXPECT_TRUE(reader.is_too_large());
}

TEST(ResponseReader, StopsAtTheHeaderLimit) {
  ResponseReader reader{5};
  const std::string line = "A: " + std::string(1000, 'x') + "\r\n";
  std::size_t taken = 0;
  while (reader.take_header_line(line)) taken += line.size();
  EXPECT_LE(taken, ResponseReader::kMaxHeaderBytes);
  EXPECT_TRUE(reader.is_too_large());
}

}  // namespace
}  // namespace gkwatch::net
