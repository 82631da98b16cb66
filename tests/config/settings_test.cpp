#include "config/settings.h"

#include <gtest/gtest.h>

#include "tests/config/configuration_folder.h"

namespace gkwatch::config {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Settings, NeedNothingButTheWatchList) {
  const ConfigurationFolder folder;
  const Settings settings = folder.good("");
  EXPECT_EQ(settings.agencies, folder / "agencies.csv");
  EXPECT_EQ(settings.agencies_line, 1u);
  EXPECT_EQ(settings.database, folder / "gkwatch.db");
  EXPECT_EQ(settings.archive, folder / "archive");
  EXPECT_TRUE(settings.years.empty());
  EXPECT_EQ(settings.language, Language::Chinese);
  EXPECT_EQ(settings.crawl.per_host_delay, seconds{2});
  EXPECT_EQ(settings.crawl.allowed_hosts, std::vector<std::string>{"*.gov.cn"});
  EXPECT_EQ(settings.schedule.season, hours{6});
  EXPECT_EQ(settings.listen, "127.0.0.1:8480");
  EXPECT_EQ(settings.alerts.page_base, "http://127.0.0.1:8480");
  EXPECT_EQ(settings.readers, 2u);
}

TEST(Settings, ReadEveryKey) {
  const ConfigurationFolder folder;
  const Settings settings = folder.good(R"toml(
years = [2021, 2019, 2021]
language = "en"
[store]
database = "data/x.db"
archive = "/var/lib/gkwatch/archive"
[crawl]
user_agent = "Mozilla/5.0 (gkwatch)"
contact = "mailto:a@b.cn"
per_host_delay = "250ms"
per_host_connections = 2
timeout = "10s"
max_body = "1MiB"
allowed_hosts = ["127.0.0.1", "*.example.cn"]
legacy_tls = ["old.example.cn"]
proxy = "socks5://127.0.0.1:1080"
robots = "ignore"
daily_requests_per_host = 5
[schedule]
season = "90s"
off_season = "2d"
[alerts]
min_severity = "error"
repeat = "1d"
digest = "17:05"
[web]
listen = ""
public_url = "https://watch.example.cn/gk/"
[service]
workers = 7
heartbeat_url = "https://ping.example.cn/x"
libreoffice = "/opt/libreoffice/program/soffice"
)toml");
  EXPECT_EQ(settings.years, (std::vector<int>{2019, 2021}));
  EXPECT_EQ(settings.language, Language::English);
  EXPECT_EQ(settings.alerts.language, Language::English);
  EXPECT_EQ(settings.database, folder / "data/x.db");
  EXPECT_EQ(settings.archive, "/var/lib/gkwatch/archive");
  EXPECT_EQ(settings.crawl.user_agent, "Mozilla/5.0 (gkwatch)");
  EXPECT_EQ(settings.crawl.contact, "mailto:a@b.cn");
  EXPECT_EQ(settings.crawl.per_host_delay, milliseconds{250});
  EXPECT_EQ(settings.crawl.per_host_connections, 2);
  EXPECT_EQ(settings.crawl.timeout, seconds{10});
  EXPECT_EQ(settings.crawl.max_body_bytes, 1u << 20);
  EXPECT_EQ(settings.crawl.allowed_hosts, (std::vector<std::string>{"127.0.0.1", "*.example.cn"}));
  EXPECT_EQ(settings.crawl.legacy_tls, std::vector<std::string>{"old.example.cn"});
  EXPECT_EQ(settings.crawl.proxy, "socks5://127.0.0.1:1080");
  EXPECT_EQ(settings.crawl.robots, crawler::RobotsMode::Ignore);
  EXPECT_EQ(settings.crawl.daily_requests_per_host, 5);
  EXPECT_EQ(settings.schedule.season, seconds{90});
  EXPECT_EQ(settings.schedule.off_season, hours{48});
  EXPECT_EQ(settings.alerts.min_severity, Severity::Error);
  EXPECT_EQ(settings.alerts.repeat, hours{24});
  EXPECT_EQ(settings.alerts.digest, hours{17} + minutes{5});
  EXPECT_EQ(settings.listen, "");
  EXPECT_EQ(settings.alerts.page_base, "https://watch.example.cn/gk");
  EXPECT_EQ(settings.readers, 7u);
  EXPECT_EQ(settings.office, "/opt/libreoffice/program/soffice");
  EXPECT_EQ(settings.heartbeat_url, "https://ping.example.cn/x");
}

