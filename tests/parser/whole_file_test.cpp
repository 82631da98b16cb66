// Files without checksums that are cut off or damaged.
#include "parser/whole_file.h"

#include <gtest/gtest.h>

#include <string>

namespace gkwatch::parser {
namespace {

bool is_whole_rtf(const std::string& rtf) { return check_rtf(rtf).has_value(); }

TEST(WholeRtf, ClosesEveryGroup) {
  EXPECT_TRUE(is_whole_rtf("{\\rtf1 {\\b 12}}\r\n"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 {\\b 12}"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 {\\b 1"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 12}}"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 12}{\\rtf1 13}"));
  EXPECT_FALSE(is_whole_rtf(""));
  EXPECT_FALSE(is_whole_rtf("{\\"));
}

TEST(WholeRtf, CountsNoBraceThatIsText) {
  EXPECT_TRUE(is_whole_rtf("{\\rtf1 \\{ \\\\}"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 \\}"));
}

TEST(WholeRtf, PassesOverBinaryData) {
  EXPECT_TRUE(is_whole_rtf("{\\rtf1 {\\pict\\bin3 }}}}}"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 \\bin900 }}"));
  EXPECT_FALSE(is_whole_rtf("{\\rtf1 \\bin99999999999999999999999 }}"));
}

// A compound file of a header, one sector of allocations and `sectors` more that are in use.
std::string compound_file(std::size_t sectors) {
  const auto number = [](std::uint32_t value, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
    return bytes;
  };
  constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(22, '\0') + number(9, 2) +
                       std::string(36, '\0') + number(end_of_chain, 4) + number(0, 4) +
                       number(0, 4);
  header.resize(512, '\xFF');
  std::string table = number(0xFFFFFFFD, 4);
  for (std::size_t i = 0; i < sectors; ++i) table += number(end_of_chain, 4);
  table.resize(512, '\xFF');
  return header + table + std::string(512 * sectors, 'x');
}

TEST(WholeCompoundFile, HasEverySectorThatIsInUse) {
  EXPECT_TRUE(check_compound_file(compound_file(3)));
  EXPECT_TRUE(check_compound_file(compound_file(3) + "more"));
}

TEST(WholeCompoundFile, CutOffAnywhereIsNone) {
  const std::string whole = compound_file(5);
  for (std::size_t size = 0; size < whole.size(); size += 13) {
    EXPECT_FALSE(check_compound_file(whole.substr(0, size))) << size;
  }
}

TEST(WholeCompoundFile, WithAllocationsWithoutEndIsNone) {
  std::string endless = compound_file(5);
  for (std::size_t i = 68; i < 72; ++i) endless[i] = '\0';  // more allocations: in a ring
  EXPECT_FALSE(check_compound_file(endless));
}

}  // namespace
}  // namespace gkwatch::parser
