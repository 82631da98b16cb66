#include <gtest/gtest.h>

#include "core/pattern.h"
#include "tests/config/configuration_folder.h"

namespace gkwatch::config {
namespace {

std::string example() {
  auto text = read_file(GKWATCH_SOURCE_DIR "/packaging/gkwatch.toml");
  EXPECT_TRUE(text.has_value());
  return std::move(text).value_or("");
}

// The example with each "#key = …" and "#[[table]]" taken as it would be without the "#".
std::string example_with_all_keys() {
  std::string text = example();
  std::string out;
  std::size_t last = 0;
  for (const auto& match : Pattern{"(?m)^#(?=[a-z_]+ = |\\[)"}.all(text)) {
    out += text.substr(last, match.begin - last);
    last = match.end;
  }
  return out + text.substr(last);
}

TEST(Example, ParsesAsItStands) {
  const ConfigurationFolder folder;
  const auto settings = parse(example(), folder / "gkwatch.toml");
  ASSERT_TRUE(settings.has_value()) << settings.error().message;
}

TEST(Example, ShowsTheDefaults) {
  const ConfigurationFolder folder;
  const auto shown = parse(example(), folder / "gkwatch.toml");
  ASSERT_TRUE(shown.has_value());
  const Settings defaults = folder.good("");
  EXPECT_EQ(shown->language, defaults.language);
  EXPECT_EQ(shown->database, defaults.database);
  EXPECT_EQ(shown->archive, defaults.archive);
  EXPECT_EQ(shown->crawl.per_host_delay, defaults.crawl.per_host_delay);
  EXPECT_EQ(shown->crawl.per_host_connections, defaults.crawl.per_host_connections);
  EXPECT_EQ(shown->crawl.timeout, defaults.crawl.timeout);
  EXPECT_EQ(shown->crawl.max_body_bytes, defaults.crawl.max_body_bytes);
  EXPECT_EQ(shown->crawl.allowed_hosts, defaults.crawl.allowed_hosts);
  EXPECT_EQ(shown->crawl.robots, defaults.crawl.robots);
  EXPECT_EQ(shown->crawl.daily_requests_per_host, defaults.crawl.daily_requests_per_host);
  EXPECT_EQ(shown->schedule.season, defaults.schedule.season);
  EXPECT_EQ(shown->schedule.off_season, defaults.schedule.off_season);
  EXPECT_EQ(shown->alerts.min_severity, defaults.alerts.min_severity);
  EXPECT_EQ(shown->alerts.repeat, defaults.alerts.repeat);
  EXPECT_EQ(shown->alerts.digest, defaults.alerts.digest);
  EXPECT_EQ(shown->alerts.page_base, defaults.alerts.page_base);
  EXPECT_EQ(shown->listen, defaults.listen);
  EXPECT_EQ(shown->readers, defaults.readers);
}

// What keeps it from parsing whole: secrets given twice and files that are not there.
TEST(Example, KnowsNoKeyThatTheProgramDoesNot) {
  const ConfigurationFolder folder;
  const auto settings = parse(example_with_all_keys(), folder / "gkwatch.toml");
  ASSERT_FALSE(settings.has_value());
  for (const auto& match : Pattern{"(?m)^.*$"}.all(settings.error().message)) {
    const std::string& line = match.group(0);
    const bool is_of_secrets = line.find("cannot read") != std::string::npos ||
                               line.find("both stand") != std::string::npos ||
                               line.find("whsec_") != std::string::npos;
    EXPECT_TRUE(is_of_secrets || line.empty()) << line;
  }
}

TEST(Example, ShowsEveryKey) {
  const ConfigurationFolder folder;
  const std::string text = example();
  const Pattern listed{"expected one of: (.*)"};
  for (const auto* table : {"", "[store]\n", "[crawl]\n", "[schedule]\n", "[alerts]\n", "[web]\n",
                            "[service]\n", "[[deadline]]\ndue = \"2025-01-31\"\n",
                            "[[receiver]]\nname = \"a\"\nkind = \"webhook\"\nurl = \"http://h/\"\n",
                            "[[receiver]]\nname = \"a\"\nkind = \"email\"\nsmtp = \"smtp://h\"\n"
                            "from = \"a@b\"\nto = [\"a@b\"]\n"}) {
    const auto keys = listed.search(folder.complaint(std::string{table} + "no_such_key = 1"));
    ASSERT_TRUE(keys) << table;
    for (const auto& key : Pattern{"[a-z_]+"}.all(keys->group(1))) {
      const Pattern shown{"(?m)^#?(\\[+)?" + key.group(0) + "(\\]| = )"};
      EXPECT_TRUE(shown.is_found_in(text)) << key.group(0);
    }
  }
}

}  // namespace
}  // namespace gkwatch::config
