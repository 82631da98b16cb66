#include <gtest/gtest.h>

#include "alerts/chat_message.h"
#include "core/crypto.h"
#include "core/json.h"
#include "core/text.h"
#include "tests/alerts/golden_file.h"
#include "tests/alerts/receiver_bench.h"
#include "tests/alerts/sample_pass.h"

namespace gkwatch::alerts {
namespace {

const AlertPolicy kPolicy = policy_with({chat_of(ReceiverKind::DingTalk)});

std::string whole_pass_for(ReceiverKind kind) {
  return chat_message(kind, notices_of(a_whole_pass(kPolicy), kPolicy), kPolicy);
}

std::vector<Notice> many_notices(int count) {
  std::vector<Finding> findings;
  for (int i = 0; i < count; ++i) {
    findings.push_back(balance(Severity::Error));
    findings.back().key.place = "T3." + std::to_string(i);
  }
  return notices_of(tellings_of(first_events(findings, kPolicy)), kPolicy);
}

TEST(Chat, WritesWhatDingTalkReads) {
  const std::string payload = whole_pass_for(ReceiverKind::DingTalk);
  const Json message = *Json::parse(payload);
  EXPECT_EQ(message["msgtype"].string_or(""), "markdown");
  EXPECT_EQ(message["markdown"]["title"].string_or(""),
            "2 个单位：错误 1 项，警告 2 项，已解决 1 项");
  expect_golden("dingtalk.md", std::string{message["markdown"]["text"].string_or("")} + "\n");
}

TEST(Chat, WritesWhatWeComReads) {
  const Json message = *Json::parse(whole_pass_for(ReceiverKind::WeCom));
  EXPECT_EQ(message["msgtype"].string_or(""), "markdown");
  EXPECT_TRUE(contains(message["markdown"]["content"].string_or(""), "应为 1，报告为 2"));
}

TEST(Chat, WritesWhatFeishuReads) {
  const std::string payload = whole_pass_for(ReceiverKind::Feishu);
  expect_golden("feishu.json", Json::parse(payload)->dump(2) + "\n");
}

TEST(Chat, WritesWhatSlackReads) {
  const Json message = *Json::parse(whole_pass_for(ReceiverKind::Slack));
  expect_golden("slack.txt", std::string{message["text"].string_or("")} + "\n");
}

TEST(Chat, PutsWhatDoesNotFitTogetherIntoACount) {
  const auto notices = many_notices(500);
  for (const auto& [kind, limit] :
       {std::pair{ReceiverKind::DingTalk, 20'000u}, std::pair{ReceiverKind::WeCom, 4'096u},
        std::pair{ReceiverKind::Feishu, 20'000u}, std::pair{ReceiverKind::Slack, 40'000u}}) {
    const std::string payload = chat_message(kind, notices, kPolicy);
    EXPECT_LE(payload.size(), limit);
    EXPECT_GT(payload.size(), limit / 2);
    EXPECT_TRUE(contains(payload, "另有 ")) << payload;
    EXPECT_TRUE(contains(payload, "错误 500 项"));
    EXPECT_TRUE(contains(payload, "http://127.0.0.1:8480/alerts"));
  }
}

TEST(Chat, LeavesOutALinkThatIsTooLong) {
  auto notices = many_notices(1);
  notices.at(0).url = "http://a.example/" + std::string(5'000, 'x');
  const std::string payload = chat_message(ReceiverKind::WeCom, notices, kPolicy);
  EXPECT_FALSE(contains(payload, "a.example"));
  EXPECT_TRUE(contains(payload, "狮岭镇政府"));
}

TEST(Chat, ClosesNoLinkAtABracketOfItsAddress) {
  auto notices = many_notices(1);
  notices.at(0).url = "http://a.example/x)y(z";
  EXPECT_TRUE(contains(chat_message(ReceiverKind::DingTalk, notices, kPolicy),
                       "(http://a.example/x%29y%28z)"));
}

TEST(Chat, BeginsNoListAndNoHeadingWithForeignText) {
  EXPECT_EQ(without_markup("- a"), "－ a");
  EXPECT_EQ(without_markup("=== a"), "＝== a");
  EXPECT_EQ(without_markup("+ a"), "＋ a");
  EXPECT_EQ(without_markup("12. a"), "12． a");
  EXPECT_EQ(without_markup("1.5 of 2.5"), "1．5 of 2.5");
  EXPECT_EQ(without_markup("see https://a.cn/b: c"), "see https：//a.cn/b: c");
  EXPECT_EQ(without_markup("2020"), "2020");
  EXPECT_EQ(without_markup(""), "");
}

TEST(DingTalk, SignsTheAddress) {
  ReceiverBench bench{chat_of(ReceiverKind::DingTalk, "SECxyz")};
  bench.will_answer(200, R"({"errcode":0})");
  ASSERT_TRUE(bench.deliver().status);
  const Url& url = bench.request().url;
  EXPECT_EQ(query_value(url, "access_token"), "t");
  EXPECT_EQ(query_value(url, "timestamp"), "1709510400000");
  EXPECT_EQ(query_value(url, "sign"), to_base64(hmac_sha256("SECxyz", "1709510400000\nSECxyz")));
  EXPECT_EQ(bench.request().post_body, bench.delivery().payload);
}

TEST(DingTalk, IsNotSignedWithoutASecret) {
  ReceiverBench bench{chat_of(ReceiverKind::DingTalk)};
  bench.will_answer(200, R"({"errcode":0})");
  ASSERT_TRUE(bench.deliver().status);
  EXPECT_EQ(query_value(bench.request().url, "sign"), "");
}

TEST(DingTalk, WaitsTenMinutesWhenItWasTooFast) {
  ReceiverBench bench{chat_of(ReceiverKind::DingTalk)};
  bench.will_answer(200, R"({"errcode":130101,"errmsg":"send too fast"})");
  EXPECT_EQ(bench.deliver().pause, std::chrono::minutes{10});
}

TEST(Feishu, SignsTheMessage) {
  ReceiverBench bench{chat_of(ReceiverKind::Feishu, "s3cret")};
  bench.will_answer(200, R"({"StatusCode":0,"StatusMessage":"success"})");
  ASSERT_TRUE(bench.deliver().status);
  const Json message = *Json::parse(*bench.request().post_body);
  EXPECT_EQ(message["timestamp"].string_or(""), "1709510400");
  EXPECT_EQ(message["sign"].string_or(""), to_base64(hmac_sha256("1709510400\ns3cret", "")));
  EXPECT_EQ(message["msg_type"].string_or(""), "post");
}

TEST(Feishu, DoesNotTakeAFailureForSuccessBecauseOfAnOldMember) {
  ReceiverBench bench{chat_of(ReceiverKind::Feishu)};
  bench.will_answer(200, R"({"code":19024,"msg":"Key Words Not Found","StatusCode":0})");
  EXPECT_FALSE(bench.deliver().status);
}

}  // namespace
}  // namespace gkwatch::alerts
