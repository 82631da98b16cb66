#include "net/mail_address.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/crypto.h"
#include "core/text.h"

namespace gkwatch::net {
namespace {

TEST(MailAddress, IsReadWithAndWithoutAName) {
  EXPECT_EQ(parse_mail_address("ops@example.org")->address, "ops@example.org");
  EXPECT_EQ(parse_mail_address(" <ops@example.org> ")->address, "ops@example.org");
  const auto named = parse_mail_address("年报监测 <ops+x@mail.example.org>");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->name, "年报监测");
  EXPECT_EQ(named->address, "ops+x@mail.example.org");
  EXPECT_EQ(parse_mail_address("\"Li, \\\"X\\\"\" <a@b.cn>")->name, "Li, \"X\"");
  EXPECT_TRUE(parse_mail_address("a@localhost"));
  EXPECT_TRUE(parse_mail_address("a@[127.0.0.1]"));
}

TEST(MailAddress, RefusesWhatCouldSlipAnotherIn) {
  for (const char* text : {"a@b>\r\nRCPT TO:<c@d",
                           "a@b\r\n",
                           "a@b\nBcc: c@d",
                           "x\r\nBcc: c@d <a@b>",
                           "a@b>",
                           "<a@b",
                           "<<a@b>>",
                           "a<b>c@d",
                           "x <a@b> <c@d>",
                           "a@b, c@d",
                           "a b@c",
                           "a@b c",
                           "",
                           "a",
                           "@b",
                           "a@",
                           "a@b@c",
                           "a..b@c",
                           ".a@b",
                           "a@b.",
                           "a@.b",
                           "年@b.cn",
                           "a@年.cn",
                           "\"a b\"@c",
                           "a@b\x7f",
                           "a@b;c",
                           "a@b:c",
                           "x> <a@b>",
                           "a@[1.2.3.4"}) {
    const auto address = parse_mail_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().code, ErrorCode::Refused);
    EXPECT_EQ(address.error().message.find('\n'), std::string::npos);
  }
  EXPECT_FALSE(parse_mail_address(std::string_view{"a@b\0", 4}));
  EXPECT_FALSE(parse_mail_address(std::string(250, 'a') + "@b.cn"));
}

TEST(MailAddress, IsWrittenForAHeader) {
  EXPECT_EQ(header_text({"", "a@b.cn"}), "a@b.cn");
  EXPECT_EQ(header_text({"gkwatch", "a@b.cn"}), "\"gkwatch\" <a@b.cn>");
  EXPECT_EQ(header_text({"Li, \"X\"", "a@b.cn"}), "\"Li, \\\"X\\\"\" <a@b.cn>");
  EXPECT_EQ(header_text({"年报", "a@b.cn"}), "=?UTF-8?B?5bm05oql?= <a@b.cn>");
}

TEST(EncodedHeader, LeavesShortAsciiAsItIs) {
  EXPECT_EQ(encoded_header("auto-generated"), "auto-generated");
  EXPECT_EQ(encoded_header("=?x"), "=?UTF-8?B?PT94?=");
}

TEST(EncodedHeader, CutsBetweenCharacters) {
  std::string long_text;
  for (int i = 0; i < 40; ++i) long_text += "年";
  const std::string header = encoded_header("a" + long_text);
  std::string decoded;
  for (std::size_t begin = 0; begin < header.size();) {
    const std::size_t end = std::min(header.find("\r\n ", begin), header.size());
    const std::string word = header.substr(begin, end - begin);
    EXPECT_LE(word.size(), 75u);
    const auto part = from_base64(word.substr(10, word.size() - 12));
    ASSERT_TRUE(part) << word;
    EXPECT_TRUE(is_utf8(*part)) << word;
    decoded += *part;
    begin = end + 3;
  }
  EXPECT_EQ(decoded, "a" + long_text);
}

TEST(EncodedHeader, MendsBrokenText) { EXPECT_EQ(encoded_header("\xff"), "=?UTF-8?B?77+9?="); }

}  // namespace
}  // namespace gkwatch::net
