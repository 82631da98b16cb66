#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "config/settings.h"
#include "core/files.h"
#include "tests/support/temporary_folder.h"

namespace gkwatch::config {

// A folder with a watch list, in which configurations are tried.
class ConfigurationFolder {
 public:
  ConfigurationFolder() { write("agencies.csv", "id,name,url\n"); }

  void write(const std::string& name, std::string_view text) const {
    EXPECT_TRUE(write_file_durably(folder_ / name, text).has_value());
  }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  // `text` as gkwatch.toml, after a first line that names the watch list.
  Result<Settings> parse(std::string_view text) const {
    return config::parse("agencies = \"agencies.csv\"\n" + std::string{text},
                         folder_ / "gkwatch.toml", folder_ / "credentials");
  }
  Settings good(std::string_view text) const {
    auto settings = parse(text);
    EXPECT_TRUE(settings.has_value()) << settings.error().message;
    return *std::move(settings);
  }
  // The complaint, with the folder taken out of it.
  std::string complaint(std::string_view text) const {
    const auto settings = parse(text);
    if (settings.has_value()) return "none";
    EXPECT_EQ(settings.error().code, ErrorCode::Malformed);
    return without_folder(settings.error().message);
  }
  std::string without_folder(std::string text) const {
    const std::string folder = folder_.path().string() + "/";
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
      text.erase(at, folder.size());
    }
    return text;
  }

 private:
  testing::TemporaryFolder folder_;
};

}  // namespace gkwatch::config
