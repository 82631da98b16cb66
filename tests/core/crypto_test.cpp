#include "core/crypto.h"

#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "core/content_hash.h"

namespace gkwatch {
namespace {

constexpr std::string_view kEmptyHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view kAbcHash =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(ContentHash, IsSha256) {  // FIPS 180-4 examples
  EXPECT_EQ(to_hex(hash_of("")), kEmptyHash);
  EXPECT_EQ(to_hex(hash_of("abc")), kAbcHash);
}

TEST(ContentHash, CountsZeroBytes) {
  EXPECT_NE(hash_of(std::string_view{"a\0b", 3}), hash_of("a"));
}

TEST(ContentHash, ReadsItsOwnTextInBothCases) {
  EXPECT_EQ(hash_from_hex(kAbcHash), hash_of("abc"));
  std::string upper{kAbcHash};
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(hash_from_hex(upper), hash_of("abc"));
}

TEST(ContentHash, RefusesWhatIsNo64Digits) {
  EXPECT_FALSE(hash_from_hex(""));
  EXPECT_FALSE(hash_from_hex(kAbcHash.substr(1)));
  EXPECT_FALSE(hash_from_hex(std::string{kAbcHash} + "0"));
  std::string foreign{kAbcHash};
  foreign[63] = 'g';
  EXPECT_FALSE(hash_from_hex(foreign));
}

TEST(Hmac, AgreesWithRfc4231) {  // cases 1, 2 and 6
  const auto hex = [](const std::string& bytes) {
    std::string out;
    for (const char c : bytes) {
      out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
      out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    return out;
  };
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'),
                            "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, TakesAnEmptyKeyAndAnEmptyMessage) {
  EXPECT_EQ(hmac_sha256({}, {}).size(), 32u);
  EXPECT_NE(hmac_sha256({}, "a"), hmac_sha256({}, {}));
}

TEST(Base64, WritesTheExamplesOfRfc4648) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, GivesEveryByteBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (std::size_t size = 250; size <= 256; ++size) {
    EXPECT_EQ(from_base64(to_base64(bytes.substr(0, size))), bytes.substr(0, size));
  }
}

TEST(Base64, RefusesAnythingElse) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "=", "====", "Zm9v\n", "Zm9v Zm9v", "Zm-_",
                           "Zg==Zg==", "Zh==", "Zm9=", "Z===", "=Zg="}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

}  // namespace
}  // namespace gkwatch
