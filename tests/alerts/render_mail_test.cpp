#include <gtest/gtest.h>

#include "alerts/mail_parts.h"
#include "alerts/render.h"
#include "alerts/summary.h"
#include "core/text.h"
#include "tests/alerts/golden_file.h"
#include "tests/alerts/sample_pass.h"

namespace gkwatch::alerts {
namespace {

AlertPolicy policy_in(Language language) {
  AlertPolicy policy = policy_with({post_box()});
  policy.language = language;
  return policy;
}

MailParts mail_of(const std::vector<Telling>& tellings, const AlertPolicy& policy) {
  const auto rendered = render(post_box(), tellings, policy, kMonday + std::chrono::hours{7});
  EXPECT_EQ(rendered.size(), 1u);
  return *mail_parts_from(rendered.at(0).delivery.payload);
}

MailParts whole_pass_in(Language language) {
  const AlertPolicy policy = policy_in(language);
  return mail_of(a_whole_pass(policy), policy);
}

TEST(RenderMail, PutsOnePassIntoOneChineseMail) {
  const MailParts mail = whole_pass_in(Language::Chinese);
  EXPECT_EQ(mail.subject, "[gkwatch] 2 个单位：错误 1 项，警告 2 项，已解决 1 项");
  expect_golden("mail.zh.txt", mail.text);
  expect_golden("mail.zh.html", mail.html);
}

TEST(RenderMail, SpeaksEnglishOnRequest) {
  const MailParts mail = whole_pass_in(Language::English);
  EXPECT_EQ(mail.subject, "[gkwatch] 2 agencies: errors: 1, warnings: 2, resolved: 1");
  expect_golden("mail.en.txt", mail.text);
}

TEST(RenderMail, PutsASingleAlertIntoItsSubject) {
  const AlertPolicy policy = policy_in(Language::Chinese);
  const auto tellings = tellings_of(first_events({balance(Severity::Error)}, policy));
  EXPECT_EQ(mail_of(tellings, policy).subject,
            "[gkwatch] 【错误】广州市花都区狮岭镇政府2020年度报告：收到与办理的申请数量不平衡");
}

TEST(RenderMail, SaysInPlainTextAllThatTheTableSays) {
  const MailParts mail = whole_pass_in(Language::Chinese);
  for (const char* words :
       {"广州市花都区狮岭镇政府 2020年度报告", "收到与办理的申请数量不平衡", "R-T3-BALANCE",
        "表三 （七）总计 / 总计", "应为 1，报告为 2，相差 1", "http://www.huadu.gov.cn/gkmlpt/",
        "http://127.0.0.1:8480/reports/12", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "（空白）", "－"}) {
    EXPECT_TRUE(contains(mail.text, words)) << words;
    EXPECT_TRUE(contains(mail.html, words)) << words;
  }
}

TEST(RenderMail, TellsErrorsBeforeWarningsAndEndsLast) {
  const std::string text = whole_pass_in(Language::Chinese).text;
  const auto error = text.find("1. 【错误】广州市花都区狮岭镇政府");
  const auto warning = text.find("2. 【警告】广州市花都区炭步镇政府");
  const auto other = text.find("3. 【警告】广州市花都区狮岭镇政府");
  const auto over = text.find("4. 【已解决】");
  ASSERT_NE(over, std::string::npos);
  EXPECT_LT(error, warning);
  EXPECT_LT(warning, other);
  EXPECT_LT(other, over);
}

TEST(RenderMail, DoesNotTellAsOpenWhatWasMendedBeforeAnybodyHeard) {
  const AlertPolicy policy = policy_in(Language::Chinese);
  const auto plan = reconcile({{balance(Severity::Error)}}, {}, policy, kMonday);
  auto events = events_of(plan, shiling(), shiling_links(), policy, kMonday);
  const auto end = reconcile({}, plan.upserts, policy, kMonday + std::chrono::hours{1});
  events.push_back(events_of(end, shiling(), shiling_links(), policy, kMonday).at(0));
  std::vector<Telling> tellings = tellings_of(events);
  tellings.at(1).alert_number = 7;
  const auto rendered = render(post_box(), tellings, policy, kMonday).at(0);
  EXPECT_EQ(rendered.events.size(), 2u);
  const MailParts mail = *mail_parts_from(rendered.delivery.payload);
  EXPECT_TRUE(contains(mail.text, "1. 【已解决】"));
  EXPECT_FALSE(contains(mail.text, "【错误】"));
  EXPECT_FALSE(contains(mail.text, "报告所写"));
}

std::vector<Telling> many_tellings(int count, const AlertPolicy& policy) {
  std::vector<Finding> findings;
  for (int i = 0; i < count; ++i) {
    findings.push_back(late());
    findings.back().key.place = std::to_string(i);
  }
  return tellings_of(first_events(findings, policy));
}

TEST(RenderMail, NamesByTitleWhatItHasNoRoomToWriteOut) {
  const AlertPolicy policy = policy_in(Language::Chinese);
  const MailParts mail = mail_of(many_tellings(320, policy), policy);
  EXPECT_TRUE(contains(mail.text, "\n300. 【警告】广州市花都区狮岭镇政府 2020年度报告\n"));
  EXPECT_TRUE(contains(mail.text, "其余 20 项只列标题"));
  EXPECT_TRUE(contains(mail.text, "\n320. 【警告】广州市花都区狮岭镇政府2020年度报告：迟于"));
  EXPECT_TRUE(contains(mail.html, ">320</td>"));
  EXPECT_TRUE(contains(mail.html, "http://127.0.0.1:8480/alerts"));
}

TEST(RenderMail, LosesNoAlertOfAFlood) {
  const AlertPolicy policy = policy_in(Language::Chinese);
  const auto rendered = render(post_box(), many_tellings(2'100, policy), policy, kMonday);
  ASSERT_EQ(rendered.size(), 2u);
  EXPECT_EQ(rendered[0].events.size(), 2'000u);
  EXPECT_EQ(rendered[1].events.size(), 100u);
  EXPECT_NE(rendered[0].delivery.id, rendered[1].delivery.id);
}

TEST(RenderMail, SaysOfTwoStatementsThatTheyDifferAndNotWhichOfThemIsRight) {
  Notice notice{.rule = "R-N-NORMATIVE", .expected = "0", .actual = "44", .delta = "44"};
  EXPECT_EQ(comparison_of(notice, Language::Chinese), "两处分别为 0 和 44，相差 44");
  notice.rule = "R-T3-BALANCE";
  EXPECT_EQ(comparison_of(notice, Language::Chinese), "应为 0，报告为 44，相差 44");
  notice.rule = "R-N-SELF";
  notice.actual.clear();
  EXPECT_EQ(comparison_of(notice, Language::English), "expected 0, difference 44");
}

TEST(RenderMail, SaysThatATestIsATest) {
  const AlertPolicy policy = policy_in(Language::Chinese);
  const auto mail = mail_parts_from(render_test(post_box(), policy, kMonday).payload);
  ASSERT_TRUE(mail);
  EXPECT_TRUE(contains(mail->subject, "测试"));
  EXPECT_TRUE(contains(mail->text, "无需处理"));
}

}  // namespace
}  // namespace gkwatch::alerts
