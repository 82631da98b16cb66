// What every receiver promises, whatever its kind.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "core/text.h"
#include "tests/alerts/receiver_bench.h"

namespace gkwatch::alerts {
namespace {

// A kind, and how its service behaves.
struct Kind {
  std::string name;
  ReceiverSettings settings;
  std::string yes;                 // the body of an answer that means "delivered"
  std::vector<std::string> later;  // bodies with status 200 of failures that may pass
  std::vector<std::string> never;  // bodies with status 200 of failures for good
};

class EveryReceiver : public ::testing::TestWithParam<Kind> {
 protected:
  bool is_mail() const { return GetParam().settings.kind == ReceiverKind::Email; }

  void succeed() {
    if (!is_mail()) bench_.will_answer(200, GetParam().yes);
  }
  void fail(ErrorCode code) {
    if (is_mail()) return bench_.mail.will_fail({code, "as the script says"});
    bench_.http.will_fail(code, net::Fault::Timeout);
  }
  std::size_t times_sent() const {
    return is_mail() ? bench_.mail.sent().size() : bench_.http.sent().size();
  }
  // What a receiver drops repeats by, or all that it sees.
  std::string identity(std::size_t attempt) const {
    if (is_mail()) return bench_.mail.sent().at(attempt).message.message_id;
    if (GetParam().settings.kind == ReceiverKind::Webhook) {
      return bench_.header("webhook-id", attempt) + *bench_.request(attempt).post_body;
    }
    return *bench_.request(attempt).post_body;
  }