TEST(Settings, ReadDeadlines) {
  const Settings settings = ConfigurationFolder{}.good(R"(
[[deadline]]
region = "4401"
class = "S"
year = 2024
due = "2025-01-20"
source = "a notice"
[[deadline]]
due = 2025-02-01
)");
  ASSERT_EQ(settings.deadlines.overrides.size(), 2u);
  const auto& first = settings.deadlines.overrides[0];
  EXPECT_EQ(first.region, "4401");
  EXPECT_EQ(first.kind, AgencyClass::S);
  EXPECT_EQ(first.year, 2024);
  EXPECT_EQ(iso_date(first.due), "2025-01-20");
  EXPECT_EQ(first.source, "a notice");
  EXPECT_EQ(iso_date(settings.deadlines.overrides[1].due), "2025-02-01");
  EXPECT_FALSE(settings.deadlines.overrides[1].kind);
}

TEST(Settings, NameAnUnknownKeyItsPlaceAndWhatMayStandThere) {
  const ConfigurationFolder folder;
  EXPECT_EQ(folder.complaint("[schedule]\n\nintervall = \"6h\""),
            "gkwatch.toml:4: unknown key 'intervall' in [schedule]; "
            "expected one of: season, off_season");
  EXPECT_EQ(folder.complaint("[shedule]\nseason = \"6h\""),
            "gkwatch.toml:2: unknown key 'shedule'; expected one of: agencies, years, language, "
            "store, crawl, schedule, deadline, alerts, receiver, web, service");
}

TEST(Settings, NameAWrongTypeAndWhatWasExpected) {
  const ConfigurationFolder folder;
  EXPECT_EQ(folder.complaint("[crawl]\ntimeout = 30"),
            "gkwatch.toml:3: timeout in [crawl]: expected a number and ms, s, m, h or d, such as "
            "\"30s\", neither too short nor too long, found 30");
  EXPECT_EQ(folder.complaint("crawl = 1"),
            "gkwatch.toml:2: crawl: expected a table [crawl], found 1");
  EXPECT_EQ(folder.complaint("language = \"de\""),
            "gkwatch.toml:2: language: expected \"zh\" or \"en\", found \"de\"");
}

TEST(Settings, RefuseEachValueThatDoesNotFit) {
  const ConfigurationFolder folder;
  for (const auto* text : {"years = 2019",
                           "years = [\"2019\"]",
                           "years = [1900]",
                           "language = true",
                           "[store]\ndatabase = \"\"",
                           "[store]\narchive = 1",
                           "[crawl]\nuser_agent = \"a\\nb\"",
                           "[crawl]\nper_host_delay = \"2\"",
                           "[crawl]\nper_host_delay = \"2d\"",
                           "[crawl]\nper_host_connections = 0",
                           "[crawl]\ntimeout = \"0s\"",
                           "[crawl]\nmax_body = \"64MB\"",
                           "[crawl]\nmax_body = \"2GiB\"",
                           "[crawl]\nallowed_hosts = \"*.gov.cn\"",
                           "[crawl]\nallowed_hosts = [\"http://a.cn\"]",
                           "[crawl]\nproxy = \"127.0.0.1\"",
                           "[crawl]\nrobots = false",
                           "[crawl]\ndaily_requests_per_host = 1.5",
                           "[schedule]\nseason = \"0s\"",
                           "[alerts]\nmin_severity = \"fatal\"",
                           "[alerts]\ndigest = \"8:30\"",
                           "[alerts]\nrepeat = 7",
                           "[web]\nlisten = \"8480\"",
                           "[web]\nlisten = \"127.0.0.1:99999\"",
                           "[web]\nlisten = \"0.0.0.0:8480\"",
                           "[web]\nlisten = \"192.168.1.5:8480\"\nuser = \"clerk\"",
                           "[web]\nlisten = \"[::]:8480\"\nproxy_header = \"X-User\"",
                           "[web]\nuser = \"a:b\"\npassword = \"c\"",
                           "[web]\npassword = \"c\"",
                           "[web]\nproxy_header = \"X User\"",
                           "[web]\npublic_url = \"x\"",
                           "[service]\nworkers = 0",
                           "[service]\nheartbeat_url = \"ftp://a\"",
                           "[[crawl]]\n",
                           "[deadline]\ndue = \"2025-01-31\"",
                           "[[deadline]]\nregion = \"4401\"",
                           "[[deadline]]\ndue = \"2025-02-30\"",
                           "[[deadline]]\ndue = \"2025-01-31\"\nclass = \"X\"",
                           "[[deadline]]\ndue = \"2025-01-31\"\nregion = \"GZ\"",
                           "[[deadline]]\ndue = \"2025-01-31\"\nregon = \"44\""}) {
    EXPECT_NE(folder.complaint(text), "none") << text;
  }
}

