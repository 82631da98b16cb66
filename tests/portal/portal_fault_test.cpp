#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/portal/portal.h"
#include "tests/portal/test_client.h"

namespace gkwatch::portal {
namespace {

using nlohmann::json;

const std::string kList = "/gzslqslz/gkmlpt/api/all/9310?sid=200999&page=";
const std::string kIndex = "/gzslqslz/gkmlpt/index";

// A portal with one fault for the sample town.
class PortalFault : public ::testing::Test {
 protected:
  Seen with(Fault fault, const std::string& target, const Ask& how = {}) {
    portal_->clear_faults();
    fault.agency = "sample-town";
    portal_->inject(std::move(fault));
    return ask(portal_->port(), target, how);
  }
  json list_with(FaultKind kind, int page) {
    return json::parse(with({.kind = kind}, kList + std::to_string(page)).body);
  }

  std::unique_ptr<Portal> portal_ = *Portal::start();
};

TEST_F(PortalFault, HasANameForEveryKind) {
  EXPECT_GE(all_faults().size(), 30u);
  for (const auto kind : all_faults()) EXPECT_EQ(fault_named(fault_name(kind)), kind);
  EXPECT_FALSE(fault_named(""));
}

TEST_F(PortalFault, ResetsBeforeTheFirstByteOrInMidBody) {
  const auto early = with({.kind = FaultKind::Reset}, kIndex);
  EXPECT_FALSE(early.answered);
  EXPECT_FALSE(early.ended_well);
  const auto late = with({.kind = FaultKind::ResetInBody}, kList + "1");
  EXPECT_FALSE(late.ended_well);
}

TEST_F(PortalFault, NeverAnswersOnTimeout) {
  const auto seen = with({.kind = FaultKind::Timeout}, kIndex, {.patience_ms = 200});
  EXPECT_FALSE(seen.answered);
}

TEST_F(PortalFault, SendsSlowlyButWhole) {
  const auto seen =
      with({.kind = FaultKind::Slow, .pause = std::chrono::milliseconds{5}}, kList + "1");
  EXPECT_EQ(json::parse(seen.body)["articles"].size(), 100u);
}

TEST_F(PortalFault, AnswersWithTheStatusOfItsName) {
  const std::map<FaultKind, int> expected{
      {FaultKind::NotFound, 404},        {FaultKind::FirstPage404, 404},
      {FaultKind::ServerError, 500},     {FaultKind::BadGateway, 502},
      {FaultKind::Waf521, 521},          {FaultKind::Waf412, 412},
      {FaultKind::Forbidden, 403},       {FaultKind::BlockPage, 200},
      {FaultKind::Soft404, 200},         {FaultKind::EmptyBody, 200},
      {FaultKind::TooManyRequests, 429}, {FaultKind::ServiceUnavailable, 503}};
  for (const auto& [kind, status] : expected) {
    const auto seen = with({.kind = kind}, kList + "1");
    EXPECT_EQ(seen.status, status) << fault_name(kind);
    EXPECT_EQ(seen.headers.at("content-type"), "text/html; charset=utf-8");
    EXPECT_FALSE(seen.headers.contains("etag"));
  }
}

TEST_F(PortalFault, Spares404ForLaterPagesWhenOnlyTheFirstIsGone) {
  EXPECT_EQ(with({.kind = FaultKind::FirstPage404}, kList + "2").status, 200);
}

TEST_F(PortalFault, DressesBlockPagesAsContent) {
  EXPECT_NE(with({.kind = FaultKind::BlockPage}, kList + "1").body.find("拦截"), std::string::npos);
  EXPECT_NE(with({.kind = FaultKind::Soft404}, kIndex).body.find("<title>404"), std::string::npos);
}

TEST_F(PortalFault, RedirectsWhereItsNameSays) {
  EXPECT_EQ(with({.kind = FaultKind::RedirectHome}, kIndex).headers.at("location"), "/");
  EXPECT_EQ(with({.kind = FaultKind::RedirectForeign}, kIndex).headers.at("location"),
            "http://gov-mirror.invalid" + kIndex);
  EXPECT_EQ(with({.kind = FaultKind::RedirectPrivate}, kIndex).headers.at("location"),
            "http://127.0.0.2:9" + kIndex);
  EXPECT_EQ(with({.kind = FaultKind::RedirectPrivate, .target = "http://10.0.0.1/"}, kIndex)
                .headers.at("location"),
            "http://10.0.0.1/");
  auto next = kIndex;
  for (int hop = 0; hop < 25; ++hop) {
    const auto seen = with({.kind = FaultKind::RedirectLoop}, next);
    ASSERT_EQ(seen.status, 302);
    ASSERT_NE(seen.headers.at("location"), next);
    next = seen.headers.at("location");
  }
}

TEST_F(PortalFault, LetsThroughWhoBringsTheCookieBack) {
  const auto wall = with({.kind = FaultKind::CookieWall}, kList + "1");
  EXPECT_EQ(wall.status, 302);
  EXPECT_EQ(wall.headers.at("location"), kList + "1");
  ASSERT_TRUE(wall.headers.at("set-cookie").starts_with("waf_pass=1;"));
  const auto inside =
      with({.kind = FaultKind::CookieWall}, kList + "1", {.headers = "Cookie: waf_pass=1\r\n"});
  EXPECT_EQ(inside.status, 200);
}

TEST_F(PortalFault, BendsLists) {
  EXPECT_EQ(list_with(FaultKind::WrongClassify, 1)["classify"]["id"], 9311);
  EXPECT_EQ(list_with(FaultKind::ShortPage, 1)["articles"].size(), 99u);
  const auto repeated = list_with(FaultKind::RepeatedPage, 2);
  EXPECT_EQ(repeated["offset"], 100);
  portal_->clear_faults();
  EXPECT_EQ(repeated["articles"], json::parse(ask(portal_->port(), kList + "1").body)["articles"]);
  const auto empty = list_with(FaultKind::EmptyList, 1);
  EXPECT_EQ(empty["total"], 0);
  EXPECT_TRUE(empty["articles"].empty());
}

TEST_F(PortalFault, BreaksJson) {
  for (const auto kind : {FaultKind::TruncatedJson, FaultKind::NotJson}) {
    const auto seen = with({.kind = kind}, kList + "1");
    EXPECT_EQ(seen.headers.at("content-type"), "application/json");
    EXPECT_EQ(seen.headers.at("content-length"), std::to_string(seen.body.size()));
    EXPECT_FALSE(json::accept(seen.body));
  }
}

TEST_F(PortalFault, CutsHtmlInHalf) {
  const auto seen = with({.kind = FaultKind::HalfHtml}, kIndex);
  EXPECT_EQ(seen.headers.at("content-length"), std::to_string(seen.body.size()));
  EXPECT_EQ(seen.body.find("</html>"), std::string::npos);
  EXPECT_EQ(with({.kind = FaultKind::HalfHtml}, kList + "1").body.back(), '}');
}

TEST_F(PortalFault, AnswersAttachmentsWithHtml) {
  portal_->inject({.kind = FaultKind::HtmlAttachment, .agency = "xigong-luobei"});
  const auto path = portal_->attachment_path_of("xigong-luobei", 214907);
  EXPECT_EQ(ask(portal_->port(), path).headers.at("content-type"), "text/html; charset=utf-8");
}

TEST_F(PortalFault, LiesAboutTheLength) {
  const auto more = with({.kind = FaultKind::LengthTooLong}, kIndex);
  EXPECT_EQ(more.headers.at("content-length"), std::to_string(more.body.size() + 1'000));
  const auto less = with({.kind = FaultKind::LengthTooShort}, kIndex);
  EXPECT_EQ(less.headers.at("content-length"), std::to_string(less.body.size() / 2));
}

TEST_F(PortalFault, FloodsWithoutEnd) {
  const Ask sip{.enough = 1u << 20};
  const auto huge = with({.kind = FaultKind::HugeBody}, kIndex, sip);
  EXPECT_EQ(huge.headers.at("content-length"), "2147483648");
  const auto headers = with({.kind = FaultKind::EndlessHeaders}, kIndex, sip);
  EXPECT_FALSE(headers.answered);
}

TEST_F(PortalFault, PacksAGibibyteIntoOneOrTwoMebibytes) {
  const auto bomb = with({.kind = FaultKind::GzipBomb}, kIndex);
  EXPECT_EQ(bomb.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(bomb.headers.at("content-length"), std::to_string(bomb.body.size()));
  EXPECT_LT(bomb.body.size(), 4u << 20);
  EXPECT_EQ(bomb.body.substr(bomb.body.size() - 4), std::string("\x00\x00\x00\x40", 4));
}

TEST_F(PortalFault, PacksUnasked) {
  const auto seen = with({.kind = FaultKind::UnaskedGzip}, kList + "1");
  EXPECT_EQ(seen.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(seen.body.substr(0, 2), "\x1f\x8b");
}

TEST_F(PortalFault, StrikesAsOftenAsToldAndNoSooner) {
  portal_->inject({.kind = FaultKind::BadGateway, .path = "/robots.txt", .times = 2, .after = 1});
  std::vector<int> seen;
  for (int i = 0; i < 4; ++i) seen.push_back(ask(portal_->port(), "/robots.txt").status);
  EXPECT_EQ(seen, (std::vector{200, 502, 502, 200}));
  EXPECT_EQ(portal_->strikes(), 2u);
}

TEST_F(PortalFault, HitsAPathAPrefixOrOneQuery) {
  portal_->inject({.kind = FaultKind::Forbidden, .path = kList + "2"});
  EXPECT_EQ(ask(portal_->port(), kList + "1").status, 200);
  EXPECT_EQ(ask(portal_->port(), kList + "2").status, 403);
  portal_->clear_faults();
  portal_->inject({.kind = FaultKind::Forbidden, .path = "/gzslqslz/*"});
  EXPECT_EQ(ask(portal_->port(), kIndex).status, 403);
  EXPECT_EQ(ask(portal_->port(), "/gzpylpj/gkmlpt/index").status, 200);
}

}  // namespace
}  // namespace gkwatch::portal
