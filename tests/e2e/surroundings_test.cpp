// What changes around the program and is nobody's doing: the zone of the machine, the network.

#include <gtest/gtest.h>
#include <time.h>

#include <cstdlib>

#include "tests/e2e/neighbourhood.h"

namespace gkwatch::testing {
namespace {

void live_in(const char* zone) {
  ::setenv("TZ", zone, 1);
  ::tzset();
}

TEST(Zone, OfTheMachineChangesNothingThatIsSaidOrDecided) {
  Neighbourhood here;
  live_in("UTC");
  here.run({"poll", "--agency", "huadu-shiling"});
  const auto said = [&] {
    std::string text;
    for (const char* question : {"reports", "findings", "alerts", "history"}) {
      for (const char* format : {"text", "json", "csv"}) {
        text += here.run({question, "--format", format, "--since", "2021-01-21"}).out;
      }
    }
    return text + here.run({"show", "huadu-shiling:2020"}).out;
  };
  const std::string before = said();
  EXPECT_NE(before.find("2021-01-21T15:24:00+08:00"), std::string::npos);
  for (const char* zone : {"America/New_York", "Pacific/Kiritimati", "Asia/Kolkata"}) {
    live_in(zone);
    EXPECT_EQ(said(), before) << zone;
  }
  const std::size_t told = here.hook().calls().size();
  here.run({"poll", "--agency", "huadu-shiling"});
  EXPECT_EQ(here.hook().calls().size(), told);
  ::unsetenv("TZ");
  ::tzset();
}

TEST(Network, ThatIsLostIsMistakenForNothingElseAndComesBack) {
  Neighbourhood here;
  here.poll_twice();
  const auto statuses = [&] {
    std::string text;
    for (const Json& row : here.rows("reports")) {
      text += row["agency"].dump() + row["status"].dump() + row["versions"].dump() + "\n";
    }
    return text;
  };
  const std::string before = statuses();
  const std::size_t findings = here.rows("findings").size();
  // Nobody listens there: no request reaches anybody.
  here.configure("proxy = \"http://127.0.0.1:1\"");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(here.run({"poll", "--all"}).exit, 1);
  // What was missing may have come meanwhile: nobody could look.
  std::string meanwhile = before;
  const std::string missing = "\"missing\"";
  meanwhile.replace(meanwhile.find(missing), missing.size(), "\"source_down\"");
  EXPECT_EQ(statuses(), meanwhile);
  here.configure();
  EXPECT_EQ(here.run({"poll", "--all"}).exit, 0);
  EXPECT_EQ(statuses(), before);
  EXPECT_EQ(here.rows("findings").size(), findings);
}

}  // namespace
}  // namespace gkwatch::testing