  ReceiverBench bench_{GetParam().settings};
};

TEST_P(EveryReceiver, DeliversOnce) {
  succeed();
  EXPECT_TRUE(bench_.deliver().status);
  EXPECT_EQ(times_sent(), 1u);
  EXPECT_EQ(bench_.receiver().id(), GetParam().settings.name);
}

TEST_P(EveryReceiver, SaysTheSameUnderTheSameIdWhenItTriesAgain) {
  fail(ErrorCode::Timeout);
  succeed();
  const Attempt first = bench_.deliver();
  ASSERT_FALSE(first.status);
  EXPECT_TRUE(is_transient(first.status.error().code));
  EXPECT_TRUE(bench_.deliver().status);
  ASSERT_EQ(times_sent(), 2u);
  EXPECT_EQ(identity(0), identity(1));
  EXPECT_FALSE(identity(0).empty());
}

TEST_P(EveryReceiver, TakesAServerThatCannotBeReachedForOneThatWillComeBack) {
  fail(ErrorCode::Unreachable);
  const Attempt attempt = bench_.deliver();
  ASSERT_FALSE(attempt.status);
  EXPECT_TRUE(is_transient(attempt.status.error().code));
}

TEST_P(EveryReceiver, StopsWhenToldTo) {
  std::stop_source source;
  source.request_stop();
  const Attempt attempt = bench_.deliver(source.get_token());
  ASSERT_FALSE(attempt.status);
  EXPECT_EQ(attempt.status.error().code, ErrorCode::Cancelled);
  EXPECT_EQ(times_sent(), 0u);
}

TEST_P(EveryReceiver, CallsOnlyTheAddressOfItsSettings) {
  if (is_mail()) return;
  succeed();
  EXPECT_TRUE(bench_.deliver().status);
  EXPECT_EQ(bench_.request().url.host(), "127.0.0.1");
  EXPECT_TRUE(bench_.request().may_call_private);
  EXPECT_TRUE(bench_.request().post_body.has_value());
}

TEST_P(EveryReceiver, FollowsNoRedirect) {
  if (is_mail()) return;
  bench_.http.will_answer({.status = 302, .headers = {{"location", "http://127.0.0.1/other"}}});
  succeed();
  EXPECT_FALSE(bench_.deliver().status);
  EXPECT_EQ(times_sent(), 1u);
}

TEST_P(EveryReceiver, TriesAgainAfterFailuresOfTheServerAndOfTheOperator) {
  if (is_mail()) return;
  for (const int status : {301, 400, 401, 403, 404, 429, 500, 502, 503, 504}) {
    bench_.will_answer(status, "<html>nginx</html>");
    const Attempt attempt = bench_.deliver();
    ASSERT_FALSE(attempt.status) << status;
    EXPECT_TRUE(is_transient(attempt.status.error().code)) << status;
  }
}

TEST_P(EveryReceiver, GivesUpOnWhatIsGone) {
  if (is_mail()) {
    fail(ErrorCode::Refused);
  } else {
    bench_.will_answer(410, "");
  }
  const Attempt attempt = bench_.deliver();
  ASSERT_FALSE(attempt.status);
  EXPECT_EQ(attempt.status.error().code, ErrorCode::Refused);
}

TEST_P(EveryReceiver, PassesOnThePauseThatItIsAskedFor) {
  if (is_mail()) return;
  bench_.http.will_answer({.status = 429, .headers = {{"retry-after", "77"}}});
  EXPECT_EQ(bench_.deliver().pause, std::chrono::seconds{77});
}

TEST_P(EveryReceiver, BelievesTheBodyAndNotTheStatus) {
  for (const std::string& body : GetParam().later) {
    bench_.will_answer(200, body);
    const Attempt attempt = bench_.deliver();
    ASSERT_FALSE(attempt.status) << body;
    EXPECT_TRUE(is_transient(attempt.status.error().code)) << body;
  }
  for (const std::string& body : GetParam().never) {
    bench_.will_answer(200, body);
    const Attempt attempt = bench_.deliver();
    ASSERT_FALSE(attempt.status) << body;
    EXPECT_EQ(attempt.status.error().code, ErrorCode::Refused) << body;
  }
}

TEST_P(EveryReceiver, SaysWhyItFailedInBothLanguages) {
  fail(ErrorCode::Timeout);
  const Bilingual late = bench_.deliver().why;
  EXPECT_TRUE(contains(late.zh, "没有及时答复")) << late.zh;
  EXPECT_TRUE(contains(late.en, "no answer in time")) << late.en;
  for (const std::string& body : GetParam().never) {
    bench_.will_answer(200, body);
    const Bilingual refused = bench_.deliver().why;
    EXPECT_TRUE(contains(refused.zh, "机器人答复")) << refused.zh;
    EXPECT_FALSE(refused.en.empty());
  }
  if (is_mail()) return;
  bench_.will_answer(410, "");
  const Attempt gone = bench_.deliver();
  EXPECT_TRUE(gone.is_gone);
  EXPECT_TRUE(contains(gone.why.zh, "HTTP 410（此地址已停用")) << gone.why.zh;
}

TEST_P(EveryReceiver, NamesNoSecretInWhatItReports) {
  if (is_mail()) return;
  bench_.will_answer(500, "access_token=t");
  EXPECT_EQ(bench_.deliver().status.error().message.find("access_token"), std::string::npos);
}

// Bodies that say nothing: a proxy's page, nothing, another service's answer.
const std::vector<std::string> kNoVerdict{"", "<html>OK</html>", "[]", "{}", "null"};

std::vector<std::string> and_no_verdict(std::vector<std::string> bodies) {
  bodies.insert(bodies.end(), kNoVerdict.begin(), kNoVerdict.end());
  return bodies;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, EveryReceiver,
    ::testing::Values(Kind{"webhook", hook(), "", {}, {}}, Kind{"email", post_box(), "", {}, {}},
                      Kind{"dingtalk",
                           chat_of(ReceiverKind::DingTalk, "SECxyz"),
                           R"({"errcode":0,"errmsg":"ok"})",
                           and_no_verdict({R"({"errcode":130101,"errmsg":"send too fast"})",
                                           R"({"errcode":310000,"errmsg":"sign not match"})",
                                           R"({"errcode":-1,"errmsg":"system busy"})",
                                           R"({"errcode":"0"})"}),
                           {R"({"errcode":400102,"errmsg":"robot stopped"})"}},
                      Kind{"wecom",
                           chat_of(ReceiverKind::WeCom),
                           R"({"errcode":0,"errmsg":"ok"})",
                           and_no_verdict({R"({"errcode":45009,"errmsg":"api freq out of limit"})",
                                           R"({"errcode":-1,"errmsg":"busy"})"}),
                           {R"({"errcode":93000,"errmsg":"invalid webhook url"})"}},
                      Kind{"feishu",
                           chat_of(ReceiverKind::Feishu, "s3cret"),
                           R"({"code":0,"msg":"success"})",
                           and_no_verdict({R"({"code":11232,"msg":"frequency limited"})",
                                           R"({"code":19021,"msg":"sign match fail"})",
                                           R"({"code":19024,"msg":"Key Words Not Found"})"}),
                           {R"({"code":19001,"msg":"incoming webhook access token invalid"})"}},
                      Kind{"slack",
                           chat_of(ReceiverKind::Slack),
                           "ok",
                           and_no_verdict({"rollup_error", "rate_limited", "okay"}),
                           {"channel_is_archived", "no_service"}}),
    [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace gkwatch::alerts