TEST(Settings, LetThePagesBeReachedFromElsewhereBehindAPasswordOrAProxy) {
  const ConfigurationFolder folder;
  EXPECT_EQ(
      folder.complaint("[web]\nlisten = \"0.0.0.0:8480\"\nuser = \"clerk\"\npassword = \"x\""),
      "none");
  EXPECT_EQ(folder.complaint("[web]\nlisten = \"10.0.0.2:80\"\nproxy_header = \"X-Remote-User\"\n"
                             "proxies = [\"10.0.0.5\"]\nhosts = [\"gk.example.org\"]"),
            "none");
}

TEST(Settings, TellAllProblemsInTheOrderOfTheFile) {
  EXPECT_EQ(
      ConfigurationFolder{}.complaint("[service]\nworkers = 0\n[alerts]\ndigest = \"x\"\nnone = 1"),
      "gkwatch.toml:3: workers in [service]: expected a whole number from 1 to 64, found 0\n"
      "gkwatch.toml:5: digest in [alerts]: expected a time of day such as \"08:30\", found \"x\"\n"
      "gkwatch.toml:6: unknown key 'none' in [alerts]; expected one of: min_severity, repeat, "
      "digest");
}

TEST(Settings, NameTheLineOfWhatIsNotToml) {
  const std::string complaint = ConfigurationFolder{}.complaint("\n[crawl\n");
  EXPECT_TRUE(complaint.starts_with("gkwatch.toml:3: not TOML: ")) << complaint;
  EXPECT_NE(ConfigurationFolder{}.complaint("language = \"zh\"\nlanguage = \"en\""), "none");
  EXPECT_NE(ConfigurationFolder{}.complaint("language = \"\xFF\""), "none");
  EXPECT_NE(ConfigurationFolder{}.complaint("a = " + std::string(100'000, '[')), "none");
}

TEST(Settings, MissTheWatchListByName) {
  const ConfigurationFolder folder;
  const auto none = parse("language = \"zh\"", folder / "gkwatch.toml");
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(folder.without_folder(none.error().message),
            "gkwatch.toml:1: key 'agencies' is missing; expected the name of the watch list, such "
            "as agencies = \"agencies.csv\"");
  const auto gone = parse("\nagencies = \"gone.csv\"", folder / "gkwatch.toml");
  ASSERT_FALSE(gone.has_value());
  EXPECT_EQ(folder.without_folder(gone.error().message),
            "gkwatch.toml:2: agencies: there is no file gone.csv");
}

TEST(Settings, AreMalformedIfTheirFileIsMissing) {
  const ConfigurationFolder folder;
  const auto settings = load(folder / "none.toml");
  ASSERT_FALSE(settings.has_value());
  EXPECT_EQ(settings.error().code, ErrorCode::Malformed);
  EXPECT_TRUE(folder.without_folder(settings.error().message)
                  .starts_with("none.toml: cannot read the configuration: "));
}

TEST(Settings, TakePathsRelativeToTheFileThroughALoad) {
  const ConfigurationFolder folder;
  folder.write("gkwatch.toml", "agencies = \"./x/../agencies.csv\"");
  const auto settings = load(folder / "gkwatch.toml");
  ASSERT_TRUE(settings.has_value()) << settings.error().message;
  EXPECT_EQ(settings->agencies, folder / "agencies.csv");
}

}  // namespace
}  // namespace gkwatch::config
