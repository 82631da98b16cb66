#include "crawler/page_pictures.h"

#include <gtest/gtest.h>

namespace gkwatch::crawler {
namespace {

const Url kPage = *Url::parse("https://www.example.gov.cn/a/post_1.html");
const PagePictures kPictures{
    {"https://www.example.gov.cn/img/1.jpg?a=1&b=2", {"image/jpeg", "one"}},
    {"https://img.example.gov.cn/2.png", {"image/png", "two"}}};

std::string whole(std::string_view html) { return with_pictures(html, kPage, kPictures); }

TEST(PagePictures, TakeThePlaceOfTheirAddressesInMarkup) {
  EXPECT_EQ(whole("<p><img src=\"/img/1.jpg?a=1&amp;b=2\" alt=\"一\"><IMG "
                  "SRC='//img.example.gov.cn/2.png'></p>"),
            "<p><img src=\"data:image/jpeg;base64,b25l\" alt=\"一\"><IMG "
            "SRC='data:image/png;base64,dHdv'></p>");
}

TEST(PagePictures, TakeThePlaceOfTheirAddressesInScripts) {
  EXPECT_EQ(whole(R"({"content":"<img src=\"https:\/\/img.example.gov.cn\/2.png\">"})"),
            R"({"content":"<img src=\"data:image/png;base64,dHdv\">"})");
  EXPECT_EQ(whole(R"({"content":"\u003Cimg src=\u0022\/img\/1.jpg?a=1\u0026b=2\u0022\u003E"})"),
            R"({"content":"\u003Cimg src=\u0022data:image/jpeg;base64,b25l\u0022\u003E"})");
}

TEST(PagePictures, LeaveAllElseByteForByte) {
  const std::string page = "\xB1\xB1\xBE\xA9<img src=\"/logo.gif\"><img src=1.jpg><script src=\"/x";
  EXPECT_EQ(whole(page), page);
}

}  // namespace
}  // namespace gkwatch::crawler
