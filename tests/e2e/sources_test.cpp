// The ways in which agencies list their reports, one agency for each, in one pass.

#include <gtest/gtest.h>

#include <string>

#include "core/text.h"
#include "tests/e2e/neighbourhood.h"

namespace gkwatch::testing {
namespace {

TEST(Source, EveryKindLeadsToTheReportAndIsReadToItsProvenEnd) {
  const Neighbourhood here{{.fixtures = GKWATCH_SOURCE_DIR "/tests/portal/fixtures-sources"}};
  here.poll_twice();
  const auto reports = here.rows("reports");
  EXPECT_EQ(reports.size(), 7u);
  for (const Json& report : reports) {
    const std::string agency{report["agency"].string_or("")};
    EXPECT_EQ(report["status"].string_or(""), "on_time") << agency;
    EXPECT_EQ(report["form"].string_or(""), "2019") << agency;
    EXPECT_EQ(report["versions"].integer(), 1) << agency << ": the same report counts once";
    // What was searched by title proves no absence.
    EXPECT_EQ(report["complete"].bool_or(false), agency != "no-such-node") << agency;
  }
  EXPECT_TRUE(where(here.rows("alerts"), "rule", "R-P-MISSING").empty());
}

}  // namespace
}  // namespace gkwatch::testing
