#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/commands.h"
#include "core/json.h"
#include "tests/store/sample.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::testing {

// What one command line printed and how it ended.
struct Told {
  int exit = 0;
  std::string out;
  std::string err;
  Json json() const {
    auto parsed = Json::parse(out);
    return parsed ? *std::move(parsed) : Json{};
  }
};

// A configuration and a database with two agencies, as commands that only ask find them.
class AskedHouse : public ::testing::Test {
 protected:
  void SetUp() override {
    write("agencies.csv",
          "id,name,class,region,url\n"
          "town,某镇人民政府,Z,440114,http://www.example.gov.cn/gkmlpt/annualreport\n"
          "bureau,某局,B,440300,http://bureau.example.gov.cn/nb/\n");
    write("gkwatch.toml", "agencies = \"agencies.csv\"\nyears = [2019, 2020]\n");
    auto database = open_database();
    ASSERT_TRUE(database.sync_agencies(std::vector{town(), bureau()}, kMorning));
    ASSERT_TRUE(database.record(first_check()));
  }

  store::Database open_database() const {
    return *store::Database::open(folder_ / "gkwatch.db", store::Database::Role::Keeper);
  }
  // Another document for the same year, seen later.
  void record_version(ReportVersion version) const {
    auto database = open_database();
    CheckRecord check = check_at(kEvening);
    check.versions = {std::move(version)};
    ASSERT_TRUE(database.record(check));
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream{folder_ / name, std::ios::binary | std::ios::trunc} << text;
  }

  Told run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", (folder_ / "gkwatch.toml").string()});
    return run_as_it_is(arguments);
  }
  Told run_as_it_is(const std::vector<std::string>& arguments) const {
    std::ostringstream out, err;
    std::stop_source stop;
    if (is_stopping_) stop.request_stop();
    app::ReloadBell reload;
    ManualClock clock;
    app::World world{.clock = clock,
                     .out = out,
                     .err = err,
                     .is_out_terminal = is_terminal_,
                     .environment = [](const std::string&) { return std::nullopt; },
                     .stop = stop,
                     .reload = reload};
    const int exit = app::run_program(arguments, world);
    return {exit, out.str(), err.str()};
  }

  TemporaryFolder folder_;
  bool is_terminal_ = false;
  bool is_stopping_ = false;
};

}  // namespace gkwatch::testing
