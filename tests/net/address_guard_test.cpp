#include "net/address_guard.h"

#include <gtest/gtest.h>

#include <utility>

namespace gkwatch::net {
namespace {

AddressKind kind(std::string_view text) {
  const auto address = parse_address(text);
  if (!address) ADD_FAILURE() << "no address: " << text;
  return kind_of(address.value_or(IpAddress{}));
}

bool may_call(std::string_view host, std::string_view address) {
  return may_connect({host, true}, parse_address(address).value_or(IpAddress{}));
}

TEST(AddressGuard, KnowsWhatAnIpv4AddressIsFor) {
  const std::pair<const char*, AddressKind> cases[] = {
      {"8.8.8.8", AddressKind::Public},
      {"19.0.0.1", AddressKind::Public},
      {"9.255.255.255", AddressKind::Public},
      {"10.0.0.0", AddressKind::Private},
      {"10.255.255.255", AddressKind::Private},
      {"11.0.0.0", AddressKind::Public},
      {"172.15.255.255", AddressKind::Public},
      {"172.16.0.0", AddressKind::Private},
      {"172.31.255.255", AddressKind::Private},
      {"172.32.0.0", AddressKind::Public},
      {"192.167.0.1", AddressKind::Public},
      {"192.168.1.1", AddressKind::Private},
      {"100.63.255.255", AddressKind::Public},
      {"100.64.0.1", AddressKind::CarrierNat},
      {"100.127.255.255", AddressKind::CarrierNat},
      {"100.128.0.0", AddressKind::Public},
      {"127.0.0.1", AddressKind::Loopback},
      {"127.255.255.254", AddressKind::Loopback},
      {"169.254.0.1", AddressKind::LinkLocal},
      {"169.254.169.254", AddressKind::CloudSecret},
      {"100.100.100.200", AddressKind::CloudSecret},
      {"192.0.0.192", AddressKind::CloudSecret},
      {"0.0.0.0", AddressKind::Reserved},
      {"0.1.2.3", AddressKind::Reserved},
      {"192.0.0.1", AddressKind::Reserved},
      {"192.0.2.1", AddressKind::Reserved},
      {"192.88.99.1", AddressKind::Reserved},
      {"198.17.255.255", AddressKind::Public},
      {"198.18.0.1", AddressKind::Reserved},
      {"198.19.255.255", AddressKind::Reserved},
      {"198.51.100.1", AddressKind::Reserved},
      {"203.0.113.1", AddressKind::Reserved},
      {"223.255.255.255", AddressKind::Public},
      {"224.0.0.1", AddressKind::Reserved},
      {"240.0.0.1", AddressKind::Reserved},
      {"255.255.255.255", AddressKind::Reserved},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(kind(text), expected) << text;
}

TEST(AddressGuard, KnowsWhatAnIpv6AddressIsFor) {
  const std::pair<const char*, AddressKind> cases[] = {
      {"2400:3200::1", AddressKind::Public},
      {"3ffe::1", AddressKind::Public},
      {"::1", AddressKind::Loopback},
      {"::", AddressKind::Reserved},
      {"fc00::1", AddressKind::Private},
      {"fdff::1", AddressKind::Private},
      {"fd00:ec2::254", AddressKind::CloudSecret},
      {"fe80::1", AddressKind::LinkLocal},
      {"febf::1", AddressKind::LinkLocal},
      {"fec0::1", AddressKind::Private},
      {"ff02::1", AddressKind::Reserved},
      {"2001:db8::1", AddressKind::Reserved},
      {"2001::1", AddressKind::Reserved},
      {"2001:200::1", AddressKind::Public},
      {"100::1", AddressKind::Reserved},
      {"4000::1", AddressKind::Reserved},
      {"::2", AddressKind::Reserved},
      {"3fff::1", AddressKind::Reserved},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(kind(text), expected) << text;
}

TEST(AddressGuard, LooksIntoIpv6ForAnIpv4Address) {
  for (const char* text :
       {"::ffff:10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::1"}) {
    EXPECT_EQ(kind(text), AddressKind::Private) << text;
  }
  EXPECT_EQ(kind("::ffff:8.8.8.8"), AddressKind::Public);
  EXPECT_EQ(kind("::ffff:169.254.169.254"), AddressKind::CloudSecret);
  EXPECT_EQ(kind("64:ff9b::127.0.0.1"), AddressKind::Loopback);
  EXPECT_EQ(kind("::127.0.0.1"), AddressKind::Reserved);
}

TEST(AddressGuard, LetsEveryoneCallAPublicAddress) {
  const auto address = parse_address("19.104.1.2");
  ASSERT_TRUE(address);
  EXPECT_TRUE(may_connect({"www.gd.gov.cn", false}, *address));
  EXPECT_TRUE(may_connect({"19.104.1.2", false}, *address));
}

TEST(AddressGuard, NeedsTheOperatorForAnInnerAddress) {
  for (const char* text : {"127.0.0.1", "10.0.0.1", "100.64.0.1"}) {
    const auto address = parse_address(text);
    ASSERT_TRUE(address);
    EXPECT_FALSE(may_connect({text, false}, *address)) << text;
    EXPECT_TRUE(may_connect({text, true}, *address)) << text;
  }
  EXPECT_TRUE(may_call("[::1]", "::1"));
  EXPECT_TRUE(may_call("[fd00::1]", "fd00::1"));
  EXPECT_TRUE(may_call("[::ffff:10.0.0.1]", "10.0.0.1"));
}

TEST(AddressGuard, BelievesNoDnsAnswerThatIsAnInnerAddress) {
  EXPECT_FALSE(may_call("www.gd.gov.cn", "127.0.0.1"));
  EXPECT_FALSE(may_call("www.gd.gov.cn", "10.0.0.1"));
  EXPECT_FALSE(may_call("127.0.0.1.nip.io", "127.0.0.1"));
  EXPECT_FALSE(may_call("10.0.0.2", "10.0.0.1"));
}

TEST(AddressGuard, TakesLocalhostForLoopbackAndNothingElse) {
  EXPECT_TRUE(may_call("localhost", "127.0.0.1"));
  EXPECT_TRUE(may_call("localhost", "::1"));
  EXPECT_TRUE(may_call("portal.localhost", "127.0.0.1"));
  EXPECT_FALSE(may_call("localhost", "10.0.0.1"));
  EXPECT_FALSE(may_call("notlocalhost", "127.0.0.1"));
  EXPECT_FALSE(may_connect({"localhost", false}, *parse_address("127.0.0.1")));
}

TEST(AddressGuard, NeverCallsWhatNobodyNeeds) {
  for (const char* text : {"169.254.169.254", "100.100.100.200", "0.0.0.0", "169.254.0.1",
                           "224.0.0.1", "255.255.255.255"}) {
    EXPECT_FALSE(may_call(text, text)) << text;
  }
  EXPECT_FALSE(may_call("[fe80::1]", "fe80::1"));
  EXPECT_FALSE(may_call("[::]", "::"));
}

TEST(AddressGuard, JudgesTheUrlAloneWhereAProxyConnects) {
  EXPECT_TRUE(may_be_named({"www.gd.gov.cn", false}));
  EXPECT_TRUE(may_be_named({"19.104.1.2", false}));
  EXPECT_FALSE(may_be_named({"10.0.0.1", false}));
  EXPECT_FALSE(may_be_named({"[::1]", false}));
  EXPECT_FALSE(may_be_named({"localhost", false}));
  EXPECT_TRUE(may_be_named({"10.0.0.1", true}));
  EXPECT_FALSE(may_be_named({"169.254.169.254", true}));
}

TEST(IpAddress, IsReadAndWritten) {
  for (const char* text : {"10.0.0.1", "fd00::1", "::1"}) {
    const auto address = parse_address(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(to_text(*address), text);
  }
  for (const char* text : {"", "10.0.0", "127.1", "[::1]", "fe80::1%eth0", "a.cn", "1.2.3.4 "}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
  EXPECT_FALSE(parse_address(std::string_view{"::1\0x", 5}));
}

}  // namespace
}  // namespace gkwatch::net
