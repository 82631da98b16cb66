// Foreign text that tries to be more than text, in every place where it comes in.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "alerts/mail_parts.h"
#include "alerts/render.h"
#include "core/html.h"
#include "core/json.h"
#include "core/text.h"
#include "tests/alerts/receiver_bench.h"

namespace gkwatch::alerts {
namespace {

const std::vector<std::string> kNaughty{
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</td></table><h1>x</h1>",
    "&lt;b&gt;{notices}{title}{raw}",
    "javascript:alert(1)",
    "a\r\nBcc: victim@example.com\r\n\r\nbody",
    "a\nRCPT TO:<c@d>",
    "[点此](http://evil.example/)",
    "<@all> <!channel> @所有人 <font color=\"red\">",
    "![x](http://evil.example/x.png)",
    "**粗** _斜_ `码` # 题",
    "见 https://evil.example/login 请登录",
    "- 一\n1. 二\n=== ",
    "\u202Etxt.exe\u2066",
    std::string{"nul\0byte", 8},
    "\xFF\xFE broken \xC3\x28",
    "\x1B[31mred",
    "",
    "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀",
    std::string(100'000, 'A'),
    std::string(100'000, '\n'),
};

Finding naughty_finding(const std::string& text) {
  Finding finding = balance(Severity::Error, text);
  finding.cells.at(1).cell.text = text;
  finding.key.place = text;
  finding.expected = text;
  finding.actual = text;
  finding.message = {text, text};
  return finding;
}

// An event about a report all of whose words are `text`.
std::vector<Telling> tellings_with(const std::string& text, const AlertPolicy& policy) {
  Agency agency = shiling();
  agency.name = text;
  EvidenceLinks links = shiling_links();
  links.by_year.at(2020).url = text;
  links.by_year.at(2020).sha256 = text;
  links.rule_titles.begin()->second = {text, text};
  links.rule_titles[{"R-T3-BALANCE"}] = {text, text};
  const std::vector<Finding> findings{naughty_finding(text), late()};
  return tellings_of(
      events_of(reconcile(findings, {}, policy, kMonday), agency, links, policy, kMonday));
}

std::string payload_for(const ReceiverSettings& settings, const std::string& text) {
  const AlertPolicy policy = policy_with({settings});
  return render(settings, tellings_with(text, policy), policy, kMonday).at(0).delivery.payload;
}

class Naughty : public ::testing::TestWithParam<std::size_t> {
 protected:
  const std::string& text() const { return kNaughty.at(GetParam()); }
};

bool has_line_end(std::string_view value) {
  return value.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
}

TEST_P(Naughty, CannotAddAHeaderToAMail) {
  const MailParts mail = *mail_parts_from(payload_for(post_box(), text()));
  EXPECT_FALSE(has_line_end(mail.subject)) << mail.subject;
  EXPECT_LE(length(mail.subject), 120u);
  EXPECT_FALSE(has_line_end(mail.message_id));
  for (const auto& [name, value] : mail.headers) EXPECT_FALSE(has_line_end(value)) << name;
  EXPECT_TRUE(is_utf8(mail.subject) && is_utf8(mail.text) && is_utf8(mail.html));
}

TEST_P(Naughty, CannotAddAnElementToAMail) {
  const MailParts mail = *mail_parts_from(payload_for(post_box(), text()));
  const MailParts tame = *mail_parts_from(payload_for(post_box(), "正文"));
  const auto page = HtmlDocument::parse(mail.html);
  ASSERT_TRUE(page);
  for (const char* tag : {"script", "img", "svg", "iframe", "font", "form", "link", "style"}) {
    EXPECT_TRUE(select(page->root(), {.tag = tag}).empty()) << tag;
  }
  EXPECT_EQ(select(page->root(), {.tag = "h1"}).size(), 1u);
  for (const HtmlNode& link : select(page->root(), {.tag = "a"})) {
    const auto href = link.attribute("href").value_or("");
    EXPECT_TRUE(href.starts_with("http://127.0.0.1:8480/")) << href;
  }
  const auto tame_page = HtmlDocument::parse(tame.html);
  EXPECT_EQ(select(page->root(), {.tag = "td"}).size(),
            select(tame_page->root(), {.tag = "td"}).size());
}

TEST_P(Naughty, MakesNoMailHuge) {
  const MailParts mail = *mail_parts_from(payload_for(post_box(), text()));
  EXPECT_LT(mail.html.size(), 60'000u);
  EXPECT_LT(mail.text.size(), 30'000u);
}

TEST_P(Naughty, MakesNoBrokenBody) {
  const std::string payload = payload_for(hook(), text());
  EXPECT_TRUE(is_utf8(payload));
  EXPECT_LT(payload.size(), 30'000u);
  const auto body = Json::parse(payload);
  ASSERT_TRUE(body);
  EXPECT_EQ((*body)["data"]["alerts"].items().size(), 2u);
}

TEST_P(Naughty, CannotMentionOrLinkInAChat) {
  for (const ReceiverKind kind :
       {ReceiverKind::DingTalk, ReceiverKind::WeCom, ReceiverKind::Feishu, ReceiverKind::Slack}) {
    const std::string payload = payload_for(chat_of(kind), text());
    ASSERT_TRUE(Json::parse(payload));
    EXPECT_FALSE(contains(payload, "evil.example/)"));
    for (const char* markup :
         {"<@", "<!channel", "<font", "@所有人", "![", "](http://evil", "`", "://evil"}) {
      EXPECT_FALSE(contains(payload, markup)) << markup << " in " << payload;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Strings, Naughty, ::testing::Range(std::size_t{0}, kNaughty.size()));

}  // namespace
}  // namespace gkwatch::alerts
