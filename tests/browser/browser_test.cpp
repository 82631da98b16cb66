// The pages of the running daemon in a real Chromium, with the sample portal's data.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "core/files.h"
#include "core/text.h"
#include "tests/e2e/neighbourhood.h"
#include "tests/e2e/program.h"

namespace gkwatch::testing {
namespace {

// The daemon with its pages on a free port, whose number it logs.
class Daemon {
 public:
  explicit Daemon(Neighbourhood& here)
      : log_{(here.folder() / "log").string()},
        program_{{"run", "--config", here.config().string()}, log_} {}

  // Empty if it did not come up within a minute.
  std::string base() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (program_.is_running() && std::chrono::steady_clock::now() < end) {
      const std::string log = read_file(log_).value_or("");
      const auto at = log.find("port=");
      const auto stop = log.find_first_not_of("0123456789", at + 5);
      if (at != std::string::npos && stop != std::string::npos) {
        return "http://127.0.0.1:" + log.substr(at + 5, stop - at - 5);
      }
      std::this_thread::yield();
    }
    return {};
  }

 private:
  std::string log_;
  Program program_;
};

struct Looked {
  int exit = -1;
  std::string said;
};

Looked look(const std::vector<std::string>& arguments) {
  std::string command = "cd '" GKWATCH_SOURCE_DIR "/tests/browser' && node look.mjs";
  for (const std::string& one : arguments) command += " '" + one + "'";
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {};
  Looked looked;
  std::string part(4096, '\0');
  for (std::size_t size = 1; size > 0;) {
    size = std::fread(part.data(), 1, part.size(), pipe);
    looked.said += part.substr(0, size);
  }
  const int status = pclose(pipe);
  looked.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return looked;
}

// Two versions of one report, the second with a wrong total; a report that is missing.
void fill(Neighbourhood& here) {
  auto right = here.portal().fixture("huadu-shiling", "report-2020-corrected.html");
  auto wrong = here.portal().fixture("huadu-shiling", "report-2020.html");
  ASSERT_TRUE(right && wrong);
  ASSERT_TRUE(here.portal().replace_body("huadu-shiling", "report-2020", *right));
  here.run({"poll", "--all"}, std::chrono::hours{-24 * 9});
  ASSERT_TRUE(here.portal().replace_body("huadu-shiling", "report-2020", *wrong));
  here.poll_twice();
}

// Pages on a free port, which the configuration of the neighbourhood leaves off.
void listen_anywhere(const Neighbourhood& here) {
  std::string toml = read_file(here.config()).value_or("");
  const std::string off = "listen = \"\"";
  const auto at = toml.find(off);
  ASSERT_NE(at, std::string::npos);
  here.write("gkwatch.toml", toml.replace(at, off.size(), "listen = \"127.0.0.1:0\""));
}

TEST(Browser, ShowsEveryPageWithoutFaultInLightAndDarkOnPhoneAndDesk) {
  const std::string chromium = GKWATCH_CHROMIUM;
  const std::string modules = GKWATCH_SOURCE_DIR "/tests/browser/node_modules/playwright-core";
  if (chromium.empty() || !std::filesystem::exists(modules)) {
    GTEST_SKIP() << "NOT LOOKED AT: chromium-headless-shell, node and the packages of "
                    "tests/browser are needed; ./check installs them";
  }
  Neighbourhood here;
  ASSERT_NO_FATAL_FAILURE(fill(here));
  listen_anywhere(here);
  Daemon daemon{here};
  const std::string base = daemon.base();
  ASSERT_FALSE(base.empty()) << read_file(here.folder() / "log").value_or("");
  const auto reports = where(here.rows("reports"), "agency", "huadu-shiling");
  ASSERT_EQ(reports.size(), 1u);
  const std::string report =
      "/reports/" + std::to_string(reports[0]["report"].integer().value_or(0));
  const std::filesystem::path pictures = GKWATCH_BINARY_DIR "/screenshots";
  std::filesystem::create_directories(pictures);
  const Looked looked =
      look({chromium, base, pictures.string(),
            GKWATCH_SOURCE_DIR "/tests/portal/fixtures/huadu-shiling/report-2020.html", "/",
            "/?region=440114", "/agencies/huadu-shiling", "/agencies/sample-town",
            "/agencies/huadu-shiling/sheet?year=2020", report, report + "?cell=T3.R7.SUM&lang=en",
            report + "/diff", "/alerts", "/history", "/statistics", "/search?q=政府信息", "/check",
            "/?lang=en"});
  EXPECT_EQ(looked.exit, 0) << looked.said;
  EXPECT_TRUE(contains(looked.said, "14 pages looked at, 0 problems")) << looked.said;
}

}  // namespace
}  // namespace gkwatch::testing
