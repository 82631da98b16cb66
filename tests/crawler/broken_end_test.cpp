#include "crawler/broken_end.h"

#include <gtest/gtest.h>

#include "tests/crawler/site_fixture.h"

namespace gkwatch::crawler {
namespace {

const std::string kPage = "https://www.example.gov.cn/a/post_1.html";
const std::string kHalfPage = "<!DOCTYPE html>\n<html><head><title>a</title></head><body><p>one";
const std::string kWholePage = kHalfPage + "</p></body></html>";
const std::string kHalfZip = "PK\x03\x04 a part of a file";
const std::string kWholeZip = kHalfZip + " PK\x05\x06 directory";

bool is_broken(const std::string& body, std::multimap<std::string, std::string> headers = {}) {
  return is_broken_off({.status = 200, .headers = std::move(headers), .body = body});
}

TEST(BrokenEnd, IsSeenWhereOnlyTheEndOfTheConnectionSaysThatItIsTheEnd) {
  EXPECT_TRUE(is_broken(kHalfPage));
  EXPECT_TRUE(is_broken(kHalfZip));
  EXPECT_TRUE(is_broken("%PDF-1.4\n1 0 obj"));
  EXPECT_FALSE(is_broken(kWholePage));
  EXPECT_FALSE(is_broken(kWholeZip));
  EXPECT_FALSE(is_broken("%PDF-1.4\n1 0 obj\n%%EOF\n"));
}

TEST(BrokenEnd, IsSeenInACodingThatWasUndoneAsFarAsItWent) {
  EXPECT_TRUE(is_broken(kHalfPage, {{"content-length", "90"}, {"content-encoding", "gzip"}}));
  EXPECT_TRUE(
      is_broken(kHalfPage, {{"transfer-encoding", "chunked"}, {"content-encoding", "gzip"}}));
  EXPECT_FALSE(is_broken(kWholePage, {{"content-encoding", "gzip"}}));
}

TEST(BrokenEnd, IsNoneWhereTheServerCountedWhatItSent) {
  EXPECT_FALSE(is_broken(kHalfPage, {{"content-length", "67"}}));
  EXPECT_FALSE(is_broken(kHalfPage, {{"transfer-encoding", "Chunked"}}));
  EXPECT_FALSE(is_broken(kHalfPage, {{"content-length", "67"}, {"content-encoding", "identity"}}));
  EXPECT_FALSE(
      is_broken_off({.status = 200, .header_block = "HTTP/2 200\r\n\r\n", .body = kHalfPage}));
}

TEST(BrokenEnd, IsNotLookedForInWhatHasNone) {
  EXPECT_FALSE(is_broken("{\"articles\":[]}"));
  EXPECT_FALSE(is_broken("<p>a fragment"));
  EXPECT_FALSE(is_broken(""));
}

using BrokenAnswer = SiteTest;

TEST_F(BrokenAnswer, IsAFaultAndNoPage) {
  site_.serve(kPage, answer(200, kHalfPage));
  EXPECT_EQ(fetch(kPage).error().code, ErrorCode::Unreachable);
  EXPECT_EQ(visits().back().fault, FetchFault::Truncated);
}

TEST_F(BrokenAnswer, IsKeptAsFarAsItCame) {
  std::vector<std::string> kept;
  keep_ = [&](const Document& document) {
    kept.push_back(*document.body);
    return Status{};
  };
  site_.break_off(kPage,
                  {.status = 200, .header_block = "HTTP/1.1 200 OK\r\n\r\n", .body = kHalfPage});
  EXPECT_FALSE(fetch(kPage));
  const Visit visit = visits().front();
  EXPECT_EQ(visit.outcome, VisitOutcome::Error);
  EXPECT_EQ(visit.fault, FetchFault::Truncated);
  EXPECT_EQ(visit.http_status, 200);
  EXPECT_EQ(visit.bytes, kHalfPage.size());
  EXPECT_EQ(visit.hash, hash_of(kHalfPage));
  EXPECT_NE(visit.headers, "");
  ASSERT_FALSE(kept.empty());
  EXPECT_EQ(kept.front(), kHalfPage);
}

}  // namespace
}  // namespace gkwatch::crawler
