// What a page shows without holding it: pictures behind the text, documents linked or framed.
#include <gtest/gtest.h>

#include "tests/parser/made_tables.h"

namespace gkwatch::parser {
namespace {

using Addresses = std::vector<std::string>;

ParsedDocument page_with(const std::string& html) {
  return read("<html><body><h1>示例局2023年政府信息公开工作年度报告</h1><p>四、行政复议、诉讼</p>" +
              html + "</body></html>");
}

// A bureau and its branch, one report behind the other.
TEST(SeveralReports, InOneFileAreTheFirst) {
  using testing::Layout;
  using testing::ReportSpec;
  for (const Layout layout : testing::kAllLayouts) {
    const ReportSpec bureau{.agency = "青山区民政局", .seed = 21};
    const ReportSpec branch{.agency = "青山区救助管理站", .seed = 22};
    const auto figures = make_figures(bureau);
    const auto parsed = read(print_report(bureau, figures, layout) +
                             print_report(branch, make_figures(branch), layout));
    EXPECT_EQ(parsed.agency_name, "青山区民政局");
    EXPECT_EQ(count_read(parsed, figures), figures.size()) << static_cast<int>(layout);
    EXPECT_NE(parsed.text.find("青山区救助管理站"), std::string::npos) << "all of it for search";
  }
}

TEST(Attachments, AreDocumentsThatThePageLinksOrFrames) {
  EXPECT_EQ(page_with("<a href='b4.xls'>表四</a>").attachments, Addresses{"b4.xls"});
  EXPECT_EQ(page_with("<p><a href='/get?id=7'>表四.PDF</a></p>").attachments,
            Addresses{"/get?id=7"})
      << "named by its text alone";
  EXPECT_EQ(page_with("<iframe src='t3.pdf'></iframe>").attachments, Addresses{"t3.pdf"});
  EXPECT_EQ(page_with("<embed src='t3.pdf'>").attachments, Addresses{"t3.pdf"});
  EXPECT_EQ(page_with("<object data='t3.pdf'></object>").attachments, Addresses{"t3.pdf"});
  EXPECT_EQ(page_with("<table><tr><td>甲</td><td><a href='a.docx?v=1'>乙</a></td></tr></table>")
                .attachments,
            Addresses{"a.docx?v=1"});
}

TEST(Attachments, AreNotThePagesThatItLinks) {
  EXPECT_EQ(page_with("<a href='/index.html'>首页</a><a href='post_1.html'>2022年</a>").attachments,
            Addresses{});
}

TEST(Attachments, SayNothingAmongTheWordsOfThePage) {
  const auto parsed = page_with("<p><a href='b4.xls'>表四</a></p>");
  EXPECT_EQ(parsed.text.find("b4.xls"), std::string::npos) << parsed.text;
}

TEST(Pictures, MayStandBehindTheText) {
  EXPECT_EQ(page_with("<div style='width:9px; background-image: url(\"t4.png\")'></div>").images,
            Addresses{"t4.png"});
  EXPECT_EQ(page_with("<div style='background:url(t4.png) no-repeat'></div>").images,
            Addresses{"t4.png"});
  EXPECT_EQ(page_with("<div style='background:#fff'></div>").images, Addresses{});
}

}  // namespace
}  // namespace gkwatch::parser
