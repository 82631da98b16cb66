#include "config/receivers.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/config/configuration_folder.h"

namespace gkwatch::config {
namespace {

constexpr const char* kHook =
    "[[receiver]]\nname = \"hook\"\nkind = \"webhook\"\nurl = \"http://h/\"\n";

alerts::ReceiverSettings only(const ConfigurationFolder& folder, const std::string& text) {
  const Settings settings = folder.good(text);
  EXPECT_EQ(settings.alerts.receivers.size(), 1u);
  return settings.alerts.receivers.at(0);
}

TEST(Receivers, ReadAWebhook) {
  const auto hook = only(ConfigurationFolder{}, std::string{kHook} + "secret = \"whsec_c2VjcmV0\"");
  EXPECT_EQ(hook.name.text, "hook");
  EXPECT_EQ(hook.kind, alerts::ReceiverKind::Webhook);
  EXPECT_EQ(hook.url, "http://h/");
  EXPECT_EQ(hook.secrets, std::vector<std::string>{"whsec_c2VjcmV0"});
  EXPECT_EQ(hook.rate_per_minute, 0);
}

TEST(Receivers, ReadTwoSecretsWhileRotating) {
  const auto hook = only(ConfigurationFolder{},
                         std::string{kHook} + "secrets = [\"whsec_bmV3\", \"whsec_b2xk\"]");
  EXPECT_EQ(hook.secrets, (std::vector<std::string>{"whsec_bmV3", "whsec_b2xk"}));
}

TEST(Receivers, ReadMail) {
  const auto mail = only(ConfigurationFolder{}, R"(
[[receiver]]
name = "mail"
kind = "email"
smtp = "smtps://mail.example.cn:465"
from = "gkwatch <a@b.cn>"
to = ["c@d.cn", "e@f.cn"]
user = "u"
password = "p"
starttls = "required"
)");
  EXPECT_EQ(mail.kind, alerts::ReceiverKind::Email);
  EXPECT_EQ(mail.smtp, "smtps://mail.example.cn:465");
  EXPECT_EQ(mail.from, "gkwatch <a@b.cn>");
  EXPECT_EQ(mail.to.size(), 2u);
  EXPECT_EQ(mail.user, "u");
  EXPECT_EQ(mail.password, "p");
  EXPECT_EQ(mail.starttls, alerts::StartTls::Required);
}

TEST(Receivers, ReadStartTlsAsYesOrNoToo) {
  const std::string mail =
      "[[receiver]]\nname = \"m\"\nkind = \"email\"\nsmtp = \"smtp://h:25\"\nfrom = \"a@b\"\nto = "
      "[\"a@b\"]\n";
  EXPECT_EQ(only(ConfigurationFolder{}, mail).starttls, alerts::StartTls::IfOffered);
  EXPECT_EQ(only(ConfigurationFolder{}, mail + "starttls = true").starttls,
            alerts::StartTls::Required);
  EXPECT_EQ(only(ConfigurationFolder{}, mail + "starttls = false").starttls,
            alerts::StartTls::Never);
}

TEST(Receivers, GiveChatGroupsARateOfTwenty) {
  for (const auto* kind : {"dingtalk", "wecom", "feishu", "slack"}) {
    const std::string text = "[[receiver]]\nname = \"g\"\nkind = \"" + std::string{kind} +
                             "\"\nurl = \"https://h/robot?access_token=x\"\n";
    EXPECT_EQ(only(ConfigurationFolder{}, text).rate_per_minute, 20) << kind;
    EXPECT_EQ(only(ConfigurationFolder{}, text + "rate = \"5/min\"").rate_per_minute, 5) << kind;
  }
}

TEST(Receivers, ReadWhatTheyWant) {
  const auto hook =
      only(ConfigurationFolder{}, std::string{kHook} +
                                      "match = { region = \"440113\", class = \"S\", rule = "
                                      "\"R-1\", agency = \"a\", severity = \"error\" }");
  EXPECT_EQ(hook.match.region_prefix, "440113");
  EXPECT_EQ(hook.match.agency_class, "S");
  EXPECT_EQ(hook.match.rule, "R-1");
  EXPECT_EQ(hook.match.agency, "a");
  EXPECT_EQ(hook.match.severity, Severity::Error);
}

TEST(Receivers, NameWhatTheirKindDoesNotKnow) {
  EXPECT_EQ(
      ConfigurationFolder{}.complaint(std::string{kHook} + "smtp = \"smtp://h\""),
      "gkwatch.toml:6: unknown key 'smtp' in [[receiver]] 'hook'; expected one of: name, kind, "
      "match, rate, url, url_file, secret, secret_file, secrets");
  EXPECT_EQ(
      ConfigurationFolder{}.complaint(std::string{kHook} + "match = { regoin = \"44\" }"),
      "gkwatch.toml:6: unknown key 'regoin' in match of [[receiver]] 'hook'; expected one of: "
      "region, class, rule, agency, severity");
}

TEST(Receivers, RefuseWhatCouldNeverDeliver) {
  const ConfigurationFolder folder;
  const std::string mail = "[[receiver]]\nname = \"m\"\nkind = \"email\"\n";
  for (const std::string& text :
       {std::string{"[[receiver]]\nkind = \"webhook\"\nurl = \"http://h/\""},
        std::string{"[[receiver]]\nname = \"a\"\nurl = \"http://h/\""},
        std::string{"[[receiver]]\nname = \"a\"\nkind = \"pager\"\nurl = \"http://h/\""},
        std::string{"[[receiver]]\nname = \"a\"\nkind = \"webhook\""},
        std::string{"[[receiver]]\nname = \"a\"\nkind = \"webhook\"\nurl = \"ftp://h/\""},
        std::string{"[[receiver]]\nname = \"../a\"\nkind = \"webhook\"\nurl = \"http://h/\""},
        std::string{kHook} + kHook, std::string{kHook} + "secret = \"whsec_?\"",
        std::string{kHook} + "secret = \"\"", std::string{kHook} + "rate = 20",
        std::string{kHook} + "secret = \"whsec_bmV3\"\nsecrets = [\"whsec_b2xk\"]",
        std::string{kHook} + "match = { severity = \"bad\" }", mail,
        mail + "smtp = \"mail.cn\"\nfrom = \"a@b\"\nto = [\"a@b\"]",
        mail + "smtp = \"smtp://h\"\nfrom = \"nobody\"\nto = [\"a@b\"]",
        mail + "smtp = \"smtp://h\"\nfrom = \"a@b\"\nto = []",
        mail + "smtp = \"smtp://h\"\nfrom = \"a@b\"\nto = [\"a@b\\nBcc: x@y\"]"}) {
    EXPECT_NE(folder.complaint(text), "none") << text;
  }
}

TEST(Receivers, NeverHaveASecretRepeatedInAComplaint) {
  const ConfigurationFolder folder;
  for (const auto* text : {"secret = \"hunter2-hunter2?\"", "secrets = \"hunter2\"",
                           "secrets = [\"hunter2?\"]", "secret = [\"hunter2\"]"}) {
    const std::string complaint = folder.complaint(std::string{kHook} + text);
    EXPECT_NE(complaint, "none");
    EXPECT_EQ(complaint.find("hunter2"), std::string::npos) << complaint;
  }
  const std::string url =
      folder.complaint("[[receiver]]\nname = \"a\"\nkind = \"slack\"\nurl = \"htps://h/hunter2\"");
  EXPECT_EQ(url, "gkwatch.toml:5: url in [[receiver]] 'a': expected an http or https address");
}

TEST(Secrets, ComeFromAFileBesideTheConfiguration) {
  const ConfigurationFolder folder;
  folder.write("hook.txt", "whsec_c2VjcmV0\n");
  const auto hook = only(folder, std::string{kHook} + "secret_file = \"hook.txt\"");
  EXPECT_EQ(hook.secrets, std::vector<std::string>{"whsec_c2VjcmV0"});
}

TEST(Secrets, ComeFromSystemdIfTheyStandNowhere) {
  const ConfigurationFolder folder;
  std::filesystem::create_directory(folder / "credentials");
  folder.write("credentials/hook.secret", "whsec_c2VjcmV0");
  EXPECT_EQ(only(folder, kHook).secrets, std::vector<std::string>{"whsec_c2VjcmV0"});
  EXPECT_EQ(only(folder, std::string{kHook} + "secret = \"whsec_bmV3\"").secrets,
            std::vector<std::string>{"whsec_bmV3"});
}

TEST(Secrets, AreMissedByFileAndLine) {
  const ConfigurationFolder folder;
  const std::string text = std::string{kHook} + "secret_file = \"none.txt\"";
  EXPECT_TRUE(
      folder.complaint(text).starts_with("gkwatch.toml:6: secret_file: cannot read none.txt: "))
      << folder.complaint(text);
  folder.write("none.txt", "\n");
  EXPECT_EQ(folder.complaint(text),
            "gkwatch.toml:6: secret_file: cannot read none.txt: the file is empty");
}

TEST(Secrets, StandInOnePlaceOnly) {
  const ConfigurationFolder folder;
  folder.write("hook.txt", "whsec_c2VjcmV0");
  EXPECT_EQ(
      folder.complaint(std::string{kHook} + "secret = \"whsec_bmV3\"\nsecret_file = \"hook.txt\""),
      "gkwatch.toml:2: secret and secret_file both stand here; expected one of them");
}

}  // namespace
}  // namespace gkwatch::config
